"""Speaks every fixed text of self-service into files beside it, for kiosks whose system has no voice of its own.

    python assets/voice/make.py

Needs espeak-ng and opusenc (Debian: espeak-ng, opus-tools). A machine's voice: each entry of prompts.json says so with
``"recorded": false`` and is to be recorded anew by a person; an entry with ``true`` keeps its file. Run it after any change of words.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LISTED = HERE / "prompts.json"
VOICES = {"ko": "ko", "en": "en-us"}
WORDS_A_MINUTE = {"ko": 165, "en": 150}
KBIT = "16"


def speak(lang: str, text: str, file: Path) -> None:
    """Write ``text`` as it is spoken in ``lang``. Raises CalledProcessError, FileNotFoundError."""
    espeak = ["espeak-ng", "-v", VOICES[lang], "-s", str(WORDS_A_MINUTE[lang]), "--stdout", text]
    wave = subprocess.run(espeak, check=True, capture_output=True).stdout
    subprocess.run(["opusenc", "--quiet", "--speech", "--bitrate", KBIT, "-", str(file)], check=True, input=wave)


def main() -> None:
    """Make what is missing, drop what is said no more."""
    sys.path.insert(0, str(HERE.parents[1]))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.prompting import texts

    app = QApplication([])
    known = {(each["lang"], each["text"]): each for each in json.loads(LISTED.read_text(encoding="utf-8"))} if LISTED.exists() else {}
    listed = []
    for lang, text in sorted(texts()):
        entry = known.get((lang, text))
        if entry is None:
            name = f"{lang}-{hashlib.sha256(text.encode()).hexdigest()[:12]}.opus"
            entry = {"lang": lang, "text": text, "file": name, "recorded": False}
        if not (HERE / entry["file"]).exists():
            speak(lang, text, HERE / entry["file"])
        listed.append(entry)
    for old in {path.name for path in HERE.glob("*.opus")} - {entry["file"] for entry in listed}:
        (HERE / old).unlink()
    LISTED.write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    app.quit()


if __name__ == "__main__":
    main()
