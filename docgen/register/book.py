"""The register in memory: every line replayed under the law of numbers, which no line may break.

A number belongs to one subject for ever. In a series numbers go up by one from its first number; numbers below that
are of the paper book, of which not all need be known. A subject has one number in a series and year, until it is
given another in its place. What is cancelled stays and its number is never given again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from enum import Enum

from docgen.model import counts_by_year, pattern_problem, serial_text
from docgen.register.entry import BEGINNING, GIVES, Draft, Entry, Head, Kind, chained


class Standing(Enum):
    """How a certificate stands; the values are the words a clerk reads."""

    VALID = "còn hiệu lực"
    CANCELLED = "đã hủy"
    REPLACED = "đã cấp lại"


@dataclass(frozen=True, slots=True)
class Given:
    """A number given: its line, how it stands, and the line that ended it (0 while it stands)."""

    entry: Entry
    standing: Standing = Standing.VALID
    ended_by: int = 0

    @property
    def key(self) -> tuple[str, int, str]:
        """Series, year and subject, which together have one number."""
        return key_of(self.entry.draft)


@dataclass(frozen=True, slots=True)
class Series:
    """A series of numbers: the first that the register gives, how they are written, the next one, the highest given."""

    start: int
    pattern: str
    next: int
    highest: int = 0


def key_of(draft: Draft) -> tuple[str, int, str]:
    """Return series, year and subject of a line that gives a number."""
    return (draft.series, draft.year, draft.subject)


def scope_of(series: str, year: int, pattern: str) -> tuple[str, int]:
    """Return what numbers are counted in: the series in the year, or in all years (0)."""
    return (series, year if counts_by_year(pattern) else 0)


class Book:
    """The lines so far and what follows from them; lines are only ever added.

    Adding is the one thing that changes it: a copy is cheap enough to try a whole run on.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Replay lines that are known to be good. Raises ValueError for others."""
        self.entries: list[Entry] = []
        self.given: dict[int, Given] = {}
        self.series: dict[tuple[str, int], Series] = {}
        self._current: dict[tuple[str, int, str], int] = {}
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._texts: dict[str, int] = {}
        for entry in entries:
            if (problem := self.replay(entry)) is not None:
                raise ValueError(problem)

    @property
    def head(self) -> Head:
        """Where the register stands."""
        return Head(len(self.entries), self.entries[-1].digest) if self.entries else Head()

    @property
    def id(self) -> str:
        """The register's own name, told at its founding."""
        return self.entries[0].draft.text if self.entries else ""

    @property
    def agency(self) -> str:
        """The record of the agency whose register it is."""
        return self.entries[0].draft.subject if self.entries else ""

    def copy(self) -> Book:
        """Return a book that can be written in without touching this one."""
        other = copy(self)
        other.entries, other.given, other.series = list(self.entries), dict(self.given), dict(self.series)
        other._current, other._numbers = dict(self._current), dict(self._numbers)
        other._texts = dict(self._texts)
        return other

    def digest_at(self, count: int) -> bytes | None:
        """Return the chain after so many lines; None where there are fewer."""
        if count > len(self.entries) or count < 0:
            return None
        return self.entries[count - 1].digest if count else BEGINNING

    def current(self, series: str, year: int, subject: str) -> Given | None:
        """Return the last number given to a subject, whether it stands or is cancelled."""
        position = self._current.get((series, year, subject))
        return None if position is None else self.given[position]

    def holder(self, scope: tuple[str, int], number: int) -> Given | None:
        """Return who has a number of a series."""
        position = self._numbers.get((*scope, number))
        return None if position is None else self.given[position]

    def find(self, text: str) -> Given | None:
        """Return the certificate of a number as it is printed."""
        position = self._texts.get(text)
        return None if position is None else self.given[position]

    def numbers(self) -> Iterator[Given]:
        """Yield the certificates by series, year and number."""
        yield from sorted(
            self.given.values(),
            key=lambda item: (item.entry.draft.series, item.entry.draft.year, item.entry.draft.number),
        )

    def add(self, draft: Draft) -> Entry:
        """Write a line. Raises ValueError for one that breaks the law: who asks for it looks first."""
        position = len(self.entries) + 1
        entry = Entry(position, draft, chained(self.head.digest, position, draft))
        if (problem := self.replay(entry)) is not None:
            raise ValueError(problem)
        return entry

    def replay(self, entry: Entry) -> str | None:
        """Take a line over; returns what is wrong with it, in words, and then leaves the book as it was."""
        if entry.position != len(self.entries) + 1:
            return f"sau dòng {len(self.entries)} là dòng {entry.position}"
        if entry.digest != chained(self.head.digest, entry.position, entry.draft):
            return f"dòng {entry.position} không còn như khi ghi"
        problem = self._breach(entry.draft)
        if problem is not None:
            return f"dòng {entry.position} {problem}"
        self.entries.append(entry)
        self._take(entry)
        return None

    def _breach(self, draft: Draft) -> str | None:
        if (draft.kind is Kind.FOUNDED) != (not self.entries):
            return "không phải là dòng lập sổ, hoặc lập sổ lần thứ hai"
        if draft.kind is Kind.OPENED:
            return self._breach_of_opening(draft)
        if draft.kind is Kind.CANCELLED:
            given = self.given.get(draft.refers)
            if given is None or given.standing is not Standing.VALID:
                return "hủy một giấy không còn hiệu lực"
            return None if draft.reason and draft.decision else "hủy giấy mà thiếu lý do hoặc quyết định"
        return self._breach_of_number(draft) if draft.kind in GIVES else None

    def _breach_of_opening(self, draft: Draft) -> str | None:
        known = self.series.get((draft.series, draft.year))
        if draft.number < 1 or not draft.series or pattern_problem(draft.text) is not None:
            return "mở một loạt số không dùng được"
        if counts_by_year(draft.text) != (draft.year != 0):
            return "mở loạt số có năm không hợp với cách viết số"
        if known is not None and (known.next != known.start or draft.number <= known.highest):
            return "mở lại một loạt số đã cấp"
        return None

    def _breach_of_number(self, draft: Draft) -> str | None:
        series = self.series_of(draft.series, draft.year)
        if series is None or not draft.subject:
            return "cấp số ngoài các loạt số đã mở"
        scope = scope_of(draft.series, draft.year, series.pattern)
        below = draft.kind is not Kind.ISSUED and 1 <= draft.number < series.start
        if (*scope, draft.number) in self._numbers or draft.text in self._texts:
            return "cấp một số hai lần"
        if draft.number != series.next and not below:
            return "cấp số bỏ cách quãng"
        if draft.text != serial_text(series.pattern, draft.number, draft.year, draft.series):
            return "ghi số không theo cách viết của loạt số"
        current = self.current(*key_of(draft))
        if draft.kind is Kind.REISSUED:
            same = current is not None and current.entry.position == draft.refers
            return None if same and draft.reason else "cấp lại một giấy không phải là giấy cuối của nơi ấy"
        return None if current is None else "cấp cho một nơi hai số"

    def series_of(self, series: str, year: int) -> Series | None:
        """Return the series that gives numbers of a year."""
        return self.series.get((series, year)) or self.series.get((series, 0))

    def _take(self, entry: Entry) -> None:
        draft, position = entry.draft, entry.position
        if draft.kind is Kind.OPENED:
            known = self.series.get((draft.series, draft.year))
            highest = known.highest if known else 0
            self.series[draft.series, draft.year] = Series(draft.number, draft.text, draft.number, highest)
        elif draft.kind is Kind.CANCELLED:
            self.given[draft.refers] = replace(self.given[draft.refers], standing=Standing.CANCELLED, ended_by=position)
        elif draft.kind in GIVES:
            if draft.kind is Kind.REISSUED:
                old = self.given[draft.refers]
                self.given[draft.refers] = replace(old, standing=Standing.REPLACED, ended_by=position)
            self._give(entry)

    def _give(self, entry: Entry) -> None:
        draft, position = entry.draft, entry.position
        own = (draft.series, draft.year)
        scope = own if own in self.series else (draft.series, 0)
        series = self.series[scope]
        ahead = series.next + 1 if draft.number == series.next else series.next
        self.series[scope] = replace(series, next=ahead, highest=max(series.highest, draft.number))
        self.given[position] = Given(entry)
        self._current[key_of(draft)] = position
        self._numbers[*scope, draft.number] = position
        self._texts[draft.text] = position
