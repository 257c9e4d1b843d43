"""What a paper rests on is told by watching it being composed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from docgen.composition import Selection, select
from docgen.production import CheckedOffice, check_office
from docgen.production.composing import compose_one, digest_of_fields
from docgen.production.foundations import LEFT_OUT, PROGRAM, Foundations

REPOSITORY = Path(__file__).resolve().parents[3]
ALWAYS = {PROGRAM, LEFT_OUT}


@pytest.fixture(scope="module")
def checked() -> CheckedOffice:
    """The shipped office."""
    return check_office(REPOSITORY)


def rests_on(checked: CheckedOffice, type_id: str, subject_id: str) -> set[str]:
    foundations = Foundations(checked)
    (subject,) = [it for it in select(checked.types[type_id], checked.dossier, Selection()) if it.id == subject_id]
    foundations.begin()
    watched = compose_one(checked, type_id, subject, foundations.dossier)
    plain = compose_one(checked, type_id, subject, checked.dossier)
    assert watched == plain
    return set(foundations.noted(type_id)) - ALWAYS


def test_a_regulation_rests_on_its_enterprise_its_park_all_acts_and_its_forms(checked: CheckedOffice) -> None:
    subject = next(iter(checked.dossier.enterprises))
    record = checked.dossier.enterprises[subject]
    acts = {name for name in checked.office.records if name.startswith("records/van_ban_phap_luat/")}
    assert rests_on(checked, "noi_quy", subject) == {
        record.file,
        checked.dossier.parks[record.value.park_id].file,
        "records/van_ban_phap_luat/",
        *acts,
        "templates/noi_quy/",
        *(name for name in checked.office.templates if name.startswith("templates/noi_quy/")),
        *(
            name
            for name in checked.office.templates
            if name.startswith(("templates/dieu_khoan/noi_quy_", "templates/dieu_khoan/dung_chung"))
        ),
        "templates/the_thuc/nd30_2020.yaml",
    }


def test_a_certificate_does_not_rest_on_the_layout_of_word_papers(checked: CheckedOffice) -> None:
    subject = select(checked.types["giay_cong_nhan"], checked.dossier, Selection())[0]
    assert "templates/the_thuc/nd30_2020.yaml" not in rests_on(checked, "giay_cong_nhan", subject.id)


def test_asking_for_a_record_that_is_not_there_rests_on_there_being_none(checked: CheckedOffice) -> None:
    foundations = Foundations(checked)
    foundations.begin()
    assert foundations.dossier.parks.get("khong_co") is None
    assert "khong_co" not in foundations.dossier.enterprises
    noted = foundations.noted("noi_quy")
    assert {"records/khu/", "records/doanh_nghiep/"} <= set(noted)


def test_a_record_left_out_changes_what_all_papers_rest_on(checked: CheckedOffice) -> None:
    fewer = replace(checked, dossier=checked.dossier.without([next(iter(checked.dossier.records()))[0]]))
    assert Foundations(checked).digests[LEFT_OUT] != Foundations(fewer).digests[LEFT_OUT]


def test_a_day_and_the_text_of_a_day_are_different_words() -> None:
    values = [date(2026, 3, 5), "2026-03-05", Decimal("1"), 1, "1", True, None, [1]]
    assert len({digest_of_fields({"a": value}) for value in values}) == len(values)
