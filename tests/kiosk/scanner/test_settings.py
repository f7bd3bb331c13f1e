import json
import stat
from pathlib import Path

import pytest

from kiosk.errors import CannotRecord
from kiosk.scanner.aim import Area
from kiosk.scanner.settings import Settings, load, save
from kiosk.scanner.tuning import Tuning

KEY = "/dev/v4l/by-id/usb-Maker_Cam_1234-video-index0"
TUNING = Tuning((1920, 1080), 250, 40, mirrored=True, rotation=270, aim=Area(0.1, 0.2, 0.9, 0.8))


def test_what_was_kept_is_there_at_the_next_start_and_for_its_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "camera.json"
    settings = Settings().kept(KEY, KEY, TUNING).kept("0", "이름@0", Tuning())
    save(settings, path)
    assert load(path) == settings
    assert settings.chosen == "0"
    assert settings.tunings[KEY] == TUNING
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_file_is_the_first_settings_and_no_word_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert load(tmp_path / "camera.json") == Settings()
    assert not caplog.text


GOOD = json.dumps({"format": 1, "chosen": "", "cameras": {}})
WRONG = {
    "cut": GOOD[:20],
    "empty": "",
    "binary": "\0\1\2",
    "list": "[]",
    "number": "7",
    "deep": "[" * 100_000,
    "newer": GOOD.replace("1", "2"),
    "chosen": GOOD.replace('""', "3"),
    "cameras": GOOD.replace("{}", "[]"),
}


def _with(**change: object) -> str:
    whole = {"size": [1280, 720], "shutter": None, "focus": None, "mirrored": False, "rotation": 0}
    aim = {"left": 0, "top": 0, "right": 1, "bottom": 1}
    return json.dumps({"format": 1, "chosen": "", "cameras": {KEY: {**whole, "aim": aim, **change}}})


@pytest.mark.parametrize(
    "text",
    [
        *WRONG.values(),
        _with(size=[0, 720]), _with(size="1280x720"), _with(size=[1280]), _with(rotation=45), _with(shutter=-1), _with(shutter="30"),
        _with(focus=251), _with(aim={"left": 0.9, "top": 0, "right": 0.1, "bottom": 1}), _with(aim={"left": 0}), _with(aim={"x": 1}),
        _with(aim=None),
    ],
)  # fmt: skip
def test_a_damaged_file_is_the_first_settings_with_a_word_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str) -> None:
    path = tmp_path / "camera.json"
    path.write_text(text)
    if "left" in text and '"left": 0}' in text:
        assert load(path).tunings[KEY].aim == Area(), "a side that is not said is the picture's own"
        return
    assert load(path) == Settings()
    assert "camera.json" in caplog.text


def test_a_disk_that_does_not_take_it_says_so_and_leaves_what_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "camera.json"
    save(Settings("0"), path)
    (tmp_path / "camera.json.part").mkdir()
    with pytest.raises(CannotRecord):
        save(Settings("1"), path)
    assert load(path) == Settings("0")
