import subprocess
import sys


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_camera_and_lane_loads_neither_opencv_nor_numpy_nor_a_reader() -> None:
    heavy = "('cv2', 'numpy', 'zxingcpp', 'pyzbar', 'cv2_enumerate_cameras')"
    assert python(f"import sys, kiosk.scanner.camera, kiosk.scanner.lane; print([m for m in {heavy} if m in sys.modules])") == "[]"


def test_opencv_leaves_qt_alone_and_uses_one_thread() -> None:
    code = (
        "import os; os.environ['QT_QPA_FONTDIR'] = os.environ['QT_QPA_PLATFORM_PLUGIN_PATH'] = '/nowhere'\n"
        "from kiosk.scanner.vision import cv2\n"
        "print([k for k in os.environ if k in ('QT_QPA_FONTDIR', 'QT_QPA_PLATFORM_PLUGIN_PATH')], cv2.getNumThreads())"
    )
    assert python(code) == "[] 1"


def test_a_camera_that_is_not_there_prints_nothing() -> None:
    code = "from kiosk.scanner.vision import cv2; cv2.VideoCapture(97).release(); cv2.VideoCapture('/nowhere.mp4').release()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
