"""What a clerk asks of the register, from words to lines: founding, cancelling, reissuing, taking over a paper book."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docgen.diagnostics import Diagnostic, Span, has_errors
from docgen.model import USUAL_PATTERN, counts_by_year
from docgen.production.asking import WrongRequestError, find_agency
from docgen.production.check import CheckedOffice, check_office
from docgen.production.office import LARGEST_FILE
from docgen.production.register_office import OfficeRegister, found_register, open_register
from docgen.production.registering import ENTERPRISE, PARK, claims_of
from docgen.records import Cell, Dossier, NotASheetError, read_first_sheet
from docgen.register import (
    Book,
    Draft,
    Entry,
    Head,
    Import,
    Kind,
    Known,
    Refusal,
    Start,
    import_rows,
    read_rows,
    take_over,
)
from docgen.register.complaints import NOT_A_BOOK
from docgen.vietnamese import nfc, slug
from docgen.word.archive import read_archive

_START = re.compile(r"(?:(?P<series>.+)/)?(?P<year>\d{4})=(?P<number>\d{1,9})")
_DECLARES = re.compile(rb"<!DOCTYPE|<!ENTITY|\x00<\x00!\x00D|<\x00!\x00D", re.IGNORECASE)


_NOWHERE = Head()


class NoRegisterError(Exception):
    """The office has no register."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request did: the lines written, where the register stands now, every complaint; ``known`` counts the rows
    that the register had already.

    Errors among the complaints mean that nothing was written.
    """

    entries: tuple[Entry, ...] = ()
    head: Head = _NOWHERE
    diagnostics: tuple[Diagnostic, ...] = ()
    known: int = 0
    path: Path = Path()

    @property
    def refused(self) -> bool:
        """Whether nothing was written."""
        return has_errors(self.diagnostics)


def register_of(office: Path) -> OfficeRegister:
    """Open the register of an office. Raises :class:`NoRegisterError`, RegisterRefusedError, OSError."""
    register = open_register(office)
    if register is None:
        raise NoRegisterError(str(office))
    return register


def new_register(office: Path, agency: str | None, starts: Sequence[str], today: date, *, lost: bool) -> Answer:
    """Found the register of an office; the numbers typed in its records are taken over.

    ``starts`` are «2026=15» or «GCN-ATANTT/2026=15»: the first number that the register gives in a year. Raises
    WrongRequestError, FileExistsError, RegisterRefusedError, OSError.
    """
    checked = check_office(office)
    wrong = tuple(item for item in checked.diagnostics if item.is_error)
    if wrong:
        return Answer(diagnostics=wrong)
    who = find_agency(agency, checked.dossier) if agency else _usual_agency(checked.dossier)
    claims, wanted = claims_of(checked.dossier), _starts(starts, checked.dossier)
    trial = take_over(claims, Draft(Kind.FOUNDED, today.isoformat()), wanted)
    if has_errors(trial.diagnostics):
        return Answer(diagnostics=tuple(trial.diagnostics))
    register = found_register(
        office, who, today, lambda founding: take_over(claims, founding, wanted).drafts, instead_of_lost=lost
    )
    with register:
        found = (*trial.diagnostics, *register.warnings)
        return Answer(tuple(register.book.entries), register.book.head, found, path=register.path)


def change_register(office: Path, what: str, plan: Callable[[Book], Draft | Refusal]) -> Answer:
    """Write the one line that ``plan`` makes of the book; ``what`` is what the clerk typed, for the complaint.

    Raises NoRegisterError, RegisterRefusedError, OSError.
    """
    refusals: list[Refusal] = []

    def lines(book: Book) -> list[Draft]:
        found = plan(book)
        refusals[:] = [found] if isinstance(found, Refusal) else []
        return [] if isinstance(found, Refusal) else [found]

    with register_of(office) as register:
        entries = register.write(lines)
        found = (*(item.at(Span(what)) for item in refusals), *register.warnings)
        return Answer(tuple(entries), register.book.head, found, path=register.path)


def import_paper_book(office: Path, file: Path, today: date, *, dry_run: bool) -> Answer:
    """Take over the numbers of a paper book typed into Excel: all of them, or none where a cell is wrong.

    Raises NoRegisterError, RegisterRefusedError, OSError.
    """
    cells, found = _cells(file)
    checked = check_office(office)
    with register_of(office) as register:
        if found:
            return Answer(diagnostics=tuple(found))
        known = known_of(checked, register.book)
        rows, found = read_rows(cells, file.name, known)
        answers: list[Import] = [import_rows(register.book, rows, today.isoformat())]
        found += answers[0].diagnostics
        if has_errors(found) or dry_run:
            entries = [Entry(0, draft, b"") for draft in answers[0].drafts]
            return Answer(tuple(entries), register.book.head, tuple(found), answers[0].known, register.path)

        def lines(book: Book) -> list[Draft]:
            answers[:] = [import_rows(book, rows, today.isoformat())]
            return answers[0].drafts if not has_errors(answers[0].diagnostics) else []

        written = register.write(lines)
        found = [*answers[0].diagnostics, *register.warnings]
        return Answer(tuple(written), register.book.head, tuple(found), answers[0].known, register.path)


def known_of(checked: CheckedOffice, book: Book) -> Known:
    """Return what records and register know of subjects, series and ways to write numbers."""
    subjects: dict[str, tuple[str, str] | None] = {}
    for kind, names in _names(checked.dossier):
        for word in {slug(name) for name in names[1:]} | {slug(kind)}:
            subjects[word] = (kind, names[0]) if subjects.get(word, (kind, ""))[:1] == (kind,) else None  # type: ignore[index]
    years = {record.value.year: record.value for record in checked.dossier.assessments.values()}
    series = {year: (value.serial_series, value.serial_pattern) for year, value in years.items()}
    used = [item.pattern for item in book.series.values()]
    patterns = dict.fromkeys([*used, *(pattern for _, pattern in series.values()), USUAL_PATTERN])
    return Known(subjects, series, tuple(patterns))


def _names(dossier: Dossier) -> list[tuple[str, tuple[str, ...]]]:
    """Return the subjects with the name to print and the words that mean them."""
    parks = [
        (f"{PARK}/{key}", (record.value.full_name, record.value.full_name, record.value.name, key))
        for key, record in dossier.parks.items()
    ]
    enterprises = [
        (f"{ENTERPRISE}/{key}", (record.value.name, record.value.name, key))
        for key, record in dossier.enterprises.items()
    ]
    return [*parks, *enterprises]


def _cells(file: Path) -> tuple[list[tuple[Cell, ...]], list[Diagnostic]]:
    """Read the first sheet of a file whose container has been looked at. Raises OSError."""
    with file.open("rb") as source:
        data = source.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        message = f"tệp nặng hơn {LARGEST_FILE // 1024 // 1024} MB"
        return [], [NOT_A_BOOK.at(Span(file.name), message, "Bỏ hình ảnh, các trang khác rồi lưu lại")]
    entries, found = read_archive(data, file.name)
    if not found and not any(
        _DECLARES.search(entry.data) for entry in entries if entry.name.endswith((".xml", ".rels"))
    ):
        try:
            return read_first_sheet(data, file.name), []
        except NotASheetError:
            pass
    message = "không mở được tệp này như một bảng Excel (.xlsx)"
    return [], [NOT_A_BOOK.at(Span(file.name), message, "Mở bằng Excel, lưu lại dạng «Excel Workbook (*.xlsx)»")]


def _usual_agency(dossier: Dossier) -> str:
    """Return the agency that recognised last. Raises WrongRequestError where nobody ever did."""
    if not dossier.assessments:
        raise WrongRequestError(["hồ sơ chưa có kết quả đánh giá năm nào; hãy ghi cơ quan cấp giấy bằng --co-quan"])
    return dossier.assessments[max(dossier.assessments)].value.authority_id


def _starts(words: Sequence[str], dossier: Dossier) -> dict[tuple[str, int], Start]:
    """Read the first numbers asked for; raises WrongRequestError with every word that says none."""
    found: dict[tuple[str, int], Start] = {}
    wrong: list[str] = []
    latest = dossier.assessments[max(dossier.assessments)].value if dossier.assessments else None
    for word in words:
        match = _START.fullmatch(nfc(word.strip()))
        if match is None or int(match["number"]) < 1:
            wrong.append(f"«{word}» không phải là số bắt đầu; hãy ghi năm=số, ví dụ 2026=15")
            continue
        year = int(match["year"])
        record = dossier.assessments.get(year)
        known = record.value if record is not None else latest
        series = match["series"] or (known.serial_series if known is not None else "")
        if not series:
            wrong.append(f"«{word}» thiếu ký hiệu sổ; hãy ghi như GCN-ATANTT/2026=15")
            continue
        pattern = known.serial_pattern if known is not None else USUAL_PATTERN
        scope = (series, year if counts_by_year(pattern) else 0)
        found[scope] = Start(int(match["number"]), pattern, Span(f"--so-dau {word}"))
    if wrong:
        raise WrongRequestError(wrong)
    return found
