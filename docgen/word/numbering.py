"""Numbers of chapters, sections, articles, clauses and points, given while a paper is filled.

Tags run in the order of the paper and only where their conditions hold, so what does not apply takes no number.
A paper may hold several numbered texts (a decision and the regulation that it issues): each counts from one, names
are common to all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

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

NAMED, UNNAMED = "_DG_", "_DGx_"
"""What the names of bookmarks begin with: of clauses that the author named, and of others that a reference needs."""

NAME = re.compile(r"[a-z][a-z0-9_]{0,35}")
"""A clause's name; with what a bookmark's name begins with it fits into Word's forty characters."""

Place = tuple[int, ...]
"""Where a clause stands: the numbers of its text, chapter, section, article, clause and point; 0 for what there is not
and for all below it. Places compare in the order of the paper."""


class Numbered(NamedTuple):
    """One numbered clause of a paper: its level, place, the name of its bookmark, what its full name says after it.

    ``around`` is innermost first: the clause and the article, or the chapter.
    """

    level: int
    place: Place
    bookmark: bytes
    around: tuple[Numbered, ...] = ()

    @property
    def ordinal(self) -> int:
        """Its number among those of its level."""
        return self.place[self.level + 1]

    @property
    def number(self) -> str:
        """Its number as it is printed."""
        return bare_number(self.level, self.ordinal)

    def __str__(self) -> str:
        return " ".join(f"{LABELS[each.level]} {each.number}" for each in (self, *self.around))


@lru_cache(maxsize=1024)
def bare_number(level: int, count: int) -> str:
    """Return a number as it is printed: «II», «7», «đ»."""
    if level == CHAPTER:
        return roman(count)
    return point_letter(count) if level == POINT else str(count)


class _Printed(dict[int, bytes]):
    """The numbers of a level as bytes, with what stands before and after them."""

    def __init__(self, level: int, before: str, after: str) -> None:
        super().__init__()
        self._level, self._before, self._after = level, before, after

    def __missing__(self, count: int) -> bytes:
        self[count] = data = f"{self._before}{bare_number(self._level, count)}{self._after}".encode()
        return data


_BARE = tuple(_Printed(level, "", "") for level in range(len(LEVELS)))
_WHOLE = tuple(_Printed(level, BEFORE[level], AFTER[level]) for level in range(len(LEVELS)))


class Numbering:
    """The counters of one paper; made anew for each render.

    ``named`` are the places of named clauses, ``remembered`` says of other clauses that a reference may have to mark
    how and where their number was written. A paper of five pages has a hundred numbers of which few are ever referred
    to, so counting is a step of a counter and nothing more.
    """

    __slots__ = ("_counts", "_named_at", "functions", "named", "remembered")

    def __init__(self) -> None:
        self._counts = [1, 0, 0, 0, 0, 0, 0]
        self.named: dict[str, Place] = {}
        self.remembered: dict[Place, Any] = {}
        self._named_at: dict[Place, str] = {}
        self.functions = _functions(self._counts, self.named)
        """One for each of LEVELS, which counts and returns the number as bytes; then one for numbers with a name."""

    def begin_text(self) -> None:
        """Begin another numbered text: every counter from one again."""
        self._counts[:] = [self._counts[0] + 1, 0, 0, 0, 0, 0, 0]

    @property
    def here(self) -> Place:
        """The innermost clause that was begun."""
        return tuple(self._counts[:6])

    def next(self, level: int, name: str = "") -> Place:
        """Count one more of this level; raises Unfit where the name is taken."""
        self.functions[level]()
        if name:
            _take(self.named, name, self.here)
        return self.here

    def clause(self, name: str) -> Numbered:
        """Return a named clause."""
        place = self.named[name]
        level = level_of(place)
        around = () if level in (CHAPTER, ARTICLE) else tuple(map(self._above, _places_around(level, place)))
        return Numbered(level, place, f"{NAMED}{name}".encode(), around)

    def _above(self, place: Place) -> Numbered:
        if len(self._named_at) < len(self.named):
            self._named_at = {each: name for name, each in self.named.items()}
        name, level = self._named_at.get(place), level_of(place)
        bookmark = f"{NAMED}{name}" if name else UNNAMED + "_".join(map(str, place[: level + 2]))
        return Numbered(level, place, bookmark.encode())


def level_of(place: Place) -> int:
    """Return the level of a place."""
    return max(at for at, number in enumerate(place) if number) - 1


def _places_around(level: int, place: Place) -> Iterator[Place]:
    highest = CHAPTER if level == SECTION else ARTICLE
    for above in range(level - 1, highest - 1, -1):
        if place[above + 1]:
            yield (*place[: above + 2], *([0] * (POINT - above)))


def _take(named: dict[str, Place], name: str, place: Place) -> None:
    if name in named:
        level = level_of(named[name])
        raise Unfit(f"tên «{name}» đã đặt cho {LABELS[level]} {bare_number(level, named[name][level + 1])}")
    named[name] = place


def _functions(counts: list[int], named: dict[str, Place]) -> tuple[Callable[..., bytes], ...]:
    chapters, sections, articles, clauses, points = _WHOLE

    def chuong() -> bytes:
        counts[1] += 1
        counts[2] = counts[3] = counts[4] = counts[5] = 0
        return chapters[counts[1]]

    def muc() -> bytes:
        counts[2] += 1
        counts[3] = counts[4] = counts[5] = 0
        return sections[counts[2]]

    def dieu() -> bytes:
        # Articles run on through chapters and sections.
        counts[3] = counts[6] = counts[6] + 1
        counts[4] = counts[5] = 0
        return articles[counts[3]]

    def khoan() -> bytes:
        counts[4] += 1
        counts[5] = 0
        return clauses[counts[4]]

    def diem() -> bytes:
        counts[5] += 1
        return points[counts[5]]

    steps = (chuong, muc, dieu, khoan, diem)

    def with_name(level: int, name: str, before: bytes, after: bytes) -> bytes:
        steps[level]()
        _take(named, name, tuple(counts[:6]))
        return b"%b%b%b" % (before, _BARE[level][counts[level + 1]], after)

    return (*steps, with_name)


def own_name_of_value(value: Any) -> str:
    """Return the name that a field gives to what is numbered, "" for an empty field: such a clause has no name.

    Raises Unfit for a value that makes no name.
    """
    return "" if value is None or value == "" else name_of_value(value)


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
