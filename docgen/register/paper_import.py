"""Rows of a paper book taken into the register: all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from docgen.diagnostics import Diagnostic
from docgen.model import serial_text
from docgen.register.book import Book, Given, Standing, scope_of
from docgen.register.complaints import (
    CELL_WRONG,
    PATTERN_DIFFERS,
    ROW_TWICE,
    SERIAL_AHEAD,
    SERIAL_OF_OTHER,
    TEXT_TAKEN,
)
from docgen.register.entry import Draft, Kind
from docgen.register.paper_rows import PaperRow


@dataclass(slots=True)
class Import:
    """The lines to write, how many rows were in the register already, and every complaint."""

    drafts: list[Draft] = field(default_factory=list)
    known: int = 0
    taken: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)


def import_rows(book: Book, rows: Sequence[PaperRow], day: str) -> Import:
    """Return what taking over the rows writes; the book is not changed.

    Numbers below the first new one are of the paper book; where the register has given none of a series yet, its first
    new number moves behind them. Otherwise they must go on from the last number without a gap.
    """
    run = _Run(book.copy(), day)
    fresh = run.fresh(rows)
    by_scope: dict[tuple[str, int], list[PaperRow]] = {}
    for row in fresh:
        by_scope.setdefault(scope_of(row.series, row.year, row.pattern), []).append(row)
    for scope, members in sorted(by_scope.items()):
        if run.open(scope, members):
            for row in sorted(members, key=lambda row: (bool(row.in_place_of), row.number)):
                run.take(scope, row)
    return run.answer


class _Run:
    def __init__(self, book: Book, day: str) -> None:
        self.answer = Import()
        self._book = book
        self._day = day

    def fresh(self, rows: Sequence[PaperRow]) -> list[PaperRow]:
        """Return the rows that the register lacks; complains about two rows of one number."""
        seen: dict[str, PaperRow] = {}
        answer = []
        for row in rows:
            text = _text(row)
            first = seen.setdefault(text, row)
            given = self._book.find(text)
            if first is not row:
                message = f"số {text} đã có ở {first.span.place}"
                self.answer.diagnostics.append(ROW_TWICE.at(row.span, message, "Mỗi số một hàng"))
            elif given is not None and given.key == (row.series, row.year, row.subject) and self._agrees(row, given):
                self.answer.known += 1
            elif given is not None:
                self._of_other(row, given)
            else:
                answer.append(row)
        return answer

    def _agrees(self, row: PaperRow, given: Given) -> bool:
        """Tell whether the register holds what the row says; a row may cancel what stands."""
        if row.cancelled and given.standing is Standing.VALID:
            self._cancel(row, given.entry.position)
        return True

    def _of_other(self, row: PaperRow, given: Given) -> None:
        held = given.entry.draft
        message = f"số {held.text} trong sổ đã cấp cho {held.name or held.subject}, ở đây ghi {row.name}"
        self.answer.diagnostics.append(SERIAL_OF_OTHER.at(row.span, message, "Đối chiếu lại với sổ giấy"))

    def open(self, scope: tuple[str, int], rows: Sequence[PaperRow]) -> bool:
        """Open the series, or move its first new number behind the rows; False when it is written otherwise."""
        series, highest = self._book.series.get(scope), max(row.number for row in rows)
        if series is not None and series.pattern != rows[0].pattern:
            message = f"loạt số này trong sổ viết theo «{series.pattern}»"
            self.answer.diagnostics += [PATTERN_DIFFERS.at(row.span, message, "Ghi số như sổ") for row in rows]
            return False
        untouched = series is not None and series.next == series.start
        if series is None or (untouched and highest >= series.start):
            self._write(Draft(Kind.OPENED, self._day, *scope, highest + 1, rows[0].pattern))
        return True

    def take(self, scope: tuple[str, int], row: PaperRow) -> None:
        """Write one row, or complain about it."""
        series = self._book.series[scope]
        text = _text(row)
        current = self._book.current(row.series, row.year, row.subject)
        old = self._book.find(row.in_place_of) if row.in_place_of else None
        rule, message, hint = CELL_WRONG, "", "Đối chiếu lại với sổ giấy"
        if row.number > series.next or (holder := self._book.holder(scope, row.number)) is not None:
            rule, message = SERIAL_AHEAD, f"số {text} không nối tiếp sổ: số tiếp theo là {series.next:02d}"
            hint = "Ghi đủ các số ở giữa, mỗi số một hàng"
            if row.number <= series.next and holder is not None:
                rule, message = SERIAL_OF_OTHER, f"số {text} đã cấp cho {holder.entry.draft.name}"
        elif self._book.find(text) is not None:
            rule, message = TEXT_TAKEN, f"số in ra {text} trùng với số khác trong sổ"
        elif row.in_place_of and (old is None or current is None or old.entry.position != current.entry.position):
            message = f"«{row.in_place_of}» không phải là số đang có của {row.name}"
        elif current is not None and old is None:
            rule, message = ROW_TWICE, f"{row.name} năm {row.year} đã có số {current.entry.draft.text}"
            hint = "Cấp lại thì ghi số cũ ở cột «Thay cho số»"
        if message:
            self.answer.diagnostics.append(rule.at(row.span, message, hint))
            return
        self._write_row(row, text, old)

    def _write_row(self, row: PaperRow, text: str, old: Given | None) -> None:
        kind = Kind.IMPORTED if old is None else Kind.REISSUED
        who = (row.subject, row.name, row.decision, row.decision_day)
        reason = row.reason if not row.cancelled else ""
        if kind is Kind.REISSUED:
            reason = reason or "theo sổ giấy"
        refers = 0 if old is None else old.entry.position
        self._write(Draft(kind, self._day, row.series, row.year, row.number, text, *who, reason, refers))
        self.answer.taken += 1
        if row.cancelled:
            self._cancel(row, self._book.head.count)

    def _cancel(self, row: PaperRow, position: int) -> None:
        old = self._book.given[position].entry.draft
        who = (old.subject, old.name, row.ending, row.ending_day, row.reason)
        self._write(Draft(Kind.CANCELLED, self._day, old.series, old.year, old.number, old.text, *who, position))

    def _write(self, draft: Draft) -> None:
        self._book.add(draft)
        self.answer.drafts.append(draft)


def _text(row: PaperRow) -> str:
    return serial_text(row.pattern, row.number, row.year, row.series)
