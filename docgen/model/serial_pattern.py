"""How the number of a register is written: «{so}/{nam}/{ky_hieu}» gives «01/2019/GCN-ATANTT»."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_PLACE = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"so([2-6]?)")
_LONGEST = 60
USUAL_PATTERN = "{so}/{nam}/{ky_hieu}"
"""The pattern of a year that names none."""


def serial_text(pattern: str, number: int, year: int, series: str) -> str:
    """Return the number as it is printed; the pattern is one that :data:`SerialPattern` takes."""

    def fill(found: re.Match[str]) -> str:
        place = found[1]
        if place == "nam":
            return str(year)
        return series if place == "ky_hieu" else f"{number:0{place[2:] or 2}d}"

    return _PLACE.sub(fill, pattern)


def counts_by_year(pattern: str) -> bool:
    """Tell whether numbers begin anew each year: they can only where the year is part of what is printed."""
    return "{nam}" in pattern


def pattern_problem(pattern: str) -> str | None:
    """Return what is wrong with a pattern, in words for a clerk; None for a good one."""
    places = _PLACE.findall(pattern)
    if "{" in _PLACE.sub("", pattern) or "}" in _PLACE.sub("", pattern):
        return "có dấu ngoặc nhọn lẻ"
    unknown = [place for place in places if place not in {"nam", "ky_hieu"} and not _NUMBER.fullmatch(place)]
    if unknown:
        return f"không hiểu «{{{unknown[0]}}}»"
    if sum(_NUMBER.fullmatch(place) is not None for place in places) != 1:
        return "phải có đúng một «{so}»"
    return None if len(pattern) <= _LONGEST else f"dài quá {_LONGEST} ký tự"


def _parse(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    problem = pattern_problem(text := value.strip())
    if problem is None:
        return text
    raise PydanticCustomError(
        "gia_tri_sai",
        "«{text}» không dùng làm cách viết số được: {problem}; hãy viết trong ngoặc kép, ví dụ "
        '"{usual}", trong đó {number} là số có ít nhất hai chữ số (ba chữ số: {three})',
        {"text": text, "problem": problem, "usual": USUAL_PATTERN, "number": "{so}", "three": "{so3}"},
    )


SerialPattern = Annotated[str, BeforeValidator(_parse)]
"""``{so}`` (two digits at least; ``{so3}`` three) exactly once, ``{nam}``, ``{ky_hieu}`` and any other letters."""
