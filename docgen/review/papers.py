"""The papers that agencies sign, as the records imply them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docgen.records import Dossier
from docgen.review.coordination import issuer_of


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A paper that an agency signs on a day; ``signer`` is the person whom the record names, if any."""

    name: str
    agency_id: str
    day: date
    signer: str | None


def signed_papers(dossier: Dossier) -> Iterator[SignedPaper]:
    """Yield every signature of plans, coordination regulations, recognition and commendation decisions."""
    for park in (record.value for record in dossier.parks.values()):
        issue = park.coordination
        agency_id = issuer_of(dossier, park, issue) if issue is not None else None
        if issue is not None and agency_id is not None:
            yield SignedPaper(f"quy chế phối hợp của {park.full_name}", agency_id, issue.working_day, None)
    for plan in (record.value for record in dossier.plans.values()):
        named = {signer.agency_id: signer.name for signer in plan.signers}
        for agency_id in plan.agency_ids:
            yield SignedPaper(f"kế hoạch «{plan.id}»", agency_id, plan.day, named.get(agency_id))
    for year in (record.value for record in dossier.assessments.values()):
        days = sorted({item.certificate.decision_day for item in year.assessments if item.certificate is not None})
        for day in days:
            yield SignedPaper(f"công nhận năm {year.year}", year.authority_id, day, None)
    for commendation in (record.value for record in dossier.commendations.values()):
        name = f"khen thưởng năm {commendation.year}"
        yield SignedPaper(name, commendation.authority_id, commendation.day, commendation.signer_name)
