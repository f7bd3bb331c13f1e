"""One picture of a camera with the moment it was taken; knows no camera and no codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Image: TypeAlias = npt.NDArray[np.uint8]
    AnyImage: TypeAlias = npt.NDArray[np.generic]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """``image`` is BGR (h, w, 3) or grey (h, w), never changed after it was handed on. ``number`` counts from 1 over the camera's life;
    ``wall`` us since the Unix epoch and ``mono`` us of the monotonic clock are the moment the picture arrived."""

    image: Image
    number: int
    wall: int
    mono: int
