<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Keyboard</name>
    <message>
        <source>Hangul letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latin letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures and signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Label</name>
    <message>
        <source>In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In, not listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask staff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invited only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not open yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Old badge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bad signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desk key ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No badge yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Leaf</name>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Down</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Show the QR code of your registration, and it is printed at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get your badge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No QR? Find me by phone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera cannot be used at the moment. Please look yourself up by your phone number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No camera right now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold it up to the camera, on your phone or on paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show your QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the number you gave when you registered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last four digits of your phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your full name, as you registered it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We are looking you up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes, it is me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name is masked so that nobody else can read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is this you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your badge is printing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It comes out of the slot below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are checked in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your badge waits for you at the desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick it up at the desk: {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your badge is printed at another printer. Tell the desk this number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take your badge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wear it where it can be seen. Enjoy your visit!</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all {n} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a QR again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find me by phone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a QR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We did not find this code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please show the QR of your confirmation, or look yourself up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is another QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please show the QR of your confirmation or your badge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your badge is for another day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is good on {days}. Staff will gladly help you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have your badge already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you cannot find it, staff will print you a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have a newer badge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please wear the newer one. If you cannot find it, call staff.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another desk welcomes you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please show your ID to staff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call staff here, it takes only a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We did not find you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please check the digits and your name. Staff will gladly help you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Staff will find you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than one person is registered like this. Please call staff.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking a short break</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No badges can be printed here now. Please use another kiosk or the desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your badge did not come out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are checked in. Staff will bring you your badge: please call them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Staff will help you here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please call staff, or go to the desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please ask at the desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please go to: {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I am finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otherwise we start again, and nothing of you is left on this screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Are you still there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1. Choose your language.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2. Hold the QR of your confirmation up to the camera, or type the last four digits of your phone and your name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3. Check that it is you, and take your badge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can do everything with the arrow keys and OK, too. Staff come when you call them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speak faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speak slowly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speak normally</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hear it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calling staff…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Staff know that you need help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody will come to you here. You can go on meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody is on the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please wait here a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please go to the desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We cannot call anybody from here now. A member of staff is at the desk over there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound: off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound: soft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound: loud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call staff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Phrase</name>
    <message>
        <source>Entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} d ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>±{n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} on {day} {month}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelfScreen</name>
    <message>
        <source>Low position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything you can press is below this line.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>Starts over in {n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
