"""Sentences of the catalogue: how well the computer itself is guarded."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    "doctor.name.files": Text("단말기 폴더", "Station folder"),
    "doctor.name.disk-encryption": Text("디스크 암호화", "Disk encryption"),
    "doctor.name.swap": Text("스왑", "Swap"),
    "doctor.name.dumps": Text("오류 덤프", "Crash dumps"),
    "doctor.name.tracing": Text("메모리 접근", "Memory access"),
    "doctor.name.secure-boot": Text("보안 부팅", "Secure boot"),
    "doctor.name.usb": Text("USB 장치", "USB devices"),
    "doctor.name.shell": Text("키오스크 셸", "Kiosk shell"),
    "doctor.name.by-hand": Text("사람이 확인할 것", "Left to a person"),
    "hardening.files.good": Text("이 사용자만 읽을 수 있습니다.", "Readable by its user alone."),
    "hardening.files.open": Text(
        "다른 사용자도 {folder} 폴더를 읽을 수 있습니다. chmod 700 {folder}", "Others may read {folder}: chmod 700 {folder}"
    ),
    "hardening.files.unknown": Text("{folder} 폴더의 권한을 확인할 수 없습니다.", "Who may read {folder} cannot be told."),
    "hardening.disk.good": Text("암호화된 디스크에 있습니다.", "The folder lies on an encrypted disk."),
    "hardening.disk.open": Text(
        "디스크가 암호화되어 있지 않습니다. 기기를 잃어버리면 파일을 읽을 수 있습니다. LUKS로 다시 설치하세요(docs/hardening.md).",
        "The disk is not encrypted: whoever has the device reads its files. Install it anew on LUKS (docs/hardening.md).",
    ),
    "hardening.disk.unknown": Text(
        "디스크가 암호화되어 있는지 알 수 없습니다(컨테이너, 네트워크 디스크). 관리자에게 확인하세요.",
        "Whether the disk is encrypted cannot be told (container, network disk). Ask whoever set it up.",
    ),
    "hardening.swap.good": Text("메모리 내용이 암호화되지 않은 채 디스크에 남지 않습니다.", "Memory never lies on a disk in the clear."),
    "hardening.swap.open": Text(
        "암호화되지 않은 스왑이 있습니다: {names}. swapoff 후 /etc/fstab에서 지우거나 zram을 쓰세요.",
        "There is swap in the clear: {names}. swapoff and take it out of /etc/fstab, or use zram.",
    ),
    "hardening.dumps.good": Text("오류 덤프를 남기지 않습니다.", "No program's crash is written to disk."),
    "hardening.dumps.kept": Text(
        "다른 프로그램의 오류 덤프를 저장합니다({pattern}). 이 프로그램은 덤프를 남기지 않습니다.",
        "Crashes of other programs are kept ({pattern}); this one leaves none.",
    ),
    "hardening.tracing.good": Text("다른 프로그램의 메모리를 볼 수 없습니다.", "No program looks into another's memory."),
    "hardening.tracing.open": Text(
        "같은 사용자의 프로그램끼리 메모리를 볼 수 있습니다(이 프로그램 제외). sysctl kernel.yama.ptrace_scope=2",
        "Programs of one user may look into each other's memory (not into this one's): sysctl kernel.yama.ptrace_scope=2",
    ),
    "hardening.boot.good": Text("켜져 있습니다.", "It is on."),
    "hardening.boot.off": Text("꺼져 있습니다. 펌웨어 설정에서 켜세요.", "It is off: switch it on in the firmware's settings."),
    "hardening.boot.unknown": Text("UEFI가 아니거나 확인할 수 없습니다.", "This is no UEFI system, or it does not tell."),
    "hardening.usb.good": Text("usbguard가 설치되어 있습니다.", "usbguard is installed."),
    "hardening.usb.open": Text(
        "아무 USB 장치나 꽂을 수 있습니다. usbguard를 설치하고 docs/host/usbguard-rules.conf를 쓰세요.",
        "Any USB device may be plugged in. Install usbguard with docs/host/usbguard-rules.conf.",
    ),
    "hardening.shell.good": Text("{name} 안에서 실행 중입니다.", "Running inside {name}."),
    "hardening.shell.open": Text(
        "일반 데스크톱입니다. 무인 단말기는 cage로 실행하세요(docs/host/slw-gate.service).",
        "This is an ordinary desktop. An unattended station runs under cage (docs/host/slw-gate.service).",
    ),
    "hardening.by_hand": Text(
        "펌웨어 암호, 부팅 순서, 기기 고정 장치, 자동 업데이트 중지는 프로그램이 볼 수 없습니다. docs/hardening.md의 목록대로 확인하세요.",
        "Firmware password, boot order, the lock on the device and paused updates no program can see: go through docs/hardening.md.",
    ),
}
