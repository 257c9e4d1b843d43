"""The one rule that turns any label into a name: «Mã số thuế», «ma_so_thue» and «Mã_số_thuế» are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_NO_DECOMPOSITION = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)
_USUAL_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")


@lru_cache(maxsize=16384)
def slug(label: str) -> str:
    """Return the unaccented lower-case name of the label: words of a-z and 0-9 joined by ``_``.

    Idempotent. Characters of other scripts have no place in it, so the answer can be empty.
    """
    if label.isascii():
        return _NOT_IN_A_NAME.sub("_", label.lower()).strip("_")
    lowered = unicodedata.normalize("NFKD", label.lower()).lower().translate(_NO_DECOMPOSITION)
    letters = _USUAL_MARKS.sub("", lowered)
    if not letters.isascii():
        letters = "".join(char for char in letters if not unicodedata.combining(char))
    return _NOT_IN_A_NAME.sub("_", letters).strip("_")
