"""Numbers of chapters, sections, articles, clauses and points, given while a paper is filled.

Tags run in the order of the paper and only where their conditions hold, so what does not apply takes no number.
A paper may hold several numbered texts (a decision and the regulation that it issues): each counts from one, names
are common to all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from docgen.composition.filters import Empty, Unfit, to_text
from docgen.composition.tag_functions import TAG_FUNCTIONS
from docgen.vietnamese import point_letter, roman, slug

FUNCTIONS = tuple(TAG_FUNCTIONS)
"""The functions that a tag may call."""

LEVELS = ("chuong", "muc", "dieu", "khoan", "diem")
"""The functions that print a number, the outermost level first; a level is its place here."""
CHAPTER, SECTION, ARTICLE, CLAUSE, POINT = range(5)
LABELS = ("Chương", "Mục", "Điều", "khoản", "điểm")
"""What the law calls each level inside a sentence."""
BEFORE = ("Chương ", "Mục ", "Điều ", "", "")
AFTER = ("", "", ".", ".", ")")
"""What stands before and after the bare number at the head of what it numbers."""

NAME = re.compile(r"[a-z][a-z0-9_]{0,35}")
"""A clause's name; with what a bookmark's name begins with it fits into Word's forty characters."""

_BEGINS_ANEW = ((SECTION, CLAUSE, POINT), (CLAUSE, POINT), (CLAUSE, POINT), (POINT,), ())
"""The counters that each level sets back: articles run on through chapters and sections."""

Place = Any
"""Where a number was written, see :mod:`docgen.word.living_numbers`."""


class Numbered:
    """One numbered clause of a paper: its level, its number in words and as a count, what it stands in, its place."""

    __slots__ = ("above", "at", "bookmark", "count", "level", "name", "number", "order", "out", "spot", "text")

    def __init__(self, level: int, count: int, text: int, order: int, above: Numbered | None, name: str) -> None:
        self.level = level
        self.count = count
        self.text = text
        self.order = order
        self.above = above
        self.name = name
        self.number = _number(level, count)
        self.bookmark = b""
        self.out: list[Any] = []
        self.at = 0
        self.spot: Place = None

    def line(self) -> Iterator[Numbered]:
        """Yield the clause and what it stands in, innermost first."""
        here: Numbered | None = self
        while here is not None:
            yield here
            here = here.above

    @property
    def around(self) -> list[Numbered]:
        """What its full name says after it, innermost first: the clause and the article, or the chapter."""
        highest = CHAPTER if self.level <= SECTION else ARTICLE
        return [] if self.level == ARTICLE else [each for each in self.line() if highest <= each.level < self.level]

    def __str__(self) -> str:
        return " ".join(f"{LABELS[each.level]} {each.number}" for each in (self, *self.around))


@lru_cache(maxsize=1024)
def _number(level: int, count: int) -> str:
    if level == CHAPTER:
        return roman(count)
    return point_letter(count) if level == POINT else str(count)


class Numbering:
    """The counters of one paper; made anew for each render."""

    __slots__ = ("_counts", "_open", "_order", "_text", "here", "named")

    def __init__(self) -> None:
        self._order = self._text = 0
        self.named: dict[str, Numbered] = {}
        self.begin_text()

    def begin_text(self) -> None:
        """Begin another numbered text: every counter from one again."""
        self._text += 1
        self._counts = [0] * len(LEVELS)
        self._open: list[Numbered | None] = [None] * len(LEVELS)
        self.here: Numbered | None = None

    def next(self, level: int, name: str = "") -> Numbered:
        """Count one more of this level; raises Unfit where the name is taken."""
        counts, around = self._counts, self._open
        counts[level] += 1
        for lower in _BEGINS_ANEW[level]:
            counts[lower] = 0
        above = next((each for each in reversed(around[:level]) if each is not None), None)
        self._order += 1
        made = Numbered(level, counts[level], self._text, self._order, above, name)
        around[level:] = [made, *([None] * (len(LEVELS) - level - 1))]
        self.here = made
        if name:
            if name in self.named:
                raise Unfit(f"tên «{name}» đã đặt cho {self.named[name]}")
            self.named[name] = made
        return made


def name_of_value(value: Any) -> str:
    """Return the name that the value of a field gives: «Cổng chính» gives ``cong_chinh``.

    Raises Empty for no value, Unfit for one that makes no name.
    """
    if value is None:
        raise Empty
    name = slug(to_text(value))
    if not NAME.fullmatch(name):
        raise Unfit(f"«{to_text(value)}» không đặt thành tên điều khoản được; tên bắt đầu bằng chữ, dài đến 36 ký tự")
    return name
