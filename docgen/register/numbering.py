"""Numbers for certificates: who has one keeps it, who has none gets the next, typed ones are held to the register."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from docgen.diagnostics import Diagnostic, Span
from docgen.model import serial_text
from docgen.register.book import Book, Given, Standing, scope_of
from docgen.register.complaints import (
    CANCELLED_CERTIFICATE,
    HOLES,
    PATTERN_DIFFERS,
    SERIAL_AHEAD,
    SERIAL_DIFFERS,
    SERIAL_OF_OTHER,
    TEXT_TAKEN,
    WRONG_START,
)
from docgen.register.entry import Draft, Kind

Key = tuple[str, int, str]
"""Series, year, subject."""


@dataclass(frozen=True, slots=True)
class Start:
    """The first number that the register gives in a series, how numbers are written, where it was asked for."""

    number: int
    pattern: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """A certificate that the records know: of which series, for whom, by which decision, and the number typed if any.

    ``span`` is the place of the number, or of the decision where none is typed.
    """

    series: str
    pattern: str
    year: int
    subject: str
    name: str
    number: int | None
    decision: str
    decision_day: str
    span: Span

    @property
    def key(self) -> Key:
        """What has one number."""
        return (self.series, self.year, self.subject)

    def draft(self, kind: Kind, number: int, day: str) -> Draft:
        """Return the line that gives a number to the claim."""
        text = serial_text(self.pattern, number, self.year, self.series)
        who = (self.subject, self.name, self.decision, self.decision_day)
        return Draft(kind, day, self.series, self.year, number, text, *who)


@dataclass(slots=True)
class Numbering:
    """The lines to write, the number of each claim that has one, the claims whose certificate no longer stands."""

    drafts: list[Draft] = field(default_factory=list)
    numbers: dict[Key, int] = field(default_factory=dict)
    ended: set[Key] = field(default_factory=set)
    wrong: set[Key] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def number_claims(book: Book, claims: Iterable[Claim], wanted: Collection[Key], day: str) -> Numbering:
    """Hold every claim to the register and give numbers to those that are ``wanted`` and have none, in their order.

    A number typed in the records is taken over where the paper book may have given it or where it is the next one.
    The book is not changed. Claims that cannot have their number are complained about and left without.
    """
    run = _Run(book.copy(), day)
    claims = list(claims)
    typed = [claim for claim in claims if claim.number is not None]
    for claim in sorted(typed, key=lambda claim: (claim.series, claim.year, claim.number or 0, claim.subject)):
        run.settle(claim, new=True)
    for claim in claims:
        if claim.number is None:
            run.settle(claim, new=claim.key in wanted)
    return run.answer


def take_over(claims: Iterable[Claim], founding: Draft, starts: Mapping[tuple[str, int], Start]) -> Numbering:
    """Found a register that takes over the numbers typed in the records as those of the paper book.

    ``starts`` gives the first new number by series and year (0: all years); by default the one after the highest typed.
    """
    run = _Run(Book(), founding.day)
    run.write(founding)
    by_scope: dict[tuple[str, int], list[Claim]] = {scope: [] for scope in starts}
    for claim in claims:
        if claim.number is not None:
            scope = scope_of(claim.series, claim.year, claim.pattern)
            by_scope.setdefault(scope, []).append(claim)
    for scope, typed in sorted(by_scope.items()):
        run.open(scope, sorted(typed, key=lambda claim: claim.number or 0), starts.get(scope))
    return run.answer


class _Run:
    """One pass over claims on a trial copy of the book."""

    def __init__(self, book: Book, day: str) -> None:
        self.answer = Numbering()
        self._book = book
        self._day = day

    def write(self, draft: Draft) -> None:
        """Write a line that the law allows."""
        self._book.add(draft)
        self.answer.drafts.append(draft)

    def settle(self, claim: Claim, *, new: bool) -> None:
        """Find the claim's number; with ``new`` one is given where there is none."""
        given = self._book.current(*claim.key)
        if given is not None:
            self._known(claim, given)
        elif new:
            self._give(claim)

    def open(self, scope: tuple[str, int], typed: list[Claim], start: Start | None) -> None:
        """Open a series behind the numbers typed in the records, or at the number asked for, and take them over."""
        highest = max((claim.number or 0 for claim in typed), default=0)
        if start is not None and start.number <= highest:
            message = f"số bắt đầu {start.number} không dùng được: hồ sơ đã ghi số {highest}"
            self.answer.diagnostics.append(WRONG_START.at(start.span, message, f"Ghi số từ {highest + 1} trở lên"))
            return
        first = highest + 1 if start is None else start.number
        pattern = typed[0].pattern if typed else start.pattern if start is not None else ""
        self.write(Draft(Kind.OPENED, self._day, *scope, first, pattern))
        for claim in typed:
            self.settle(claim, new=True)
        span = Span(typed[0].span.file) if typed else start.span if start is not None else Span("")
        self.tell_holes(scope, first, {claim.number or 0 for claim in typed}, span)

    def tell_holes(self, scope: tuple[str, int], start: int, known: set[int], span: Span) -> None:
        """Say which numbers of the paper book nobody in the records has."""
        missing = [number for number in range(1, start) if number not in known]
        if missing:
            shown = ", ".join(f"{number:02d}" for number in missing[:10]) + (" …" if len(missing) > 10 else "")
            year = f" năm {scope[1]}" if scope[1] else ""
            message = f"sổ {scope[0]}{year}: chưa rõ đã cấp cho ai các số {shown}"
            hint = "Nếu sổ giấy có ghi, nhập thêm bằng lệnh: docgen register import TỆP.xlsx"
            self.answer.diagnostics.append(HOLES.at(span, message, hint))

    def _known(self, claim: Claim, given: Given) -> None:
        draft = given.entry.draft
        text = serial_text(claim.pattern, draft.number, claim.year, claim.series)
        if text != draft.text:
            message = f"sổ cấp giấy ghi số {draft.text}, hồ sơ nay viết là {text}"
            self._complain(claim, PATTERN_DIFFERS.at(claim.span, message, "Giữ cách viết số («mau_so») như khi cấp"))
        elif given.standing is Standing.CANCELLED:
            ended = self._book.entries[given.ended_by - 1].draft
            message = f"giấy số {draft.text} của {draft.name or claim.name} đã hủy ({ended.reason}; {ended.decision})"
            hint = "Bỏ «cong_nhan» của nơi này trong hồ sơ, hoặc cấp lại bằng lệnh: docgen register reissue"
            self.answer.ended.add(claim.key)
            self.answer.diagnostics.append(CANCELLED_CERTIFICATE.at(claim.span, message, hint))
        elif claim.number not in (None, draft.number):
            typed = serial_text(claim.pattern, claim.number or 0, claim.year, claim.series)
            message = f"hồ sơ ghi số {typed}, sổ cấp giấy ghi số {draft.text}"
            hint = f"Sửa «so_vao_so» thành {draft.number:02d}, hoặc bỏ dòng đó: số lấy từ sổ"
            self._complain(claim, SERIAL_DIFFERS.at(claim.span, message, hint))
        else:
            self.answer.numbers[claim.key] = draft.number

    def _give(self, claim: Claim) -> None:
        series = self._book.series_of(claim.series, claim.year)
        scope = scope_of(claim.series, claim.year, claim.pattern)
        if series is not None and series.pattern != claim.pattern:
            message = f"loạt số này viết theo «{series.pattern}», hồ sơ ghi «{claim.pattern}»"
            self._complain(claim, PATTERN_DIFFERS.at(claim.span, message, "Sửa «mau_so» của năm cho giống sổ cấp giấy"))
            return
        start, ahead = (1, 1) if series is None else (series.start, series.next)
        number = ahead if claim.number is None else claim.number
        kind = Kind.IMPORTED if number < start else Kind.ISSUED
        draft = claim.draft(kind, number, self._day)
        refusal = self._refusal(claim, scope, draft, ahead)
        if refusal is not None:
            self._complain(claim, refusal)
            return
        if series is None:
            self.write(Draft(Kind.OPENED, self._day, *scope, 1, claim.pattern))
        self.write(draft)
        self.answer.numbers[claim.key] = number

    def _refusal(self, claim: Claim, scope: tuple[str, int], draft: Draft, ahead: int) -> Diagnostic | None:
        holder = self._book.holder(scope, draft.number)
        if holder is not None:
            held = holder.entry.draft
            message = f"số {held.text} đã cấp cho {held.name or held.subject} (dòng {holder.entry.position} của sổ)"
            hint = "Bỏ dòng «so_vao_so» để lấy số tiếp theo, hoặc ghi đúng số của nơi này"
            return SERIAL_OF_OTHER.at(claim.span, message, hint)
        if draft.number > ahead:
            message = f"hồ sơ ghi số {draft.text}, số tiếp theo trong sổ là {ahead:02d}; các số ở giữa sẽ bị bỏ trống"
            hint = f"Ghi {ahead:02d}, hoặc bỏ dòng «so_vao_so» để lấy số từ sổ"
            paper = "Nếu sổ giấy đã cấp các số ở giữa, nhập chúng bằng lệnh: docgen register import TỆP.xlsx"
            return SERIAL_AHEAD.at(claim.span, message, hint, paper)
        taken = self._book.find(draft.text)
        if taken is None:
            return None
        message = f"số in ra {draft.text} trùng với dòng {taken.entry.position} của sổ"
        return TEXT_TAKEN.at(claim.span, message, "Đổi «ky_hieu_so» hoặc «mau_so» của năm để số in ra không trùng")

    def _complain(self, claim: Claim, found: Diagnostic) -> None:
        self.answer.wrong.add(claim.key)
        self.answer.diagnostics.append(found)
