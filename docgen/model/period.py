"""When a milestone falls, as offices write it: «Quý II/2016», «Tháng 6/2016», «Năm 2020», «Hằng năm»."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PATTERNS = (
    (re.compile(r"^quý\s+(IV|III|II|I)\s*/\s*(\d{4})$", re.IGNORECASE), "quarter"),
    (re.compile(r"^tháng\s+(\d{1,2})\s*/\s*(\d{4})$", re.IGNORECASE), "month"),
    (re.compile(r"^năm\s+(\d{4})$", re.IGNORECASE), "year"),
    (re.compile(r"^h[ằà]ng\s+năm$", re.IGNORECASE), "yearly"),
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """A period of a timeline.

    ``label`` is its canonical spelling; ``start`` is (year, month) of its first month, None for «Hằng năm», which
    has no place in the order of a timeline. ``end`` is (year, month) of its last month.
    """

    label: str
    start: tuple[int, int] | None
    end: tuple[int, int] | None

    @staticmethod
    def parse(text: str) -> Period:
        """Read a period; raises ValueError when the text is none of the known forms or the month is not 1-12."""
        for pattern, kind in _PATTERNS:
            found = pattern.match(text.strip())
            if found:
                return _make(kind, found)
        raise ValueError(text)

    def __str__(self) -> str:
        return self.label


def _make(kind: str, found: re.Match[str]) -> Period:
    if kind == "quarter":
        roman, year = found[1].upper(), int(found[2])
        first = 3 * _ROMAN[roman] - 2
        return Period(f"Quý {roman}/{year}", (year, first), (year, first + 2))
    if kind == "month":
        month, year = int(found[1]), int(found[2])
        if not 1 <= month <= 12:
            raise ValueError(found[0])
        return Period(f"Tháng {month}/{year}", (year, month), (year, month))
    if kind == "year":
        year = int(found[1])
        return Period(f"Năm {year}", (year, 1), (year, 12))
    return Period("Hằng năm", None, None)
