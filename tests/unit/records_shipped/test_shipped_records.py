"""The record folder that the program ships with: right, invented, and wide enough to exercise every paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen.diagnostics import Severity
from docgen.model import Enterprise, Features, GuardForm, ParkKind
from docgen.records import Dossier, load_dossier
from docgen.review import review
from docgen.review.standard import evaluate
from docgen.vietnamese import slug, tax_code_is_right

PRESS_NAMES = (
    "Thiên Nam Sunrise",
    "Hoàng Dũng",
    "Kiara",
    "Youngone",
    "Sunrise Spinning",
    "Sumi",
    "Lâm sản Nam Định",
    "Thái Bình Minh",
    "Top Textiles",
    "Toray",
    "hạ tầng KCN Bảo Minh",
    "hạ tầng Rạng Đông",
)
EXPECTED_WARNINGS = {
    "nguoi-ky-mau",
    "so-lieu-chua-kiem-chung",
    "can-cu-chua-kiem-chung",
    "vat-lieu-no-khong-bao-ve",
    "thieu-nguoi-phu-trach",
}
PLAN_YEARS = range(2016, 2021)


@pytest.fixture(scope="module")
def files(repository: Path) -> dict[str, bytes]:
    paths = sorted((repository / "records").rglob("*.yaml"))
    return {path.relative_to(repository).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def dossier(files: dict[str, bytes]) -> Dossier:
    loaded, diagnostics = load_dossier(files)
    assert diagnostics == []
    return loaded


@pytest.fixture(scope="module")
def enterprises(dossier: Dossier) -> list[Enterprise]:
    return [record.value for record in dossier.enterprises.values()]


def _switches(enterprise: Enterprise) -> set[str]:
    return {name for name in Features.model_fields if getattr(enterprise.features, name)}


def _verdicts(dossier: Dossier, year: int) -> dict[str, tuple[str, ...]]:
    """Return for each park of the year the ids of the criteria that it fails."""
    record = dossier.assessments[year].value
    criteria = dossier.criteria_sets[record.park_criteria_id].value
    return {
        item.park_id: tuple(
            result.criterion.id for result in evaluate(criteria, item.figures).results if not result.met
        )
        for item in record.assessments
        if item.park_id is not None
    }


def test_every_file_tells_a_clerk_what_it_is(files: dict[str, bytes]) -> None:
    assert [name for name, data in files.items() if not data.decode().startswith("# ")] == []


def test_the_records_hold_together_and_warn_only_where_meant(dossier: Dossier) -> None:
    found = review(dossier)
    assert [item for item in found if item.rule.severity is Severity.ERROR] == []
    assert {item.rule.code for item in found} <= EXPECTED_WARNINGS


def test_there_are_enough_parks_clusters_and_enterprises(dossier: Dossier, enterprises: list[Enterprise]) -> None:
    used = {enterprise.park_id for enterprise in enterprises}
    kinds = [dossier.parks[park_id].value.kind for park_id in used]
    assert len(enterprises) >= 160
    assert kinds.count(ParkKind.PARK) >= 4
    assert kinds.count(ParkKind.CLUSTER) >= 4


def test_every_enterprise_is_marked_a_sample_and_bears_no_name_from_the_press(enterprises: list[Enterprise]) -> None:
    assert [enterprise.id for enterprise in enterprises if not enterprise.sample] == []
    borrowed = [
        enterprise.name for enterprise in enterprises for name in PRESS_NAMES if slug(name) in slug(enterprise.name)
    ]
    assert borrowed == []


def test_each_switch_stands_alone_in_some_enterprise_and_all_of_them_on_and_off(enterprises: list[Enterprise]) -> None:
    combinations = [_switches(enterprise) for enterprise in enterprises]
    missing = [name for name in Features.model_fields if {name} not in combinations]
    assert missing == []
    assert set() in combinations
    assert set(Features.model_fields) in combinations


def test_every_form_of_guarding_meets_all_switches_on(enterprises: list[Enterprise]) -> None:
    full = {item.guarding.form for item in enterprises if _switches(item) == set(Features.model_fields)}
    assert full == set(GuardForm)


def test_odd_combinations_are_there(enterprises: list[Enterprise]) -> None:
    facts = [(item.guarding.form, _switches(item)) for item in enterprises]
    assert any(form is GuardForm.HIRED and "state_owned" in on for form, on in facts)
    assert any(form is GuardForm.NONE and "dormitory" in on for form, on in facts)
    assert any("foreign_staff" in on and "foreign_invested" not in on for _, on in facts)
    assert any("explosives" in on and "hazardous_chemicals" not in on for _, on in facts)


def test_tax_codes_are_right_and_keep_their_leading_zero(enterprises: list[Enterprise]) -> None:
    assert [item.tax_code for item in enterprises if not tax_code_is_right(item.tax_code)] == []
    assert all(item.tax_code.startswith(("0600", "0601")) for item in enterprises)


def test_names_run_from_12_to_180_characters_with_signs_that_hurt(enterprises: list[Enterprise]) -> None:
    names = [item.name for item in enterprises]
    assert (min(map(len, names)), max(map(len, names))) == (12, 180)
    for sign in ("&", "“", '"', "'", "(", "+", "–", "ö"):
        assert any(sign in name for name in names), sign


def test_tables_are_empty_short_and_long(enterprises: list[Enterprise]) -> None:
    assert {len(item.guard_posts) for item in enterprises} == set(range(7))
    assert {len(item.contacts) for item in enterprises} == set(range(3, 9))
    assert {len(item.own_clauses) for item in enterprises} == {0, 1, 2, 3}


def test_some_regulations_are_drafts_and_some_are_of_the_new_province(enterprises: list[Enterprise]) -> None:
    drafts = [item for item in enterprises if item.issue.day is None and item.issue.number is None]
    new_province = [item for item in enterprises if item.issue.day is not None and item.issue.day.year >= 2025]
    assert len(drafts) >= 20
    assert len(new_province) >= 8


def test_the_pilot_park_is_the_first_to_meet_the_standard(dossier: Dossier) -> None:
    first = _verdicts(dossier, 2016)
    assert [park_id for park_id, failed in first.items() if not failed] == ["kcn_bao_minh"]
    assert dossier.parks["kcn_bao_minh"].value.pilot


@pytest.mark.parametrize("year", PLAN_YEARS)
def test_each_year_some_parks_pass_and_some_fail(dossier: Dossier, year: int) -> None:
    verdicts = _verdicts(dossier, year)
    assert any(not failed for failed in verdicts.values())
    assert any(verdicts.values())


def test_parks_fail_for_many_different_reasons(dossier: Dossier) -> None:
    alone = {failed[0] for year in PLAN_YEARS for failed in _verdicts(dossier, year).values() if len(failed) == 1}
    assert len(alone) >= 8


def test_one_certificate_of_the_last_year_waits_for_its_serial(dossier: Dossier) -> None:
    certificates = [item.certificate for item in dossier.assessments[2020].value.assessments if item.certificate]
    serials = [certificate.serial for certificate in certificates]
    assert serials.count(None) == 1
    assert sorted(serial for serial in serials if serial) == list(range(1, len(serials)))


def test_commendation_lists_grow_from_24_to_120_rows(dossier: Dossier) -> None:
    rows = {year: len(item.value.collectives) + len(item.value.persons) for year, item in dossier.commendations.items()}
    assert rows == {2016: 24, 2017: 48, 2018: 66, 2019: 90, 2020: 120}


def test_merits_are_told_in_many_ways(dossier: Dossier) -> None:
    years = [record.value for record in dossier.commendations.values()]
    assert len({row.merit for year in years for row in year.collectives}) >= 25
    assert len({row.merit for year in years for row in year.persons}) >= 25


def test_only_invented_people_sign_lists_and_certificates(dossier: Dossier) -> None:
    signers = [
        dossier.agencies[year.authority_id].value.signatory_on(year.day, year.signer_name)
        for year in (record.value for record in dossier.commendations.values())
    ]
    signers += [
        dossier.agencies[year.authority_id].value.signatory_on(item.certificate.decision_day)
        for year in (record.value for record in dossier.assessments.values())
        for item in year.assessments
        if item.certificate is not None
    ]
    assert all(signer is not None and signer.sample for signer in signers)


def test_most_acts_were_read_and_laws_are_cited_without_a_number(dossier: Dossier) -> None:
    acts = [record.value for record in dossier.legal_acts.values()]
    assert len([act for act in acts if act.verified]) >= 25
    laws_with_numbers = [act.id for act in acts if act.rank == 1 and re.search(r"số \d", act.citation)]
    assert laws_with_numbers == []
