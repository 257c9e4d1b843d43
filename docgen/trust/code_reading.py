"""Square codes found in a picture."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

MOST_PIXELS = 60_000_000
"""A photograph of a large camera; more is refused before it is unpacked."""


class NotAPictureError(Exception):
    """The file cannot be read as a picture; the message says why, in Vietnamese."""


def codes_in(data: bytes) -> list[str]:
    """Return the texts of the square codes of a picture (PNG, JPEG, WebP, BMP, TIFF). Raises :class:`NotAPictureError`.

    zxing-cpp rather than OpenCV, which is a hundred times as large, or zbar, which has no package for Windows.
    """
    import zxingcpp

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=("PNG", "JPEG", "WEBP", "BMP", "TIFF")) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise NotAPictureError("hình quá lớn; hãy chụp lại chỉ phần có mã, hoặc thu nhỏ hình")
                image = opened.convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPictureError("không đọc được tệp này như một hình") from error
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return list(dict.fromkeys(code.text for code in found if code.text))
