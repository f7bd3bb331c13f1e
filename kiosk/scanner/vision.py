"""The one door to OpenCV: imports cv2 set up for this product; knows nothing of badges. Import it inside the thread that needs it."""

from __future__ import annotations

import os

os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")  # a missing camera is told by a state, not by lines on stderr
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "3")  # seconds; 10 by default, too long for a gate
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")  # opens Windows cameras in under a second
os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", str(1 << 28))  # 16,384 squared; 2**30 by default is 3 GiB in colour

import cv2

# The non-headless wheel points Qt at its own Qt 5 plugins, and children inherit that.
os.environ.pop("QT_QPA_PLATFORM_PLUGIN_PATH", None)
os.environ.pop("QT_QPA_FONTDIR", None)

cv2.setNumThreads(1)  # small pictures: threads cost more than they bring, and the lane shares the machine

__all__ = ["cv2"]
