"""Award forms and base salaries: what bonuses are reckoned from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.diagnostics import Diagnostic
from docgen.records import Dossier
from docgen.review.complaints import (
    AWARD_NAME_TWICE,
    SALARIES_GAP,
    SALARIES_OVERLAP,
    SALARY_ZERO,
    UNVERIFIED_FIGURE,
)
from docgen.review.periods import in_sequence, whole_record
from docgen.vietnamese import slug


def check_base_salaries(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check base salaries: one at a time, none and no rounding step of zero."""
    periods = [whole_record(record) for record in dossier.base_salaries.values()]
    yield from in_sequence(periods, SALARIES_OVERLAP, SALARIES_GAP)
    for record in dossier.base_salaries.values():
        for key, amount in (("muc", record.value.amount), ("lam_tron_len", record.value.rounding)):
            if amount == 0:
                yield SALARY_ZERO.at(record.span(key), f"«{key}» bằng 0 nên không tính được tiền thưởng", "Ghi số tiền")


def check_award_names(dossier: Dossier) -> Iterator[Diagnostic]:
    """Warn when two award forms bear the same name at the same time."""
    seen: dict[str, list[tuple[str, date, date]]] = {}
    for record in dossier.award_forms.values():
        form = record.value
        last = form.until or date.max
        others = seen.setdefault(slug(form.name), [])
        twin = next((other for other, since, until in others if since <= last and form.since <= until), None)
        if twin is not None:
            message = f"«{form.name}» cùng thời gian với hình thức «{twin}»"
            yield AWARD_NAME_TWICE.at(record.span("ten"), message, "Ghi «den» cho mức cũ, hoặc bỏ bản ghi thừa")
        others.append((form.id, form.since, last))


def check_verified(dossier: Dossier) -> Iterator[Diagnostic]:
    """Warn once for each award form and base salary that lists use and nobody checked against its source."""
    years = [record.value for record in dossier.commendations.values()]
    awards = {row.award_id for year in years for row in year.collectives}
    awards |= {row.award_id for year in years for row in year.persons}
    for award_id in sorted(awards & dossier.award_forms.keys()):
        award = dossier.award_forms[award_id]
        if not award.value.verified:
            message = f"hệ số tiền thưởng của «{award.value.name}» chưa đối chiếu với văn bản gốc"
            hint = "Đối chiếu với văn bản gốc (xem «nguon») rồi ghi «da_kiem_chung: có»"
            yield UNVERIFIED_FIGURE.at(award.span("da_kiem_chung"), message, hint)
    on_days = [dossier.base_salary_on(year.day) for year in years]
    for salary_id in sorted({salary.id for salary in on_days if salary is not None}):
        used = dossier.base_salaries[salary_id]
        if not used.value.verified:
            message = f"mức lương cơ sở «{salary_id}» chưa đối chiếu với văn bản gốc"
            hint = "Đối chiếu với văn bản gốc (xem «nguon») rồi ghi «da_kiem_chung: có»"
            yield UNVERIFIED_FIGURE.at(used.span("da_kiem_chung"), message, hint)
