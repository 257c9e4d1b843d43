"""Which parks meet the standard in a year, and which criterion fails where they do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.composition import Selection
from docgen.diagnostics import Span
from docgen.model import Assessment
from docgen.records import Dossier
from docgen.review.standard import CriterionResult, Verdict, evaluate


@dataclass(frozen=True, slots=True)
class ParkStanding:
    """How one park stands in one year; ``place`` is where its figures are written."""

    year: int
    park_id: str
    park_name: str
    criteria_name: str
    verdict: Verdict
    assessment: Assessment
    place: Span
    figures_places: dict[str, Span]

    @property
    def failures(self) -> tuple[CriterionResult, ...]:
        """The criteria that are not met."""
        return tuple(result for result in self.verdict.results if not result.met)

    @property
    def gets_certificate(self) -> bool:
        """Whether a certificate can be made: the standard is met and a decision recognises the park."""
        return self.verdict.met and self.assessment.certificate is not None


def park_standings(dossier: Dossier, selection: Selection) -> list[ParkStanding]:
    """Return how each selected park stands in each selected year, by year and park id."""
    if selection.enterprises and not selection.parks:
        return []
    return sorted(_standings(dossier, selection), key=lambda standing: (standing.year, standing.park_id))


def _standings(dossier: Dossier, selection: Selection) -> Iterator[ParkStanding]:
    for year, record in dossier.assessments.items():
        criteria = dossier.criteria_sets.get(record.value.park_criteria_id)
        if not selection.covers_year(year) or criteria is None:
            continue
        for position, assessment in enumerate(record.value.assessments):
            park = dossier.parks.get(assessment.park_id or "")
            if park is None or (selection.parks and park.value.id not in selection.parks):
                continue
            at = ("ket_qua", position)
            yield ParkStanding(
                year=year,
                park_id=park.value.id,
                park_name=park.value.full_name,
                criteria_name=criteria.value.name,
                verdict=evaluate(criteria.value, assessment.figures),
                assessment=assessment,
                place=record.span(*at),
                figures_places={key: record.span(*at, "so_lieu", key) for key in assessment.figures},
            )
