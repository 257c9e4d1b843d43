"""A review from request to files: the lists of the parks go into the output folder as safely as all other papers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docgen.composition import LoadedType, Subject, SubjectKind, compose_review
from docgen.diagnostics import Diagnostic
from docgen.production.asking import WrongRequestError, find_agency, resolve_request
from docgen.production.check import CheckedOffice, check_office
from docgen.production.composing import SetAside, digest_of_fields
from docgen.production.failures import REFUSALS, reason_of
from docgen.production.foundations import Foundations
from docgen.production.output import ARCHIVE, Output, Written
from docgen.production.output_names import wanted_path
from docgen.production.papers import Paper, place
from docgen.production.path_lengths import refuse_too_long
from docgen.production.regulation_lists import park_review, review_sheets
from docgen.production.regulation_review import review_regulations
from docgen.production.regulation_status import RegulationReview
from docgen.records import write_workbook


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What to review: words as the clerk typed them; ``agency`` issues the lists in place of each park's own.

    Where enterprises are named, no list is written: it would lack the others of the park.
    """

    folder: Path
    output: Path
    day: date
    parks: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    agency: str | None = None
    dry_run: bool = False
    over_edited: bool = False


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """What became of a review; ``refused`` when records or templates are wrong, so that nothing was reviewed."""

    checked: CheckedOffice
    refused: bool = False
    reviews: tuple[RegulationReview, ...] = ()
    written: tuple[Written, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def review_office(request: ReviewRequest) -> ReviewResult:
    """Review the regulations of the request and write the lists of its parks.

    Raises :class:`~docgen.production.asking.WrongRequestError` when the request names what the office does not have,
    :class:`~docgen.production.folder_lock.FolderInUseError` when another run holds the output folder, OSError when the
    disk fails.
    """
    checked = check_office(request.folder)
    if not checked.is_sound:
        return ReviewResult(checked, refused=True)
    asked = resolve_request((), request.parks, request.enterprises, None, checked)
    agency_id = None if request.agency is None else find_agency(request.agency, checked.dossier)
    reviews = tuple(review_regulations(checked, asked.selection, request.day))
    if request.dry_run or request.enterprises:
        return ReviewResult(checked, reviews=reviews)
    lists = _Lists(checked, request.day, agency_id)
    made = [paper for park_id, of_park in by_park(reviews).items() for paper in lists.of(park_id, of_park)]
    written = _write(made, request, lists.foundations)
    return ReviewResult(
        checked,
        reviews=reviews,
        written=tuple(written),
        set_aside=tuple(lists.set_aside),
        diagnostics=tuple(lists.diagnostics),
    )


def by_park(reviews: Sequence[RegulationReview]) -> dict[str, list[RegulationReview]]:
    """Return the reviews of each park, in order of the parks' ids."""
    parks = sorted({review.park_id for review in reviews})
    return {park_id: [review for review in reviews if review.park_id == park_id] for park_id in parks}


class _Lists:
    """Makes the list and the Excel file of one park after the other."""

    def __init__(self, checked: CheckedOffice, day: date, agency_id: str | None) -> None:
        self.set_aside: list[SetAside] = []
        self.diagnostics: list[Diagnostic] = []
        self.foundations = Foundations(checked)
        self._checked = checked
        self._day = day
        self._agency_id = agency_id
        self._type = _type_of(checked)

    def of(self, park_id: str, reviews: Sequence[RegulationReview]) -> Iterator[tuple[Paper, bytes]]:
        """Yield the papers of one park with their bytes; one that cannot be made is set aside."""
        park = self._checked.dossier.parks[park_id].value
        subject = Subject(SubjectKind.REVIEWED_PARK, park_id, self._day.year, park_id)
        workbook = write_workbook(review_sheets(reviews))
        title = f"{self._type.declaration.name}, {park.full_name}"
        path = f"{self._type.id}/{self._day.year}/{park_id}-bang_ra_soat.xlsx"
        self.foundations.begin()
        try:
            review = park_review(reviews, self._day, self._agency_id)
            document, found = compose_review(self._type, subject, self.foundations.dossier, review)
            if document is not None:
                data = self._checked.engines[self._type.id].make(document.fields)
                on_paper = wanted_path(document, self._checked.engines[self._type.id].extension)
                names = self.foundations.noted(self._type.id)
                yield Paper(self._type.id, subject, title, on_paper, digest_of_fields(document.fields), names), data
            elif found:
                self.diagnostics += found
                reason = "; ".join(item.message for item in found)
                self.set_aside.append(SetAside(self._type.id, title, reason))
        except REFUSALS as error:
            self.set_aside.append(SetAside(self._type.id, title, reason_of(error)))
        table = Subject(SubjectKind.REVIEWED_PARK, f"{park_id} (xlsx)", self._day.year, park_id)
        yield Paper(self._type.id, table, f"{title} (Excel)", path, hashlib.sha256(workbook).digest(), ()), workbook


def _type_of(checked: CheckedOffice) -> LoadedType:
    found = [item for item in checked.types.values() if item.declaration.subject is SubjectKind.REVIEWED_PARK]
    if len(found) != 1 or found[0].id not in checked.engines:
        raise WrongRequestError(
            [
                f"cần đúng một loại giấy tờ có doi_tuong: {SubjectKind.REVIEWED_PARK.value} trong templates; "
                f"hiện có {len(found)}. Có thể chép thư mục ra_soat từ văn phòng mới tạo bằng docgen init"
            ]
        )
    return found[0]


def _write(made: list[tuple[Paper, bytes]], request: ReviewRequest, foundations: Foundations) -> list[Written]:
    day = date.today() if request.over_edited else None
    refuse_too_long(request.output, (paper.path for paper, _ in made), ARCHIVE if request.over_edited else None)
    written: list[Written] = []
    with Output(request.output, foundations.digests, archive_day=day) as output:
        placed = place([paper for paper, _ in made], output.journal, restricted=True)
        for paper, (_, data) in zip(placed, made, strict=True):
            written += [went for _, went in output.put(paper, data)]
        written += [went for _, went in output.flush()]
    return written
