"""The yearly commendation list: rows sorted, bonuses reckoned, totals added."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import Any

from docgen.composition.catalogue import LoadedType
from docgen.composition.commended_rows import Home, home_of
from docgen.composition.complaints import NO_BASE_SALARY, NO_COEFFICIENT
from docgen.composition.draft import Draft, park_view
from docgen.composition.framing import Origin, Signing, sign_for
from docgen.composition.subjects import Subject
from docgen.composition.views import CollectiveView, CommendationView, PersonView
from docgen.diagnostics import Diagnostic
from docgen.model import BaseSalary, CollectiveRow, CommendationYear, PersonRow, to_fields
from docgen.records import Dossier, Record
from docgen.vietnamese import person_sort_key, sort_key


def bonus(coefficient: Decimal, salary: BaseSalary) -> int:
    """Return coefficient x base salary in VND, rounded up to the step that the base-salary record gives."""
    steps = (coefficient * salary.amount / salary.rounding).to_integral_value(rounding=ROUND_CEILING)
    return int(steps) * salary.rounding


def commendation_draft(subject: Subject, dossier: Dossier, loaded: LoadedType) -> Draft | list[Diagnostic]:
    """Draft the list of one year: sorted by park, enterprise, then Vietnamese given name."""
    record = dossier.commendations[int(subject.id)]
    year = record.value
    signing = sign_for(dossier.agencies[year.authority_id].value, year.day, record.span("ngay"), year.signer_name)
    salary = dossier.base_salary_on(year.day)
    diagnostics = [] if isinstance(signing, Signing) else signing
    if salary is None:
        message = f"không có mức lương cơ sở cho ngày {year.day:%d/%m/%Y}"
        diagnostics = [*diagnostics, NO_BASE_SALARY.at(record.span("ngay"), message, "Bổ sung bản ghi luong_co_so")]
    diagnostics = [*diagnostics, *_row_problems(record, dossier)]
    if diagnostics or salary is None or not isinstance(signing, Signing):
        return diagnostics
    origin = origin_of(year, signing)
    view = _view(year, dossier, salary)
    return Draft(origin, {"khen_thuong": to_fields(view)}, str(year.year), f"{loaded.declaration.name} năm {year.year}")


def origin_of(year: CommendationYear, signing: Signing) -> Origin:
    """Return what the papers of the decision that commends have in common."""
    return Origin(
        issuers=(signing.issuer,),
        signatures=(signing.signature,),
        place=signing.period.place,
        number=year.decision_number,
        day=year.day,
        year=year.day.year,
        sample=year.sample or signing.sample,
    )


def _row_problems(record: Record[CommendationYear], dossier: Dossier) -> Iterator[Diagnostic]:
    year = record.value
    rows: list[tuple[str, int, CollectiveRow | PersonRow]] = [
        *(("tap_the", position, row) for position, row in enumerate(year.collectives)),
        *(("ca_nhan", position, row) for position, row in enumerate(year.persons)),
    ]
    for key, position, row in rows:
        if _coefficient(row, dossier) is None:
            kind = "tập thể" if key == "tap_the" else "cá nhân"
            name = dossier.award_forms[row.award_id].value.name
            message = f"hình thức «{name}» không có hệ số tiền thưởng cho {kind}"
            hint = "Chọn hình thức khác hoặc bổ sung hệ số trong bản ghi hinh_thuc_khen"
            yield NO_COEFFICIENT.at(record.span(key, position, "hinh_thuc"), message, hint)
        if row.enterprise_id is None:
            where = partial(record.span, key, position, "khu")
            place = park_view(dossier.parks[str(row.park_id)].value, year.day, where)
            yield from place if isinstance(place, list) else ()


def _coefficient(row: CollectiveRow | PersonRow, dossier: Dossier) -> Decimal | None:
    form = dossier.award_forms[row.award_id].value
    return form.collective_coefficient if isinstance(row, CollectiveRow) else form.person_coefficient


def _bonus_of(row: CollectiveRow | PersonRow, dossier: Dossier, salary: BaseSalary) -> int:
    coefficient = _coefficient(row, dossier)
    if coefficient is None:
        raise ValueError(f"row passed the gate without a coefficient: {row.name}")
    return bonus(coefficient, salary)


def _view(year: CommendationYear, dossier: Dossier, salary: BaseSalary) -> CommendationView:
    groups = [(home_of(row, dossier, year.day), row) for row in year.collectives]
    people = [(home_of(row, dossier, year.day), row) for row in year.persons]
    groups.sort(key=lambda pair: (pair[0].order, sort_key(pair[1].name)))
    people.sort(key=lambda pair: (pair[0].order, person_sort_key(pair[1].name)))
    collectives = tuple(
        CollectiveView(position=position, name=row.name, **_shared(home, row, year, dossier, salary))
        for position, (home, row) in enumerate(groups, start=1)
    )
    persons = tuple(
        PersonView(
            position=position,
            name=f"{row.honorific.value} {row.name}",
            title=row.position,
            **_shared(home, row, year, dossier, salary),
        )
        for position, (home, row) in enumerate(people, start=1)
    )
    collective_total = sum(row.bonus for row in collectives)
    person_total = sum(row.bonus for row in persons)
    return CommendationView(
        year=year.year,
        legal_basis=year.legal_basis,
        base_salary=salary.amount,
        collectives=collectives,
        persons=persons,
        collective_total=collective_total,
        person_total=person_total,
        total=collective_total + person_total,
        collective_count=len(collectives),
        person_count=len(persons),
    )


def _shared(
    home: Home, row: CollectiveRow | PersonRow, year: CommendationYear, dossier: Dossier, salary: BaseSalary
) -> dict[str, Any]:
    return {
        "unit": home.unit,
        "park": home.park,
        "merit": row.merit,
        "award": dossier.award_forms[row.award_id].value.name,
        "legal_basis": row.legal_basis or year.row_basis or year.legal_basis,
        "bonus": _bonus_of(row, dossier, salary),
        "note": row.note,
    }
