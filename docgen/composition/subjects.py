"""Which records of the dossier get a paper of a type."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from docgen.composition.document_type import SubjectKind
from docgen.model import Assessment
from docgen.records import Dossier
from docgen.review.standard import evaluate
from docgen.vietnamese import sort_key


@dataclass(frozen=True, slots=True)
class Selection:
    """What a clerk asked for; nothing asked means everything."""

    parks: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    year: int | None = None

    def covers_year(self, year: int) -> bool:
        """Tell whether papers of that year are wanted."""
        return self.year is None or self.year == year

    @property
    def names_places(self) -> bool:
        """Whether only papers of certain parks or enterprises are wanted."""
        return bool(self.parks or self.enterprises)


@dataclass(frozen=True, slots=True)
class Subject:
    """One record that a paper is made for: its kind, key in the dossier, year, park."""

    kind: SubjectKind
    id: str
    year: int
    park_id: str | None = None


def subjects_of(kind: SubjectKind, dossier: Dossier, selection: Selection) -> list[Subject]:
    """Return the subjects of a kind that the selection covers, in a fixed order."""
    return list(_FINDERS[kind](dossier, selection))


def meets_standard(dossier: Dossier, year: int, assessment: Assessment) -> bool:
    """Tell whether a park's figures of the year meet the criteria set that the year names."""
    criteria = dossier.criteria_sets[dossier.assessments[year].value.park_criteria_id].value
    return evaluate(criteria, assessment.figures).met


def _plans(dossier: Dossier, selection: Selection) -> Iterator[Subject]:
    if selection.names_places:
        return
    for key, record in sorted(dossier.plans.items()):
        if selection.covers_year(record.value.day.year):
            yield Subject(SubjectKind.PLAN, key, record.value.day.year)


def _enterprises(dossier: Dossier, selection: Selection) -> Iterator[Subject]:
    for key, record in sorted(dossier.enterprises.items()):
        enterprise = record.value
        wanted = key in selection.enterprises or enterprise.park_id in selection.parks
        if (wanted or not selection.names_places) and selection.covers_year(enterprise.issue.year):
            yield Subject(SubjectKind.ENTERPRISE, key, enterprise.issue.year, enterprise.park_id)


def _parks(dossier: Dossier, selection: Selection) -> Iterator[Subject]:
    if selection.enterprises and not selection.parks:
        return
    for key, record in sorted(dossier.parks.items()):
        coordination = record.value.coordination
        if coordination is None or (selection.parks and key not in selection.parks):
            continue
        if selection.covers_year(coordination.year):
            yield Subject(SubjectKind.PARK, key, coordination.year, key)


def _commendation_years(dossier: Dossier, selection: Selection) -> Iterator[Subject]:
    if selection.names_places:
        return
    for year in sorted(dossier.commendations):
        if selection.covers_year(year):
            yield Subject(SubjectKind.COMMENDATION_YEAR, str(year), year)


def _recognised_parks(dossier: Dossier, selection: Selection) -> Iterator[Subject]:
    if selection.enterprises and not selection.parks:
        return
    for year, record in sorted(dossier.assessments.items()):
        if not selection.covers_year(year):
            continue
        parks = [item for item in record.value.assessments if item.park_id in dossier.parks]
        for item in sorted(parks, key=lambda item: sort_key(dossier.parks[str(item.park_id)].value.full_name)):
            park_id = str(item.park_id)
            if selection.parks and park_id not in selection.parks:
                continue
            if item.certificate is not None and meets_standard(dossier, year, item):
                yield Subject(SubjectKind.RECOGNISED_PARK, f"{year}-{park_id}", year, park_id)


def _reviewed_parks(_dossier: Dossier, _selection: Selection) -> Iterator[Subject]:
    """Only a review knows the parks that it reviewed, so that nothing else makes their lists."""
    return iter(())


_FINDERS: Mapping[SubjectKind, Callable[[Dossier, Selection], Iterator[Subject]]] = {
    SubjectKind.PLAN: _plans,
    SubjectKind.ENTERPRISE: _enterprises,
    SubjectKind.PARK: _parks,
    SubjectKind.COMMENDATION_YEAR: _commendation_years,
    SubjectKind.RECOGNISED_PARK: _recognised_parks,
    SubjectKind.REVIEWED_PARK: _reviewed_parks,
}
