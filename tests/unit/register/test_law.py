"""The law of numbers over random histories: issued, cancelled, reissued, imported, run again, opened anew."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from docgen.diagnostics import Span, has_errors
from docgen.production.register_store import RegisterStore
from docgen.register import (
    Book,
    Draft,
    Kind,
    PaperRow,
    Refusal,
    Standing,
    cancel,
    import_rows,
    number_claims,
    reissue,
    take_over,
)
from tests.support.registers import PATTERN, SERIES, claim_of

DAY = "2026-03-05"
SUBJECTS = [f"khu/{at}" for at in range(8)]
YEARS = [2025, 2026]


class Register(RuleBasedStateMachine):
    """A register on disk beside a plain account of what was given."""

    texts = Bundle("texts")

    @initialize(start=st.integers(1, 4))
    def found(self, start: int) -> None:
        self.folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        self.path = self.folder / "so.sqlite"
        self.store = RegisterStore(self.path, create=True)
        founding = Draft(Kind.FOUNDED, DAY, text="0123456789abcdef", subject="ubnd_tinh")
        self.store.write(lambda _: take_over([claim_of("khu/cu", start)], founding, {}).drafts)
        self.now: dict[tuple[int, str], str] = {(2026, "khu/cu"): f"{start:02d}/2026/{SERIES}"}
        self.ever: dict[str, tuple[int, str]] = {text: key for key, text in self.now.items()}
        self.cancelled: set[str] = set()

    def gave(self, year: int, subject: str, text: str) -> None:
        assert text not in self.ever, "a number given twice"
        self.ever[text] = (year, subject)
        self.now[year, subject] = text

    @rule(target=texts, year=st.sampled_from(YEARS), subjects=st.lists(st.sampled_from(SUBJECTS), max_size=4))
    def run_again(self, year: int, subjects: list[str]) -> str:
        claims = [claim_of(subject, year=year) for subject in dict.fromkeys(subjects)]
        wanted = {claim.key for claim in claims}
        before = dict(self.now)
        self.store.write(lambda book: number_claims(book, claims, wanted, DAY).drafts)
        for claim in claims:
            given = self.store.book.current(*claim.key)
            assert given is not None
            text = given.entry.draft.text
            if (year, claim.subject) in before:
                assert text == before[year, claim.subject], "another number for the same subject"
            else:
                self.gave(year, claim.subject, text)
        return self.now[year, claims[-1].subject] if claims else f"01/2026/{SERIES}"

    @rule(year=st.sampled_from(YEARS), subject=st.sampled_from(SUBJECTS), number=st.integers(1, 12))
    def typed(self, year: int, subject: str, number: int) -> None:
        claim = claim_of(subject, number, year)
        answer = number_claims(self.store.book, [claim], (), DAY)
        self.store.write(lambda _: answer.drafts)
        text = f"{number:02d}/{year}/{SERIES}"
        known = self.now.get((year, subject))
        if known is None and claim.key in answer.numbers:
            self.gave(year, subject, text)
        elif known != text and known not in self.cancelled:
            assert has_errors(answer.diagnostics), "a typed number against the register passed"

    @rule(text=texts)
    def cancel(self, text: str) -> None:
        found = cancel(self.store.book, text, "vì", "1/QĐ", "", DAY)
        if isinstance(found, Refusal):
            assert text in self.cancelled or text not in self.now.values()
            return
        self.store.write(lambda _: [found])
        self.cancelled.add(text)

    @rule(target=texts, text=texts)
    def reissue(self, text: str) -> str:
        found = reissue(self.store.book, text, "mất", "", "", DAY)
        if isinstance(found, Refusal):
            assert text not in self.now.values()
            return text
        self.store.write(lambda _: [found])
        self.gave(*self.ever[text], found.text)
        return found.text

    @rule(
        year=st.sampled_from(YEARS), numbers=st.lists(st.integers(1, 9), min_size=1, max_size=3), at=st.integers(0, 7)
    )
    def take_paper_book(self, year: int, numbers: list[int], at: int) -> None:
        rows = [
            PaperRow(
                SERIES, PATTERN, year, number, f"khac/{at}_{number}", "Tên", "", "", False, "", "", "", "", PLACE, PLACE
            )
            for number in numbers
        ]
        answer = import_rows(self.store.book, rows, DAY)
        if has_errors(answer.diagnostics):
            return
        self.store.write(lambda _: answer.drafts)
        for draft in answer.drafts:
            if draft.kind is Kind.IMPORTED:
                self.gave(draft.year, draft.subject, draft.text)

    @rule()
    def open_anew(self) -> None:
        head = self.store.book.head
        self.store.__exit__(None, None, None)
        self.store = RegisterStore(self.path)
        assert self.store.book.head == head

    @invariant()
    def nothing_is_lost_and_nothing_left_out(self) -> None:
        if not hasattr(self, "store"):
            return
        book = self.store.book
        assert {given.entry.draft.text for given in book.numbers()} == set(self.ever)
        for (series, year), known in book.series.items():
            numbers = {
                given.entry.draft.number
                for given in book.numbers()
                if (given.entry.draft.series, given.entry.draft.year) == (series, year)
            }
            assert {number for number in numbers if number >= known.start} == set(range(known.start, known.next))
        for text, key in self.ever.items():
            given = book.find(text)
            assert given is not None
            assert (given.entry.draft.year, given.entry.draft.subject) == key
            stands = self.now[key] == text and text not in self.cancelled
            assert (given.standing is Standing.VALID) == stands

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.__exit__(None, None, None)
            shutil.rmtree(self.folder)


PLACE = Span("so.xlsx", place="ô A1")
TestRegister = Register.TestCase
TestRegister.settings = settings(
    max_examples=40, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)


def founded() -> Book:
    book = Book()
    book.add(Draft(Kind.FOUNDED, DAY, text="0123456789abcdef", subject="ubnd_tinh"))
    book.add(Draft(Kind.OPENED, DAY, SERIES, 2026, 3, PATTERN))
    return book


def given(kind: Kind, number: int, subject: str = "khu/a", **more: object) -> Draft:
    text = f"{number:02d}/2026/{SERIES}"
    return Draft(kind, DAY, SERIES, 2026, number, text, subject, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "draft",
    [
        Draft(Kind.FOUNDED, DAY, text="fedcba9876543210"),
        Draft(Kind.OPENED, DAY, SERIES, 2026, 9, PATTERN),
        Draft(Kind.OPENED, DAY, SERIES, 2027, 0, PATTERN),
        Draft(Kind.OPENED, DAY, SERIES, 2027, 1, "{nam}"),
        Draft(Kind.OPENED, DAY, SERIES, 2027, 1, "{so}"),
        Draft(Kind.CANCELLED, DAY, refers=2, reason="vì", decision="1/QĐ"),
        Draft(Kind.CANCELLED, DAY, refers=3, reason="", decision="1/QĐ"),
        given(Kind.ISSUED, 5, "khu/b"),
        given(Kind.ISSUED, 2, "khu/b"),
        given(Kind.ISSUED, 3, "khu/b"),
        given(Kind.ISSUED, 4, "khu/a"),
        given(Kind.ISSUED, 4, ""),
        given(Kind.IMPORTED, 0, "khu/b"),
        given(Kind.REISSUED, 4, "khu/b", refers=3, reason="mất"),
        given(Kind.REISSUED, 4, "khu/a", refers=3),
        Draft(Kind.ISSUED, DAY, SERIES, 2026, 4, "4/2026", "khu/b"),
        Draft(Kind.ISSUED, DAY, "KHAC", 2026, 1, "01/2026/KHAC", "khu/b"),
    ],
)
def test_a_line_against_the_law_cannot_be_written(draft: Draft) -> None:
    book = founded()
    book.add(given(Kind.ISSUED, 3))
    head = book.head
    with pytest.raises(ValueError, match="dòng 4"):
        book.add(draft)
    assert book.head == head


def test_a_copy_is_not_touched_by_what_is_tried_on_it() -> None:
    book = founded()
    trial = book.copy()
    trial.add(given(Kind.ISSUED, 3))
    assert book.current(SERIES, 2026, "khu/a") is None
    assert book.head.count == 2
