"""All rules across records, run one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docgen.diagnostics import Diagnostic
from docgen.records import Dossier
from docgen.review.agency import check_agencies, check_sample_signatories, check_symbols
from docgen.review.assessment import check_assessments
from docgen.review.awards import check_award_names, check_base_salaries, check_verified
from docgen.review.commendation import check_commendation_numbers, check_commendations
from docgen.review.coordination import check_coordination
from docgen.review.criteria import check_criteria
from docgen.review.enterprise import check_enterprises
from docgen.review.enterprise_twins import check_enterprise_twins
from docgen.review.guarding import check_guarding
from docgen.review.legal_act import check_legal_acts
from docgen.review.milestones import check_milestones
from docgen.review.park import check_parks
from docgen.review.periods import check_periods
from docgen.review.plan import check_plan_numbers, check_plans
from docgen.review.recognition import check_recognition

_CHECKS: tuple[Callable[[Dossier], Iterator[Diagnostic]], ...] = (
    check_periods,
    check_agencies,
    check_symbols,
    check_sample_signatories,
    check_parks,
    check_coordination,
    check_enterprises,
    check_enterprise_twins,
    check_guarding,
    check_plans,
    check_plan_numbers,
    check_milestones,
    check_criteria,
    check_assessments,
    check_recognition,
    check_base_salaries,
    check_award_names,
    check_verified,
    check_commendations,
    check_commendation_numbers,
    check_legal_acts,
)


def review(dossier: Dossier) -> list[Diagnostic]:
    """Return everything that does not hold together among the records, each complaint once."""
    return list(dict.fromkeys(diagnostic for check in _CHECKS for diagnostic in check(dossier)))
