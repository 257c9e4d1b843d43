"""What does not belong into a person's name, an abbreviation or a citation."""

from __future__ import annotations

import re

_DEGREE = re.compile(
    r"(?:^|[\s,;(])("
    r"(?:PGS|GS|TSKH|TS|ThS|Ths|BS|BSCK\w*|DS|KS|KTS|LS|CN|CKI{1,2}|NGND|NGƯT|NSND|NSƯT)\.|"
    r"(?:PGS|GS|TSKH|TS|ThS|BS|KTS|NGND|NGƯT)\s)"
)
_DEGREE_WORD = re.compile(
    r"^((?:Phó giáo sư|Giáo sư|Tiến s[ĩỹ]|Thạc s[ĩỹ]|Bác s[ĩỹ]|K[ỹĩ] sư|Cử nhân|Luật sư|Nhà giáo)\s)", re.IGNORECASE
)
_RANK = re.compile(r"^((?:Thiếu|Trung|Thượng|Đại)\s+(?:úy|uý|tá|tướng))\s", re.IGNORECASE)
_ADDRESS = re.compile(r"^(Ông|Bà|Đồng chí|Đ/c|Anh hùng)[\s.:]", re.IGNORECASE)
_LAST_PUNCTUATION = re.compile(r"[;.,:]+$")


def degree_in(name: str) -> str | None:
    """Return the degree or title of honour in the name («ThS.»), or None."""
    found = _DEGREE.search(name) or _DEGREE_WORD.search(name)
    return found[1].strip() if found else None


def rank_in(name: str) -> str | None:
    """Return the military or police rank before the name («Thiếu tướng»), or None."""
    found = _RANK.search(name)
    return found[1] if found else None


def address_in(name: str) -> str | None:
    """Return the form of address before the name («Ông»), or None."""
    found = _ADDRESS.search(name)
    return found[1] if found else None


def needless_punctuation(text: str) -> str | None:
    """Return the marks ; . , : that end the text and that the paper itself would add, or None; «…» may stay."""
    found = _LAST_PUNCTUATION.search(text)
    return found[0] if found and not text.endswith("...") else None
