"""Numbers for the certificates of a run: the records' certificates held to the register, new ones given before the
first paper is written, so that a run that is killed finds the same numbers again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from docgen.composition import Selection, Subject, SubjectKind, select
from docgen.diagnostics import Diagnostic
from docgen.model import Assessment, AssessmentYear
from docgen.production.check import CheckedOffice
from docgen.production.composing import SetAside
from docgen.production.register_office import OfficeRegister, RegisterRefusedError, open_register
from docgen.records import Dossier, Record
from docgen.register import Claim, Draft, Head, Key, Numbering, number_claims
from docgen.vietnamese import sort_key

PARK, ENTERPRISE = "khu", "doanh_nghiep"
"""What the subjects of the register begin with: the folder of their records."""


@dataclass(frozen=True, slots=True)
class RegisterNews:
    """What a run did with the register: the numbers given (or to be given), and where it stands."""

    given: tuple[str, ...]
    head: Head


@dataclass(frozen=True, slots=True)
class Numbered:
    """An office whose certificates have the register's numbers, and what was found on the way.

    ``without`` are years and subjects whose certificate is cancelled or whose number the register refuses;
    ``set_aside`` says why for the latter, where such are left out.
    """

    checked: CheckedOffice
    diagnostics: tuple[Diagnostic, ...] = ()
    news: RegisterNews | None = None
    set_aside: tuple[SetAside, ...] = ()
    numbers: Mapping[Key, int] = field(default_factory=dict)
    without: frozenset[tuple[int, str]] = frozenset()


def claims_of(dossier: Dossier) -> list[Claim]:
    """Return the certificates that the records know, by year and name."""
    found = [
        _claim(dossier, record, position, item)
        for record in dossier.assessments.values()
        for position, item in enumerate(record.value.assessments)
        if item.certificate is not None
    ]
    return sorted(found, key=lambda claim: (claim.year, sort_key(claim.name), claim.subject))


def subject_of(item: Assessment) -> str:
    """Return how the register names whom an assessment is about."""
    return f"{PARK}/{item.park_id}" if item.park_id is not None else f"{ENTERPRISE}/{item.enterprise_id}"


def with_known_numbers(checked: CheckedOffice) -> CheckedOffice:
    """Return the office with the numbers that the register has given, and its complaints; nothing is written.

    A register that cannot be relied on is one more complaint. Raises OSError.
    """
    try:
        register = open_register(checked.office.folder)
    except RegisterRefusedError as error:
        return replace(checked, diagnostics=(*checked.diagnostics, *error.diagnostics))
    if register is None:
        return checked
    with register:
        numbering = number_claims(register.book, claims_of(checked.dossier), (), date.today().isoformat())
        found = (*checked.diagnostics, *numbering.diagnostics, *register.warnings)
    return replace(checked, dossier=with_numbers(checked.dossier, numbering), diagnostics=found)


def with_numbers(dossier: Dossier, numbering: Numbering) -> Dossier:
    """Return the dossier with the numbers of a numbering; certificates that are cancelled or refused are not in it."""
    records = {
        year: replace(record, value=_numbered_year(record.value, numbering))
        for year, record in dossier.assessments.items()
    }
    return replace(dossier, assessments=MappingProxyType(records))


def numbers_of_year(year: AssessmentYear) -> bytes:
    """Return a digest of who has which number in a year: it changes when the register gives or ends one."""
    rows = [f"{subject_of(item)} {item.certificate.serial if item.certificate else '-'}" for item in year.assessments]
    return hashlib.sha256("\n".join(rows).encode()).digest()


class Numberer:
    """Gives the numbers of one run; use it in a ``with`` block.

    Entering raises :class:`~docgen.production.register_office.RegisterRefusedError`, OSError. Where the run makes no
    certificates, or the office has no register, everything stays as the records say.
    """

    def __init__(self, checked: CheckedOffice, types: tuple[str, ...], selection: Selection) -> None:
        """``types`` are those that the run makes, ``selection`` for whom."""
        self._checked = checked
        self._types = [key for key in types if checked.types[key].declaration.subject is SubjectKind.RECOGNISED_PARK]
        self._selection = selection
        self._register: OfficeRegister | None = None
        self._day = date.today().isoformat()

    def __enter__(self) -> Numberer:
        """Open the register."""
        self._register = open_register(self._checked.office.folder) if self._types else None
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        if self._register is not None:
            with suppress(OSError):
                self._register.__exit__(None, None, None)

    def foreseen(self, *, leave_out_wrong: bool) -> Numbered:
        """Return the office with the numbers that its certificates have or would get; nothing is written."""
        if self._register is None:
            return Numbered(self._checked)
        subjects = (
            subject
            for key in self._types
            for subject in select(self._checked.types[key], self._checked.dossier, self._selection)
        )
        numbering = self._number(set(self._keys(subjects)))
        return self._answer(numbering, numbering.drafts, leave_out_wrong=leave_out_wrong)

    def given(self, subjects: Collection[Subject], *, leave_out_wrong: bool) -> Numbered:
        """Give numbers to these subjects, who have or get them for ever, and return the office with them.

        Raises :class:`~docgen.production.register_office.RegisterRefusedError`, OSError.
        """
        if self._register is None:
            return Numbered(self._checked)
        wanted = set(self._keys(subjects))
        found: list[Numbering] = []

        def plan(_: object) -> list[Draft]:
            found[:] = [self._number(wanted)]
            return found[0].drafts

        if self._number(wanted).drafts:
            self._register.write(plan)
        else:
            found = [self._number(wanted)]
        return self._answer(found[0], found[0].drafts, leave_out_wrong=leave_out_wrong)

    def _number(self, wanted: Collection[Key]) -> Numbering:
        assert self._register is not None
        return number_claims(self._register.book, claims_of(self._checked.dossier), wanted, self._day)

    def _keys(self, subjects: Collection[Subject] | Iterator[Subject]) -> Iterator[Key]:
        for subject in subjects:
            year = self._checked.dossier.assessments[subject.year].value
            yield (year.serial_series, year.year, f"{PARK}/{subject.park_id}")

    def _answer(self, numbering: Numbering, drafts: list[Draft], *, leave_out_wrong: bool) -> Numbered:
        assert self._register is not None
        found = tuple(numbering.diagnostics)
        aside: tuple[SetAside, ...] = ()
        if leave_out_wrong:
            aside = tuple(
                SetAside(self._types[0], f"Giấy ghi ở {item.span}", item.message) for item in found if item.is_error
            )
            found = tuple(item for item in found if not item.is_error)
        given = tuple(draft.text for draft in drafts if draft.subject)
        return Numbered(
            replace(self._checked, dossier=with_numbers(self._checked.dossier, numbering)),
            (*found, *self._register.warnings),
            RegisterNews(given, self._register.book.head),
            aside,
            numbering.numbers,
            frozenset((year, subject) for _, year, subject in numbering.ended | numbering.wrong),
        )


def _claim(dossier: Dossier, record: Record[AssessmentYear], position: int, item: Assessment) -> Claim:
    year, certificate = record.value, item.certificate
    assert certificate is not None
    if item.park_id is not None:
        park = dossier.parks.get(item.park_id)
        name = park.value.full_name if park is not None else item.park_id
    else:
        enterprise = dossier.enterprises.get(str(item.enterprise_id))
        name = enterprise.value.name if enterprise is not None else str(item.enterprise_id)
    key = "so_vao_so" if certificate.serial is not None else "so_quyet_dinh"
    return Claim(
        year.serial_series,
        year.serial_pattern,
        year.year,
        subject_of(item),
        name,
        certificate.serial,
        certificate.decision_number,
        certificate.decision_day.isoformat(),
        record.span("ket_qua", position, "cong_nhan", key),
    )


def _numbered_year(year: AssessmentYear, numbering: Numbering) -> AssessmentYear:
    items = tuple(_numbered_item(year, item, numbering) for item in year.assessments)
    return year.model_copy(update={"assessments": items})


def _numbered_item(year: AssessmentYear, item: Assessment, numbering: Numbering) -> Assessment:
    key = (year.serial_series, year.year, subject_of(item))
    if item.certificate is None:
        return item
    if key in numbering.ended or key in numbering.wrong:
        return item.model_copy(update={"certificate": None})
    number = numbering.numbers.get(key, item.certificate.serial)
    return item.model_copy(update={"certificate": item.certificate.model_copy(update={"serial": number})})
