"""A picture that the office supplies (emblem, logo), read once into what a PDF holds: colours and transparency."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO

MOST_BYTES = 2_000_000
MOST_PIXELS = 4_000_000
"""Enough for 60 mm at 600 dots per inch; a file that unpacks to more is refused before it is unpacked."""


@dataclass(frozen=True, slots=True)
class RasterPicture:
    """Pixels: rows of red, green, blue, deflated; and, where some are see-through, how opaque each is."""

    width: int
    height: int
    colours: bytes
    opacity: bytes | None


def read_png(data: bytes) -> RasterPicture | str:
    """Return the picture, or why it cannot be used, in words for the office."""
    from PIL import Image, UnidentifiedImageError

    if len(data) > MOST_BYTES:
        return f"tệp hình lớn hơn {MOST_BYTES // 1_000_000} MB"
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as image:
            if image.width * image.height > MOST_PIXELS:
                return f"hình có {image.width} x {image.height} điểm, nhiều hơn {MOST_PIXELS // 1_000_000} triệu điểm"
            pixels = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return "tệp không phải hình PNG hoặc đã hỏng"
    opacity = pixels.getchannel("A").tobytes()
    whole = opacity.count(255) == len(opacity)
    colours = pixels.convert("RGB").tobytes()
    return RasterPicture(
        pixels.width, pixels.height, zlib.compress(colours, 9), None if whole else zlib.compress(opacity, 9)
    )
