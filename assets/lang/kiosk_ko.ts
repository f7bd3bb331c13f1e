<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>BadgeView</name>
    <message>
        <source>These letters cannot be printed: {letters}</source>
        <translation>인쇄할 수 없는 글자: {letters}</translation>
    </message>
</context>
<context>
    <name>Bell</name>
    <message>
        <source>I am going</source>
        <translation>제가 갈게요</translation>
    </message>
    <message>
        <source>{name} needs help</source>
        <translation>{name}에서 도움을 요청합니다</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>외 {n}곳</translation>
    </message>
</context>
<context>
    <name>CameraPanel</name>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>not taken</source>
        <translation>적용되지 않음</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>front</source>
        <translation>전면</translation>
    </message>
    <message>
        <source>rear</source>
        <translation>후면</translation>
    </message>
    <message>
        <source>gives {size}</source>
        <translation>실제 {size}</translation>
    </message>
    <message>
        <source>1/{n} s</source>
        <translation>1/{n}초</translation>
    </message>
    <message>
        <source>Mirrored</source>
        <translation>좌우 반전 켬</translation>
    </message>
    <message>
        <source>Not mirrored</source>
        <translation>좌우 반전 끔</translation>
    </message>
    <message>
        <source>Read the whole picture</source>
        <translation>화면 전체에서 읽기</translation>
    </message>
    <message>
        <source>Delete the recording</source>
        <translation>녹화 삭제</translation>
    </message>
    <message>
        <source>Record 10 s for diagnosis</source>
        <translation>진단용 10초 녹화</translation>
    </message>
    <message>
        <source>Simulated camera</source>
        <translation>모의 카메라</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>모름</translation>
    </message>
    <message>
        <source>less</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>more</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>해상도</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>노출</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>초점</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>회전</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>처음부터 다시</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>{n} frames/s</source>
        <translation>초당 {n}프레임</translation>
    </message>
    <message>
        <source>The recording lies in the station&apos;s folder: diagnostics/camera.avi. Delete it as soon as it was looked at.</source>
        <translation>녹화 파일은 이 기기 폴더의 diagnostics/camera.avi에 있습니다. 확인한 뒤 바로 삭제해 주세요.</translation>
    </message>
    <message>
        <source>Draw a rectangle on the picture with a finger: badges are read inside it alone.</source>
        <translation>화면에 손가락으로 사각형을 그리면 그 안의 명찰만 읽습니다.</translation>
    </message>
</context>
<context>
    <name>CameraWork</name>
    <message>
        <source>Record the picture for 10 seconds</source>
        <translation>카메라 화면 10초 녹화</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Touch again: the old badge becomes void</source>
        <translation>한 번 더 누르면 이전 명찰은 무효가 됩니다</translation>
    </message>
    <message>
        <source>Correct the badge</source>
        <translation>명찰 내용 고치기</translation>
    </message>
    <message>
        <source>Show the contact</source>
        <translation>연락처 모두 보기</translation>
    </message>
    <message>
        <source>Take the check-in back</source>
        <translation>접수 취소</translation>
    </message>
    <message>
        <source>Back to the search</source>
        <translation>찾기로 돌아가기</translation>
    </message>
</context>
<context>
    <name>CardWords</name>
    <message>
        <source>I checked the ID</source>
        <translation>신분증을 확인했습니다</translation>
    </message>
    <message>
        <source>Names open when the server answers.</source>
        <translation>서버에 연결되면 이름이 보입니다.</translation>
    </message>
    <message>
        <source>Name closed</source>
        <translation>이름 비공개</translation>
    </message>
    <message>
        <source>VIP: please tell the host.</source>
        <translation>귀빈입니다. 의전 담당에게 알려 주세요.</translation>
    </message>
    <message>
        <source>The ID was checked.</source>
        <translation>신분증을 확인했습니다.</translation>
    </message>
    <message>
        <source>Check their ID first.</source>
        <translation>먼저 신분증을 확인하세요.</translation>
    </message>
    <message>
        <source>Not checked in yet</source>
        <translation>아직 접수하지 않음</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>접수됨</translation>
    </message>
    <message>
        <source>Checked in {time}</source>
        <translation>접수됨 {time}</translation>
    </message>
    <message>
        <source>Checked in at: {place}</source>
        <translation>접수한 곳: {place}</translation>
    </message>
    <message>
        <source>Look only: nobody is checked in, and it is recorded as an enquiry.</source>
        <translation>정보만 봅니다. 접수하지 않으며, 조회로 기록됩니다.</translation>
    </message>
    <message>
        <source>Opening the names… Badges can be read already.</source>
        <translation>명단을 여는 중입니다. 명찰 QR은 지금도 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>Read a QR code, or type a name, the last four digits or a company.</source>
        <translation>QR을 비추거나 이름, 초성, 전화번호 뒤 네 자리, 회사 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>We cannot save records right now. Please send people to the next desk.</source>
        <translation>지금은 기록을 저장할 수 없습니다. 옆 데스크로 안내해 주세요.</translation>
    </message>
</context>
<context>
    <name>CodePad</name>
    <message>
        <source>Check this code</source>
        <translation>코드 확인</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Enter the badge code</source>
        <translation>명찰 코드 입력</translation>
    </message>
    <message>
        <source>The 16 letters printed under the QR.</source>
        <translation>QR 아래에 적힌 16자리를 눌러 주세요.</translation>
    </message>
</context>
<context>
    <name>Consents</name>
    <message>
        <source>I agree</source>
        <translation>동의</translation>
    </message>
    <message>
        <source>I do not</source>
        <translation>동의 안 함</translation>
    </message>
    <message>
        <source>required</source>
        <translation>필수</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>선택</translation>
    </message>
</context>
<context>
    <name>CorrectionForm</name>
    <message>
        <source>Correct the badge</source>
        <translation>명찰 내용 고치기</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>required</source>
        <translation>필수</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>소속</translation>
    </message>
    <message>
        <source>Correct it</source>
        <translation>고치기</translation>
    </message>
</context>
<context>
    <name>Count</name>
    <message>
        <source>Inside now</source>
        <translation>지금 안에</translation>
    </message>
    <message>
        <source>Capacity {n}</source>
        <translation>정원 {n}</translation>
    </message>
    <message>
        <source>No news from other gates for {span}</source>
        <translation>다른 게이트 소식 {span}째 없음</translation>
    </message>
    <message>
        <source>No limit here</source>
        <translation>정원 제한 없음</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>남은 자리 없음</translation>
    </message>
    <message>
        <source>{n} places left</source>
        <translation>남은 자리 {n}</translation>
    </message>
</context>
<context>
    <name>CounterPanel</name>
    <message>
        <source>Back</source>
        <translation>돌아가기</translation>
    </message>
    <message>
        <source>One touch is one handed out, on record at once. Other desks know within seconds.</source>
        <translation>한 번 누르면 하나를 준 것으로 바로 기록됩니다. 다른 데스크에도 곧 알려집니다.</translation>
    </message>
    <message>
        <source>Coupons and gifts</source>
        <translation>쿠폰·기념품</translation>
    </message>
</context>
<context>
    <name>DemoGate</name>
    <message>
        <source>Simulated camera</source>
        <translation>가상 카메라로 바꾸기</translation>
    </message>
    <message>
        <source>Use the webcam</source>
        <translation>웹캠으로 바꾸기</translation>
    </message>
    <message>
        <source>Sample badges (PDF)</source>
        <translation>견본 명찰 (PDF)</translation>
    </message>
    <message>
        <source>Stop the server</source>
        <translation>서버 멈추기</translation>
    </message>
    <message>
        <source>Start the server</source>
        <translation>서버 켜기</translation>
    </message>
</context>
<context>
    <name>DeskContact</name>
    <message>
        <source>To reach the person</source>
        <translation>본인에게 연락</translation>
    </message>
    <message>
        <source>To make sure who it is</source>
        <translation>본인 확인</translation>
    </message>
    <message>
        <source>Show the contact</source>
        <translation>연락처 모두 보기</translation>
    </message>
    <message>
        <source>No contact is known.</source>
        <translation>등록된 연락처가 없습니다.</translation>
    </message>
</context>
<context>
    <name>DeskCounters</name>
    <message>
        <source>Gifts</source>
        <translation>쿠폰·기념품</translation>
    </message>
    <message>
        <source>{name} · {n} of {most} today</source>
        <translation>{name} · 오늘 {n}/{most}</translation>
    </message>
    <message>
        <source>Name closed</source>
        <translation>이름 비공개</translation>
    </message>
</context>
<context>
    <name>DeskEnquiry</name>
    <message>
        <source>Enquiry: on</source>
        <translation>조회만: 켬</translation>
    </message>
    <message>
        <source>Enquiry</source>
        <translation>조회만</translation>
    </message>
</context>
<context>
    <name>DeskGroup</name>
    <message>
        <source>Group of {n}</source>
        <translation>일행 {n}명</translation>
    </message>
    <message>
        <source>Check in and print {n}</source>
        <translation>{n}명 접수·명찰 인쇄</translation>
    </message>
    <message>
        <source>Check in {n}</source>
        <translation>{n}명 접수</translation>
    </message>
    <message>
        <source>see their card</source>
        <translation>카드 확인 필요</translation>
    </message>
    <message>
        <source>ID check on their card</source>
        <translation>신분증 확인 필요</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>접수됨</translation>
    </message>
</context>
<context>
    <name>DeskPrinting</name>
    <message>
        <source>Printers: {state}</source>
        <translation>프린터: {state}</translation>
    </message>
    <message>
        <source>Printer {letter}</source>
        <translation>프린터 {letter}</translation>
    </message>
    <message>
        <source>Check in and print</source>
        <translation>접수·명찰 인쇄</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>접수</translation>
    </message>
    <message>
        <source>Print the badge</source>
        <translation>명찰 인쇄</translation>
    </message>
    <message>
        <source>Print a new one</source>
        <translation>명찰 다시 인쇄</translation>
    </message>
    <message>
        <source>This is the old badge. It is void: keep it, and read the new one.</source>
        <translation>이전 명찰입니다. 무효이니 회수하고 새 명찰을 읽어 주세요.</translation>
    </message>
    <message>
        <source>This is another person&apos;s badge; it is checked off for them. Now read the one of this card.</source>
        <translation>다른 분의 명찰입니다. 그분 것은 확인 처리했습니다. 이 카드의 명찰을 읽어 주세요.</translation>
    </message>
    <message>
        <source>The badge of the person before was not read back. It is listed under the printers.</source>
        <translation>앞사람의 새 명찰을 아직 확인하지 않았습니다. 프린터 화면에 남아 있습니다.</translation>
    </message>
    <message>
        <source>The badge was read back</source>
        <translation>새 명찰 확인 완료</translation>
    </message>
    <message>
        <source>A badge was printed before</source>
        <translation>이미 명찰을 인쇄했습니다</translation>
    </message>
    <message>
        <source>Printed, not read back</source>
        <translation>인쇄했으나 확인 전</translation>
    </message>
    <message>
        <source>Hold the new badge up to the camera.</source>
        <translation>새 명찰을 카메라에 비춰 주세요.</translation>
    </message>
    <message>
        <source>Pick-up number {n} at {printer}.</source>
        <translation>수령 번호 {n} · {printer}에서 받으세요.</translation>
    </message>
    <message>
        <source>Waiting for {printer}</source>
        <translation>{printer} 대기 중</translation>
    </message>
    <message>
        <source>{n} before it</source>
        <translation>앞에 {n}건</translation>
    </message>
    <message>
        <source>Printing on {printer}…</source>
        <translation>{printer}에서 인쇄 중…</translation>
    </message>
    <message>
        <source>Printed · read it back</source>
        <translation>인쇄됨 · 명찰을 읽어 주세요</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>인쇄하지 못했습니다</translation>
    </message>
    <message>
        <source>The old badge is void: take it back.</source>
        <translation>이전 명찰은 무효이니 회수하세요.</translation>
    </message>
    <message>
        <source>{printer}: trouble</source>
        <translation>{printer} 확인</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>대기 {n}건</translation>
    </message>
    <message>
        <source>{n} to read back</source>
        <translation>확인할 명찰 {n}장</translation>
    </message>
    <message>
        <source>{n} labels</source>
        <translation>남은 명찰 {n}장</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>준비됨</translation>
    </message>
    <message>
        <source>Labels are not counted</source>
        <translation>남은 장수를 세지 않음</translation>
    </message>
    <message>
        <source>{n} labels left</source>
        <translation>남은 명찰 {n}장</translation>
    </message>
    <message>
        <source>lasts about {time}</source>
        <translation>약 {time} 사용 가능</translation>
    </message>
    <message>
        <source>Name closed</source>
        <translation>이름 비공개</translation>
    </message>
</context>
<context>
    <name>DeskRegistering</name>
    <message>
        <source>A badge was read. Finish here first, then read it again.</source>
        <translation>명찰을 읽었습니다. 이 화면을 마친 뒤 다시 읽어 주세요.</translation>
    </message>
    <message>
        <source>Corrected. The printed badge has the old text: print a new one.</source>
        <translation>고쳤습니다. 인쇄된 명찰은 이전 내용이니 새 명찰을 인쇄하세요.</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>현장 등록</translation>
    </message>
</context>
<context>
    <name>DeskScreen</name>
    <message>
        <source>Whom are you looking for?</source>
        <translation>누구를 찾으세요?</translation>
    </message>
    <message>
        <source>{n} found</source>
        <translation>{n}명을 찾았습니다</translation>
    </message>
    <message>
        <source>First {n} found</source>
        <translation>앞의 {n}명입니다. 더 입력하면 좁혀집니다</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>찾은 사람이 없습니다</translation>
    </message>
    <message>
        <source>Names and numbers are masked</source>
        <translation>이름과 번호는 가려서 보여 줍니다</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>{name} 님 열기</translation>
    </message>
</context>
<context>
    <name>DeskUndo</name>
    <message>
        <source>Another person&apos;s check-in</source>
        <translation>다른 사람을 접수함</translation>
    </message>
    <message>
        <source>Pressed by mistake</source>
        <translation>잘못 누름</translation>
    </message>
    <message>
        <source>Does not come in after all</source>
        <translation>입장하지 않음</translation>
    </message>
    <message>
        <source>Take the check-in back</source>
        <translation>접수 취소</translation>
    </message>
</context>
<context>
    <name>Fault</name>
    <message>
        <source>We cannot save records right now.</source>
        <translation>기록을 저장할 수 없어 확인을 멈췄습니다.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>잠시 중단</translation>
    </message>
    <message>
        <source>Please use the next gate.</source>
        <translation>옆 게이트를 이용해 주세요.</translation>
    </message>
    <message>
        <source>Something is wrong. Please call the operations office.</source>
        <translation>문제가 생겼습니다. 운영본부에 알려 주세요.</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Touch again: nothing is kept</source>
        <translation>다시 누르면 지우고 닫습니다</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>한국어</source>
        <translation>English</translation>
    </message>
</context>
<context>
    <name>Gate</name>
    <message>
        <source>Inside now</source>
        <translation>지금 안에</translation>
    </message>
    <message>
        <source>Places open to this badge</source>
        <translation>이 명찰로 갈 수 있는 곳</translation>
    </message>
    <message>
        <source>Came in at {time}</source>
        <translation>{time}에 입장</translation>
    </message>
</context>
<context>
    <name>GateScreen</name>
    <message>
        <source>Staff menu</source>
        <translation>직원 메뉴</translation>
    </message>
    <message>
        <source>Staff: let in</source>
        <translation>직원: 입장 허용</translation>
    </message>
</context>
<context>
    <name>GroupPanel</name>
    <message>
        <source>Back</source>
        <translation>돌아가기</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Touch whoever is not here yet: they stay on the list and are checked in when they come.</source>
        <translation>아직 오지 않은 사람은 눌러서 빼세요. 나중에 왔을 때 접수하면 됩니다.</translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation>모두 {n}명</translation>
    </message>
    <message>
        <source>They come together</source>
        <translation>함께 온 일행</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>한국어</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Staff menu</source>
        <translation>직원 메뉴</translation>
    </message>
    <message>
        <source>{name} is signed in. Lock this desk</source>
        <translation>{name} 님이 로그인했습니다. 데스크 잠그기</translation>
    </message>
</context>
<context>
    <name>InitialsPad</name>
    <message>
        <source>Delete</source>
        <translation>지우기</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Hangul letters</source>
        <translation>한글 자판</translation>
    </message>
    <message>
        <source>Latin letters</source>
        <translation>영문 자판</translation>
    </message>
    <message>
        <source>Figures and signs</source>
        <translation>숫자와 기호</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>쌍자음·대문자</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>띄어쓰기</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>확인</translation>
    </message>
</context>
<context>
    <name>Label</name>
    <message>
        <source>In</source>
        <translation>입장</translation>
    </message>
    <message>
        <source>In again</source>
        <translation>재입장</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>퇴장</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>직원 허용</translation>
    </message>
    <message>
        <source>In, not listed</source>
        <translation>명단 외</translation>
    </message>
    <message>
        <source>Same again</source>
        <translation>확인됨</translation>
    </message>
    <message>
        <source>Already in</source>
        <translation>이미 입장</translation>
    </message>
    <message>
        <source>Needs ID</source>
        <translation>신분 확인</translation>
    </message>
    <message>
        <source>Ask staff</source>
        <translation>직원 확인</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>확인 필요</translation>
    </message>
    <message>
        <source>Other zone</source>
        <translation>다른 구역</translation>
    </message>
    <message>
        <source>Invited only</source>
        <translation>초청 전용</translation>
    </message>
    <message>
        <source>Not open yet</source>
        <translation>시작 전</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>입장 마감</translation>
    </message>
    <message>
        <source>Other day</source>
        <translation>다른 날짜</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>잠시 대기</translation>
    </message>
    <message>
        <source>Once only</source>
        <translation>입장 완료</translation>
    </message>
    <message>
        <source>Not checked in</source>
        <translation>접수 먼저</translation>
    </message>
    <message>
        <source>Old badge</source>
        <translation>이전 명찰</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>취소 명찰</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>안내 필요</translation>
    </message>
    <message>
        <source>Too early</source>
        <translation>사용 전</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>기간 만료</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>확인 불가</translation>
    </message>
    <message>
        <source>Other code</source>
        <translation>다른 QR</translation>
    </message>
    <message>
        <source>Bad signature</source>
        <translation>다시 발급</translation>
    </message>
    <message>
        <source>Desk key ended</source>
        <translation>발급 취소</translation>
    </message>
    <message>
        <source>No badge yet</source>
        <translation>명찰 먼저</translation>
    </message>
    <message>
        <source>Entry only</source>
        <translation>입장 전용</translation>
    </message>
</context>
<context>
    <name>Leaf</name>
    <message>
        <source>Up</source>
        <translation>위로</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>아래로</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Sound is off · turn on</source>
        <translation>소리 꺼짐 · 켜기</translation>
    </message>
    <message>
        <source>Sound is on · turn off</source>
        <translation>소리 켜짐 · 끄기</translation>
    </message>
    <message>
        <source>Bright</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>Camera and aim area</source>
        <translation>카메라와 인식 영역</translation>
    </message>
    <message>
        <source>Hand scanner</source>
        <translation>핸드 스캐너</translation>
    </message>
    <message>
        <source>Close this station</source>
        <translation>프로그램 끝내기</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>돌아가기</translation>
    </message>
    <message>
        <source>Badges are read on while this menu is open. Touch a row of the list to let someone in or to take an entry back.</source>
        <translation>메뉴가 열려 있어도 명찰은 계속 확인합니다. 최근 확인 목록의 줄을 누르면 입장을 허용하거나 취소할 수 있습니다.</translation>
    </message>
    <message>
        <source>Staff menu</source>
        <translation>직원 메뉴</translation>
    </message>
    <message>
        <source>For staff of this event</source>
        <translation>행사 운영요원만 사용합니다.</translation>
    </message>
    <message>
        <source>Touch again to close</source>
        <translation>끝내려면 한 번 더 누르세요</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>This station cannot open</source>
        <translation>단말기를 열 수 없습니다</translation>
    </message>
</context>
<context>
    <name>NoticeScreen</name>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>한국어</source>
        <translation>English</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Show the QR code of your registration, and it is printed at once.</source>
        <translation>사전등록 확인증의 QR을 비추면 바로 인쇄됩니다.</translation>
    </message>
    <message>
        <source>Get your badge</source>
        <translation>명찰을 받아 가세요</translation>
    </message>
    <message>
        <source>No QR? Find me by phone number</source>
        <translation>QR이 없으면 전화번호로 찾기</translation>
    </message>
    <message>
        <source>The camera cannot be used at the moment. Please look yourself up by your phone number.</source>
        <translation>지금은 카메라를 쓸 수 없습니다. 전화번호로 찾아 주세요.</translation>
    </message>
    <message>
        <source>No camera right now</source>
        <translation>카메라를 쓸 수 없어요</translation>
    </message>
    <message>
        <source>Hold it up to the camera, on your phone or on paper.</source>
        <translation>휴대전화나 종이에 있는 QR을 카메라에 보여 주세요.</translation>
    </message>
    <message>
        <source>Show your QR code</source>
        <translation>QR을 비춰 주세요</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Of the number you gave when you registered.</source>
        <translation>등록할 때 적은 번호입니다.</translation>
    </message>
    <message>
        <source>Last four digits of your phone</source>
        <translation>전화번호 뒤 네 자리</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Find me</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Your full name, as you registered it.</source>
        <translation>등록할 때 적은 이름 전체를 적어 주세요.</translation>
    </message>
    <message>
        <source>Type your name</source>
        <translation>이름을 적어 주세요</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>잠시만 기다려 주세요</translation>
    </message>
    <message>
        <source>We are looking you up.</source>
        <translation>등록 정보를 찾고 있습니다.</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>소속</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>휴대전화</translation>
    </message>
    <message>
        <source>No</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Yes, it is me</source>
        <translation>네, 맞습니다</translation>
    </message>
    <message>
        <source>Your name is masked so that nobody else can read it.</source>
        <translation>다른 분이 보지 못하게 이름을 가렸습니다.</translation>
    </message>
    <message>
        <source>Is this you?</source>
        <translation>본인이 맞으신가요?</translation>
    </message>
    <message>
        <source>Your badge is printing</source>
        <translation>명찰을 인쇄하고 있습니다</translation>
    </message>
    <message>
        <source>It comes out of the slot below.</source>
        <translation>아래 출구로 나옵니다.</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>마치기</translation>
    </message>
    <message>
        <source>You are checked in</source>
        <translation>접수되었습니다</translation>
    </message>
    <message>
        <source>Your badge waits for you at the desk.</source>
        <translation>명찰은 데스크에서 받으세요.</translation>
    </message>
    <message>
        <source>Pick it up at the desk: {n}</source>
        <translation>데스크에서 받으세요: {n}번</translation>
    </message>
    <message>
        <source>Your badge is printed at another printer. Tell the desk this number.</source>
        <translation>다른 프린터에서 인쇄했습니다. 데스크에 이 번호를 말씀해 주세요.</translation>
    </message>
    <message>
        <source>Take your badge</source>
        <translation>명찰을 가져가세요</translation>
    </message>
    <message>
        <source>Wear it where it can be seen. Enjoy your visit!</source>
        <translation>잘 보이게 걸어 주세요. 즐거운 관람 되세요!</translation>
    </message>
    <message>
        <source>all {n} days</source>
        <translation>{n}일 모두</translation>
    </message>
    <message>
        <source>Show a QR again</source>
        <translation>QR 다시 비추기</translation>
    </message>
    <message>
        <source>Find me by phone number</source>
        <translation>전화번호로 찾기</translation>
    </message>
    <message>
        <source>Show a QR</source>
        <translation>QR 비추기</translation>
    </message>
    <message>
        <source>Try once more</source>
        <translation>다시 입력하기</translation>
    </message>
    <message>
        <source>We did not find this code</source>
        <translation>등록 정보를 찾지 못했습니다</translation>
    </message>
    <message>
        <source>Please show the QR of your confirmation, or look yourself up.</source>
        <translation>사전등록 확인증의 QR을 비추거나 전화번호로 찾아 주세요.</translation>
    </message>
    <message>
        <source>That is another QR code</source>
        <translation>다른 QR입니다</translation>
    </message>
    <message>
        <source>Please show the QR of your confirmation or your badge.</source>
        <translation>사전등록 확인증이나 명찰의 QR을 비춰 주세요.</translation>
    </message>
    <message>
        <source>Your badge is for another day</source>
        <translation>다른 날에 쓰는 명찰입니다</translation>
    </message>
    <message>
        <source>It is good on {days}. Staff will gladly help you.</source>
        <translation>쓰는 날: {days}. 직원이 도와드리겠습니다.</translation>
    </message>
    <message>
        <source>You have your badge already</source>
        <translation>이미 명찰을 받으셨습니다</translation>
    </message>
    <message>
        <source>If you cannot find it, staff will print you a new one.</source>
        <translation>명찰을 잃어버리셨으면 직원이 새로 만들어 드립니다.</translation>
    </message>
    <message>
        <source>You have a newer badge</source>
        <translation>새로 받은 명찰이 있습니다</translation>
    </message>
    <message>
        <source>Please wear the newer one. If you cannot find it, call staff.</source>
        <translation>새 명찰을 써 주세요. 없으면 직원을 불러 주세요.</translation>
    </message>
    <message>
        <source>Another desk welcomes you</source>
        <translation>다른 데스크에서 모시겠습니다</translation>
    </message>
    <message>
        <source>Please show your ID to staff</source>
        <translation>신분증을 확인해야 합니다</translation>
    </message>
    <message>
        <source>Call staff here, it takes only a moment.</source>
        <translation>직원을 불러 주세요. 금방 끝납니다.</translation>
    </message>
    <message>
        <source>We did not find you</source>
        <translation>찾지 못했습니다</translation>
    </message>
    <message>
        <source>Please check the digits and your name. Staff will gladly help you.</source>
        <translation>번호와 이름을 다시 확인해 주세요. 직원이 도와드릴 수도 있습니다.</translation>
    </message>
    <message>
        <source>Staff will find you</source>
        <translation>직원이 찾아 드리겠습니다</translation>
    </message>
    <message>
        <source>More than one person is registered like this. Please call staff.</source>
        <translation>번호와 이름이 같은 분이 더 있습니다. 직원을 불러 주세요.</translation>
    </message>
    <message>
        <source>Taking a short break</source>
        <translation>잠시 쉬고 있습니다</translation>
    </message>
    <message>
        <source>No badges can be printed here now. Please use another kiosk or the desk.</source>
        <translation>지금은 여기서 인쇄할 수 없습니다. 다른 기기나 데스크를 이용해 주세요.</translation>
    </message>
    <message>
        <source>Your badge did not come out</source>
        <translation>명찰이 나오지 않았습니다</translation>
    </message>
    <message>
        <source>You are checked in. Staff will bring you your badge: please call them.</source>
        <translation>접수는 끝났습니다. 직원을 불러 주시면 명찰을 드리겠습니다.</translation>
    </message>
    <message>
        <source>Staff will help you here</source>
        <translation>직원이 도와드리겠습니다</translation>
    </message>
    <message>
        <source>Please call staff, or go to the desk.</source>
        <translation>직원을 부르거나 데스크로 와 주세요.</translation>
    </message>
    <message>
        <source>Please ask at the desk.</source>
        <translation>데스크에 문의해 주세요.</translation>
    </message>
    <message>
        <source>Please go to: {place}</source>
        <translation>이곳으로 가 주세요: {place}</translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>시간 더 쓰기</translation>
    </message>
    <message>
        <source>I am finished</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Otherwise we start again, and nothing of you is left on this screen.</source>
        <translation>곧 처음 화면으로 돌아갑니다. 입력하신 내용은 남지 않습니다.</translation>
    </message>
    <message>
        <source>Are you still there?</source>
        <translation>계속하시겠어요?</translation>
    </message>
    <message>
        <source>1. Choose your language.</source>
        <translation>1. 언어를 고릅니다.</translation>
    </message>
    <message>
        <source>2. Hold the QR of your confirmation up to the camera, or type the last four digits of your phone and your name.</source>
        <translation>2. 사전등록 확인증의 QR을 카메라에 비추거나, 전화번호 뒤 네 자리와 이름을 적습니다.</translation>
    </message>
    <message>
        <source>3. Check that it is you, and take your badge.</source>
        <translation>3. 본인이 맞는지 확인하고 명찰을 가져갑니다.</translation>
    </message>
    <message>
        <source>You can do everything with the arrow keys and OK, too. Staff come when you call them.</source>
        <translation>화살표 키와 확인 키로도 모두 쓸 수 있습니다. 부르시면 직원이 옵니다.</translation>
    </message>
    <message>
        <source>Speak faster</source>
        <translation>더 빠르게</translation>
    </message>
    <message>
        <source>Speak slowly</source>
        <translation>천천히</translation>
    </message>
    <message>
        <source>Speak normally</source>
        <translation>보통 빠르기</translation>
    </message>
    <message>
        <source>Hear it again</source>
        <translation>다시 듣기</translation>
    </message>
    <message>
        <source>How it works</source>
        <translation>이용 방법</translation>
    </message>
    <message>
        <source>Calling staff…</source>
        <translation>직원을 부르고 있습니다…</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>잠시만 기다려 주세요.</translation>
    </message>
    <message>
        <source>Staff know that you need help</source>
        <translation>직원에게 알렸습니다</translation>
    </message>
    <message>
        <source>Somebody will come to you here. You can go on meanwhile.</source>
        <translation>곧 이곳으로 옵니다. 그동안 계속하셔도 됩니다.</translation>
    </message>
    <message>
        <source>Somebody is on the way</source>
        <translation>직원이 오고 있습니다</translation>
    </message>
    <message>
        <source>Please wait here a moment.</source>
        <translation>이곳에서 잠시 기다려 주세요.</translation>
    </message>
    <message>
        <source>Please go to the desk</source>
        <translation>데스크로 와 주세요</translation>
    </message>
    <message>
        <source>We cannot call anybody from here now. A member of staff is at the desk over there.</source>
        <translation>지금은 여기서 부를 수 없습니다. 가까운 데스크에 직원이 있습니다.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>QR</source>
        <translation>QR</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>인쇄</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>시간 더 쓰기</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속하기</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>크게</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>원래대로</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>소리</translation>
    </message>
    <message>
        <source>Sound: off</source>
        <translation>소리 끔</translation>
    </message>
    <message>
        <source>Sound: soft</source>
        <translation>소리 작게</translation>
    </message>
    <message>
        <source>Sound: loud</source>
        <translation>소리 크게</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>원래대로</translation>
    </message>
    <message>
        <source>Lower</source>
        <translation>낮게</translation>
    </message>
    <message>
        <source>Call staff</source>
        <translation>직원 호출</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
</context>
<context>
    <name>Passphrase</name>
    <message>
        <source>These were two different ones. Please begin again.</source>
        <translation>두 번 입력한 문구가 서로 다릅니다. 처음부터 다시 입력하세요.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>비밀 문구</translation>
    </message>
    <message>
        <source>Open the names</source>
        <translation>이름 열기</translation>
    </message>
    <message>
        <source>Type the passphrase of this desk.</source>
        <translation>이 데스크의 비밀 문구를 입력하세요.</translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation>비밀 문구 정하기</translation>
    </message>
    <message>
        <source>Type it once more.</source>
        <translation>한 번 더 입력하세요.</translation>
    </message>
    <message>
        <source>At least 12 characters.</source>
        <translation>12자 이상 입력하세요.</translation>
    </message>
    <message>
        <source>It opens the names when this desk starts without a network. Keep it with the registrar, not at the desk.</source>
        <translation>네트워크 없이 데스크를 시작할 때 이름을 여는 문구입니다. 데스크에 두지 말고 등록 담당자가 보관하세요.</translation>
    </message>
    <message>
        <source>There is no network. Without the passphrase this desk works by badge alone; names open when the server answers.</source>
        <translation>네트워크에 연결되지 않았습니다. 비밀 문구를 입력하지 않으면 명찰로만 접수하고, 서버에 연결되면 이름이 열립니다.</translation>
    </message>
</context>
<context>
    <name>Phrase</name>
    <message>
        <source>Entry</source>
        <translation>입장</translation>
    </message>
    <message>
        <source>Exit</source>
        <translation>퇴장</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n}일</translation>
    </message>
    <message>
        <source>{n} hours</source>
        <translation>{n}시간</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1시간</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n}분</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1분</translation>
    </message>
    <message>
        <source>now</source>
        <translation>방금</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n}분 전</translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation>{n}시간 전</translation>
    </message>
    <message>
        <source>{n} d ago</source>
        <translation>{n}일 전</translation>
    </message>
    <message>
        <source>±{n} s</source>
        <translation>±{n}초</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n}초</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n}일</translation>
    </message>
    <message>
        <source>Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec</source>
        <translation>1 2 3 4 5 6 7 8 9 10 11 12</translation>
    </message>
    <message>
        <source>{time} on {day} {month}</source>
        <translation>{month}월 {day}일 {time}</translation>
    </message>
    <message>
        <source>Day {n}</source>
        <translation>{n}일차</translation>
    </message>
    <message>
        <source>Days {n}</source>
        <translation>{n}일차</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>모름</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n}분</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n}시간</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Please choose a reason.</source>
        <translation>이유를 골라 주세요.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>Enter your six-digit PIN.</source>
        <translation>비밀번호 여섯 자리를 눌러 주세요.</translation>
    </message>
</context>
<context>
    <name>PrinterPanel</name>
    <message>
        <source>Back</source>
        <translation>돌아가기</translation>
    </message>
    <message>
        <source>Mended</source>
        <translation>조치 완료</translation>
    </message>
    <message>
        <source>Roll of {n}</source>
        <translation>새 롤 {n}장</translation>
    </message>
    <message>
        <source>A badge that a printer does not print goes on to the next one, with a pick-up number and a new code.</source>
        <translation>인쇄하지 못한 명찰은 수령 번호와 새 코드로 다음 프린터에서 나옵니다.</translation>
    </message>
    <message>
        <source>Printers</source>
        <translation>프린터</translation>
    </message>
    <message>
        <source>The first one is this desk&apos;s own</source>
        <translation>첫째가 이 데스크의 프린터입니다</translation>
    </message>
    <message>
        <source>To be read back: {n}</source>
        <translation>확인할 명찰 {n}장</translation>
    </message>
    <message>
        <source>Every badge was read back</source>
        <translation>모든 명찰을 확인했습니다</translation>
    </message>
</context>
<context>
    <name>Prompt</name>
    <message>
        <source>Enter code</source>
        <translation>코드 입력</translation>
    </message>
    <message>
        <source>QR not read?</source>
        <translation>QR이 안 읽히나요?</translation>
    </message>
    <message>
        <source>Show the QR on your badge</source>
        <translation>명찰의 QR을 비춰 주세요</translation>
    </message>
    <message>
        <source>Please see the steward</source>
        <translation>직원에게 명찰을 보여 주세요</translation>
    </message>
</context>
<context>
    <name>Query</name>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>사람 찾기</translation>
    </message>
</context>
<context>
    <name>Recent</name>
    <message>
        <source>Last badges</source>
        <translation>최근 확인</translation>
    </message>
    <message>
        <source>Today {n}</source>
        <translation>오늘 {n}</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>아직 없습니다</translation>
    </message>
</context>
<context>
    <name>RecordingBar</name>
    <message>
        <source>{n} s</source>
        <translation>{n}초</translation>
    </message>
    <message>
        <source>The camera&apos;s picture is being recorded, to mend the camera.</source>
        <translation>카메라 점검을 위해 화면을 녹화하고 있습니다.</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Previous</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>Taken back</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>now</source>
        <translation>방금</translation>
    </message>
</context>
<context>
    <name>ScannerPanel</name>
    <message>
        <source>This was not the test code. If it was, set the scanner to a US English keyboard and scan again.</source>
        <translation>점검 코드가 아닙니다. 점검 코드가 맞다면 스캐너를 미국 영어(US) 키보드로 설정하고 다시 스캔하세요.</translation>
    </message>
    <message>
        <source>Around the code</source>
        <translation>코드 앞뒤</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Is taken off from now on.</source>
        <translation>지금부터 떼고 읽습니다.</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
    <message>
        <source>Hangul is on</source>
        <translation>한글 입력 상태</translation>
    </message>
    <message>
        <source>Is read all the same.</source>
        <translation>그대로 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>right</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>computer German, scanner US</source>
        <translation>컴퓨터 독일어, 스캐너 미국 영어</translation>
    </message>
    <message>
        <source>computer French, scanner US</source>
        <translation>컴퓨터 프랑스어, 스캐너 미국 영어</translation>
    </message>
    <message>
        <source>scanner German, computer US</source>
        <translation>스캐너 독일어, 컴퓨터 미국 영어</translation>
    </message>
    <message>
        <source>scanner French, computer US</source>
        <translation>스캐너 프랑스어, 컴퓨터 미국 영어</translation>
    </message>
    <message>
        <source>not the computer&apos;s</source>
        <translation>컴퓨터와 다름</translation>
    </message>
    <message>
        <source>Is read all the same. Better: set both to US English.</source>
        <translation>읽을 수는 있지만, 둘 다 미국 영어로 맞추세요.</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>대소문자</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Caps Lock 켜짐</translation>
    </message>
    <message>
        <source>Is read all the same. Better: switch it off.</source>
        <translation>읽을 수는 있지만, 끄는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>capitals alone</source>
        <translation>대문자만 보냄</translation>
    </message>
    <message>
        <source>Badges are read all the same.</source>
        <translation>명찰은 그대로 읽습니다.</translation>
    </message>
    <message>
        <source>small letters alone</source>
        <translation>소문자만 보냄</translation>
    </message>
    <message>
        <source>of either case</source>
        <translation>구분 없음</translation>
    </message>
    <message>
        <source>Set the suffix to Enter (CR): 0.1 s sooner.</source>
        <translation>접미사를 Enter(CR)로 설정하면 0.1초 빨라집니다.</translation>
    </message>
    <message>
        <source>Ends with</source>
        <translation>끝 문자</translation>
    </message>
    <message>
        <source>{gap} ms a key</source>
        <translation>글자당 {gap} ms</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Set the delay between characters to 0.</source>
        <translation>글자 사이 지연을 0으로 설정하세요.</translation>
    </message>
    <message>
        <source>Test sheet (PDF)</source>
        <translation>점검표 (PDF)</translation>
    </message>
    <message>
        <source>None chosen</source>
        <translation>선택 안 함</translation>
    </message>
    <message>
        <source>None connected</source>
        <translation>연결된 장치 없음</translation>
    </message>
    <message>
        <source>Serial port</source>
        <translation>시리얼 포트</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>돌아가기</translation>
    </message>
    <message>
        <source>Scan the code on this screen or on the printed sheet. What is found is kept for this station.</source>
        <translation>화면이나 인쇄한 점검표의 코드를 스캔하세요. 결과는 이 단말기에 저장됩니다.</translation>
    </message>
    <message>
        <source>Hand scanner</source>
        <translation>핸드 스캐너</translation>
    </message>
    <message>
        <source>Test and settings</source>
        <translation>점검과 설정</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>아직 점검하지 않음</translation>
    </message>
</context>
<context>
    <name>SelfScreen</name>
    <message>
        <source>Everything you can press is below this line.</source>
        <translation>누르는 곳은 모두 이 선 아래에 있습니다.</translation>
    </message>
    <message>
        <source>Low position</source>
        <translation>낮은 화면</translation>
    </message>
</context>
<context>
    <name>Showcase</name>
    <message>
        <source>Use the webcam</source>
        <translation>웹캠으로 바꾸기</translation>
    </message>
    <message>
        <source>Sample badges (PDF)</source>
        <translation>견본 명찰 (PDF)</translation>
    </message>
    <message>
        <source>Stop the server</source>
        <translation>서버 멈추기</translation>
    </message>
    <message>
        <source>This device is not enrolled yet</source>
        <translation>아직 등록하지 않은 기기입니다</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>한국어</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>This desk is locked</source>
        <translation>잠긴 데스크입니다</translation>
    </message>
    <message>
        <source>Read your staff badge, or type your six-digit PIN.</source>
        <translation>직원 명찰을 읽히거나 비밀번호 여섯 자리를 입력하세요.</translation>
    </message>
</context>
<context>
    <name>StaffArea</name>
    <message>
        <source>Journal onto a USB stick</source>
        <translation>USB에 기록 내보내기</translation>
    </message>
    <message>
        <source>Network and server</source>
        <translation>네트워크와 서버</translation>
    </message>
    <message>
        <source>Print a test badge</source>
        <translation>시험 명찰 인쇄</translation>
    </message>
    <message>
        <source>Printing a test badge…</source>
        <translation>시험 명찰을 인쇄하고 있습니다…</translation>
    </message>
    <message>
        <source>Writing the journal…</source>
        <translation>기록을 내보내고 있습니다…</translation>
    </message>
    <message>
        <source>No USB stick found</source>
        <translation>USB를 찾지 못했습니다</translation>
    </message>
    <message>
        <source>Plug one in that this computer may write to, and try again.</source>
        <translation>쓸 수 있는 USB를 꽂고 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>The journal could not be written</source>
        <translation>기록을 내보내지 못했습니다</translation>
    </message>
    <message>
        <source>Take the stick out only after it was ejected, or after half a minute.</source>
        <translation>USB는 꺼내기를 한 뒤나 30초가 지난 뒤에 빼 주세요.</translation>
    </message>
    <message>
        <source>The journal is on the stick</source>
        <translation>기록을 USB에 저장했습니다</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>기록 수</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>보냄</translation>
    </message>
    <message>
        <source>Test badge</source>
        <translation>시험 명찰</translation>
    </message>
    <message>
        <source>It bears a name nobody has, and no gate takes its code.</source>
        <translation>실제로 없는 사람의 이름이며, 어느 게이트에서도 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>모름</translation>
    </message>
    <message>
        <source>online</source>
        <translation>연결됨</translation>
    </message>
    <message>
        <source>offline since {time}</source>
        <translation>{time}부터 끊김</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Unsent</source>
        <translation>미전송</translation>
    </message>
    <message>
        <source>List</source>
        <translation>명단</translation>
    </message>
    <message>
        <source>Clock differs by</source>
        <translation>시계 차이</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>단말기</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
</context>
<context>
    <name>Staffing</name>
    <message>
        <source>Staff menu</source>
        <translation>직원 메뉴</translation>
    </message>
    <message>
        <source>A supervisor&apos;s PIN</source>
        <translation>관리자 비밀번호가 필요합니다</translation>
    </message>
    <message>
        <source>Take this entry back</source>
        <translation>기록 취소</translation>
    </message>
    <message>
        <source>Staff: let in</source>
        <translation>직원: 입장 허용</translation>
    </message>
    <message>
        <source>ID checked</source>
        <translation>신분을 확인함</translation>
    </message>
    <message>
        <source>Registered, not on the list yet</source>
        <translation>등록했으나 명단에 아직 없음</translation>
    </message>
    <message>
        <source>Left without an exit scan</source>
        <translation>퇴장을 찍지 않고 나왔음</translation>
    </message>
    <message>
        <source>Invitation seen</source>
        <translation>초청장을 확인함</translation>
    </message>
    <message>
        <source>The organiser asked for it</source>
        <translation>주최 측이 요청함</translation>
    </message>
    <message>
        <source>Did not go in</source>
        <translation>들어가지 않음</translation>
    </message>
    <message>
        <source>Another person&apos;s badge</source>
        <translation>다른 사람의 명찰임</translation>
    </message>
    <message>
        <source>Wrong direction</source>
        <translation>입장·퇴장이 바뀜</translation>
    </message>
    <message>
        <source>Read by mistake</source>
        <translation>잘못 찍음</translation>
    </message>
</context>
<context>
    <name>StationScreen</name>
    <message>
        <source>This PIN is not right. Please try again.</source>
        <translation>비밀번호가 맞지 않습니다. 다시 눌러 주세요.</translation>
    </message>
    <message>
        <source>No picture from the camera</source>
        <translation>카메라 화면이 없습니다</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Server</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>모름</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>온라인</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>{time}부터 끊김</translation>
    </message>
    <message>
        <source>Unsent</source>
        <translation>미전송</translation>
    </message>
    <message>
        <source>List</source>
        <translation>명단</translation>
    </message>
    <message>
        <source>Programme</source>
        <translation>행사 구성</translation>
    </message>
    <message>
        <source>old</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>사본</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>끊김</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>끝남</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>시계</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>충돌</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>스캐너</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>소리</translation>
    </message>
    <message>
        <source>off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>장치 없음</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>배터리</translation>
    </message>
    <message>
        <source>{gap} slow</source>
        <translation>{gap} 느림</translation>
    </message>
    <message>
        <source>{gap} fast</source>
        <translation>{gap} 빠름</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>불확실</translation>
    </message>
    <message>
        <source>Offline · still checking badges</source>
        <translation>네트워크 끊김 · 입장 확인은 계속됩니다</translation>
    </message>
    <message>
        <source>Every scan is kept on this device and sent when the link is back.</source>
        <translation>모든 기록은 이 기기에 저장되고, 연결되면 저절로 보냅니다.</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>끊긴 시각</translation>
    </message>
    <message>
        <source>{n}</source>
        <comment>records</comment>
        <translation>{n}건</translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>Starts over in {n} s</source>
        <translation>{n}초 뒤 처음으로</translation>
    </message>
    <message>
        <source>{n} s left</source>
        <translation>{n}초 남음</translation>
    </message>
</context>
<context>
    <name>Unlocking</name>
    <message>
        <source>Open the names</source>
        <translation>이름 열기</translation>
    </message>
    <message>
        <source>Passphrase for a restart</source>
        <translation>다시 시작할 때의 비밀 문구</translation>
    </message>
</context>
<context>
    <name>Verdict.admitted</name>
    <message>
        <source>Welcome</source>
        <translation>입장</translation>
    </message>
    <message>
        <source>Please go in.</source>
        <translation>환영합니다. 들어가세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.admitted_again</name>
    <message>
        <source>Welcome back</source>
        <translation>재입장</translation>
    </message>
    <message>
        <source>Please go in.</source>
        <translation>다시 오셨네요. 들어가세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.already_inside</name>
    <message>
        <source>Already in</source>
        <translation>이미 입장</translation>
    </message>
    <message>
        <source>This badge came in {ago} ago.</source>
        <translation>{ago} 전에 입장한 명찰입니다.</translation>
    </message>
    <message>
        <source>Please see the steward here.</source>
        <translation>직원에게 보여 주세요.</translation>
    </message>
    <message>
        <source>This badge is already inside.</source>
        <translation>이미 입장한 명찰입니다.</translation>
    </message>
</context>
<context>
    <name>Verdict.blocked</name>
    <message>
        <source>Please ask us</source>
        <translation>안내 필요</translation>
    </message>
    <message>
        <source>This badge cannot be used now.</source>
        <translation>지금은 쓸 수 없는 명찰입니다.</translation>
    </message>
    <message>
        <source>The registration desk will help you.</source>
        <translation>등록데스크에서 안내해 드립니다.</translation>
    </message>
</context>
<context>
    <name>Verdict.by_invitation</name>
    <message>
        <source>By invitation</source>
        <translation>초청 전용</translation>
    </message>
    <message>
        <source>This zone is for invited guests.</source>
        <translation>초청받은 분만 들어갈 수 있는 곳입니다.</translation>
    </message>
    <message>
        <source>Please ask the steward.</source>
        <translation>직원에게 문의해 주세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.closed</name>
    <message>
        <source>Closed</source>
        <translation>입장 마감</translation>
    </message>
    <message>
        <source>Entry ended at {at} today.</source>
        <translation>오늘 입장은 {at}에 끝났습니다.</translation>
    </message>
    <message>
        <source>Please ask the information desk.</source>
        <translation>안내데스크에 문의해 주세요.</translation>
    </message>
    <message>
        <source>Entry has ended.</source>
        <translation>입장이 끝났습니다.</translation>
    </message>
</context>
<context>
    <name>Verdict.confirmation_code</name>
    <message>
        <source>Badge first</source>
        <translation>명찰 먼저</translation>
    </message>
    <message>
        <source>This QR is your confirmation.</source>
        <translation>예약 확인용 QR입니다.</translation>
    </message>
    <message>
        <source>Please get your badge at the desk.</source>
        <translation>등록데스크에서 명찰을 받아 주세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.damaged_signature</name>
    <message>
        <source>Can&apos;t verify</source>
        <translation>다시 발급</translation>
    </message>
    <message>
        <source>We cannot verify this badge.</source>
        <translation>명찰의 QR을 확인할 수 없습니다.</translation>
    </message>
    <message>
        <source>The registration desk can reprint it.</source>
        <translation>등록데스크에서 다시 인쇄해 드립니다.</translation>
    </message>
</context>
<context>
    <name>Verdict.entry_only</name>
    <message>
        <source>Entry only</source>
        <translation>입장 전용</translation>
    </message>
    <message>
        <source>Exits are not recorded here.</source>
        <translation>퇴장은 기록하지 않는 곳입니다.</translation>
    </message>
    <message>
        <source>You may simply walk out.</source>
        <translation>그대로 나가시면 됩니다.</translation>
    </message>
</context>
<context>
    <name>Verdict.exit_recorded</name>
    <message>
        <source>Goodbye</source>
        <translation>퇴장</translation>
    </message>
    <message>
        <source>Your exit is recorded.</source>
        <translation>퇴장을 기록했습니다.</translation>
    </message>
    <message>
        <source>See you again.</source>
        <translation>안녕히 가세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.expired</name>
    <message>
        <source>Expired</source>
        <translation>기간 만료</translation>
    </message>
    <message>
        <source>This badge is no longer valid.</source>
        <translation>쓸 수 있는 기간이 지난 명찰입니다.</translation>
    </message>
    <message>
        <source>Please ask the registration desk.</source>
        <translation>등록데스크에 문의해 주세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.just_scanned</name>
    <message>
        <source>All set</source>
        <translation>확인됨</translation>
    </message>
    <message>
        <source>We have just read this badge.</source>
        <translation>방금 확인한 명찰입니다.</translation>
    </message>
    <message>
        <source>Please go on in.</source>
        <translation>그대로 들어가세요.</translation>
    </message>
    <message>
        <source>Please go on out.</source>
        <translation>그대로 나가세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.let_in_by_staff</name>
    <message>
        <source>Welcome</source>
        <translation>입장</translation>
    </message>
    <message>
        <source>Our staff checked your badge.</source>
        <translation>직원이 확인했습니다.</translation>
    </message>
    <message>
        <source>Please go in.</source>
        <translation>들어가세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.needs_id</name>
    <message>
        <source>ID, please</source>
        <translation>신분 확인</translation>
    </message>
    <message>
        <source>We need to see your ID.</source>
        <translation>본인 확인이 필요합니다.</translation>
    </message>
    <message>
        <source>Please show it to the steward.</source>
        <translation>신분증을 직원에게 보여 주세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.no_reentry</name>
    <message>
        <source>Once only</source>
        <translation>입장 완료</translation>
    </message>
    <message>
        <source>This zone can be entered once.</source>
        <translation>한 번만 들어갈 수 있는 곳입니다.</translation>
    </message>
    <message>
        <source>Please ask the steward.</source>
        <translation>직원에게 문의해 주세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.not_checked_in</name>
    <message>
        <source>Check in first</source>
        <translation>접수 먼저</translation>
    </message>
    <message>
        <source>You have not checked in yet.</source>
        <translation>아직 접수하지 않은 명찰입니다.</translation>
    </message>
    <message>
        <source>Please go to the registration desk.</source>
        <translation>등록데스크에서 접수해 주세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.not_open_yet</name>
    <message>
        <source>Not open yet</source>
        <translation>시작 전</translation>
    </message>
    <message>
        <source>Entry starts at {at}.</source>
        <translation>{at}부터 들어갈 수 있습니다.</translation>
    </message>
    <message>
        <source>Please come back then.</source>
        <translation>시간에 맞춰 다시 와 주세요.</translation>
    </message>
    <message>
        <source>Entry has not started yet.</source>
        <translation>아직 들어갈 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>Verdict.not_our_code</name>
    <message>
        <source>Other code</source>
        <translation>다른 QR</translation>
    </message>
    <message>
        <source>This is not an event badge.</source>
        <translation>행사 명찰의 QR이 아닙니다.</translation>
    </message>
    <message>
        <source>Please show the badge you wear.</source>
        <translation>목에 건 명찰을 비춰 주세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.not_valid_yet</name>
    <message>
        <source>Not valid yet</source>
        <translation>사용 전</translation>
    </message>
    <message>
        <source>This badge is valid from {at}.</source>
        <translation>{at}부터 쓸 수 있는 명찰입니다.</translation>
    </message>
    <message>
        <source>Please come back then.</source>
        <translation>시간에 맞춰 다시 와 주세요.</translation>
    </message>
    <message>
        <source>This badge is not valid yet.</source>
        <translation>아직 쓸 수 없는 명찰입니다.</translation>
    </message>
</context>
<context>
    <name>Verdict.offline_ask_staff</name>
    <message>
        <source>One moment</source>
        <translation>직원 확인</translation>
    </message>
    <message>
        <source>We cannot check this offline.</source>
        <translation>네트워크가 끊겨 바로 확인할 수 없습니다.</translation>
    </message>
    <message>
        <source>The steward will help you.</source>
        <translation>직원이 도와드립니다.</translation>
    </message>
</context>
<context>
    <name>Verdict.offline_refused</name>
    <message>
        <source>Cannot check</source>
        <translation>확인 필요</translation>
    </message>
    <message>
        <source>We cannot check this offline.</source>
        <translation>네트워크가 끊겨 확인할 수 없습니다.</translation>
    </message>
    <message>
        <source>Please ask the steward.</source>
        <translation>직원에게 문의해 주세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.replaced</name>
    <message>
        <source>Old badge</source>
        <translation>이전 명찰</translation>
    </message>
    <message>
        <source>A newer badge replaced this one.</source>
        <translation>새 명찰이 발급되었습니다.</translation>
    </message>
    <message>
        <source>Please show your new badge.</source>
        <translation>새 명찰을 비춰 주세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.revoked</name>
    <message>
        <source>Cancelled</source>
        <translation>명찰 취소</translation>
    </message>
    <message>
        <source>This badge has been cancelled.</source>
        <translation>취소되어 쓸 수 없는 명찰입니다.</translation>
    </message>
    <message>
        <source>Please ask the registration desk.</source>
        <translation>등록데스크에 문의해 주세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.signed_not_listed</name>
    <message>
        <source>Welcome</source>
        <translation>입장</translation>
    </message>
    <message>
        <source>Please go in.</source>
        <translation>환영합니다. 들어가세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.signer_withdrawn</name>
    <message>
        <source>Print again</source>
        <translation>다시 발급</translation>
    </message>
    <message>
        <source>This badge&apos;s code is no longer valid.</source>
        <translation>이 명찰의 QR은 더 이상 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The registration desk can reprint it.</source>
        <translation>등록데스크에서 다시 인쇄해 드립니다.</translation>
    </message>
</context>
<context>
    <name>Verdict.unknown_code</name>
    <message>
        <source>Not found</source>
        <translation>확인 불가</translation>
    </message>
    <message>
        <source>This badge is not on our list.</source>
        <translation>명단에 없는 명찰입니다.</translation>
    </message>
    <message>
        <source>The registration desk will help you.</source>
        <translation>등록데스크에서 도와드립니다.</translation>
    </message>
</context>
<context>
    <name>Verdict.wrong_day</name>
    <message>
        <source>Not today</source>
        <translation>다른 날짜</translation>
    </message>
    <message>
        <source>This badge is for {days}.</source>
        <translation>오늘 쓰는 명찰이 아닙니다. 이용일: {days}</translation>
    </message>
    <message>
        <source>Please ask the registration desk.</source>
        <translation>등록데스크에 문의해 주세요.</translation>
    </message>
    <message>
        <source>This badge is for another day.</source>
        <translation>오늘 쓰는 명찰이 아닙니다.</translation>
    </message>
</context>
<context>
    <name>Verdict.wrong_zone</name>
    <message>
        <source>Not this zone</source>
        <translation>다른 구역</translation>
    </message>
    <message>
        <source>Your badge is for another zone.</source>
        <translation>이 명찰로는 들어갈 수 없는 곳입니다.</translation>
    </message>
    <message>
        <source>Please go here:</source>
        <translation>아래 구역으로 가 주세요.</translation>
    </message>
    <message>
        <source>Please ask the information desk.</source>
        <translation>안내데스크에 문의해 주세요.</translation>
    </message>
</context>
<context>
    <name>Verdict.zone_full</name>
    <message>
        <source>Full for now</source>
        <translation>잠시 대기</translation>
    </message>
    <message>
        <source>There is no room at the moment.</source>
        <translation>지금은 자리가 없습니다.</translation>
    </message>
    <message>
        <source>Please wait for the steward&apos;s call.</source>
        <translation>자리가 나면 차례로 안내합니다.</translation>
    </message>
</context>
<context>
    <name>VerdictView</name>
    <message>
        <source>한국어</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Staff: let in</source>
        <translation>직원: 입장 허용</translation>
    </message>
</context>
<context>
    <name>WalkInForm</name>
    <message>
        <source>Somebody of this name and number is registered already. Go on only if this is another person.</source>
        <translation>같은 이름과 번호로 이미 등록된 분이 있습니다. 다른 분일 때만 계속하세요.</translation>
    </message>
    <message>
        <source>The guardian answers for them.</source>
        <translation>법정대리인이 대신 답합니다.</translation>
    </message>
    <message>
        <source>Register on the spot</source>
        <translation>현장 등록</translation>
    </message>
    <message>
        <source>Step {n} of {all}</source>
        <translation>{n}/{all}단계</translation>
    </message>
    <message>
        <source>required</source>
        <translation>필수</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Under {n}</source>
        <translation>만 {n}세 미만</translation>
    </message>
    <message>
        <source>The guardian agrees</source>
        <translation>법정대리인이 동의함</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Register and print</source>
        <translation>등록하고 인쇄</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>등록</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>휴대전화</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>소속</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>전자우편</translation>
    </message>
    <message>
        <source>Guardian&apos;s name</source>
        <translation>법정대리인 이름</translation>
    </message>
    <message>
        <source>Guardian&apos;s telephone</source>
        <translation>법정대리인 전화번호</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>구분</translation>
    </message>
</context>
</TS>
