from __future__ import annotations

from datetime import date

import pytest

from docgen.diagnostics import Span
from docgen.records import Dossier, RecordKey, examples, load_dossier

SALARIES = """\
- ma: lcs_2016
  muc: 1.210.000
  lam_tron_len: 10.000
  tu: 01/5/2016
  den: 30/6/2017
  nguon: Nghị định
# từ tháng 7
- ma: lcs_2017
  muc: 1.300.000
  lam_tron_len: 10.000
  tu: 01/7/2017
  den: 30/6/2018
  nguon: Nghị định
"""
ACT = """\
- ma: {id}
  trich_dan: Văn bản {id}
  thu_bac: {rank}
  tu: {since}
  den: {until}
  dung_cho: [noi_quy]
  nguon: Công báo
"""


@pytest.fixture
def dossier() -> Dossier:
    files = {f"records/{name}": text.encode() for name, text in examples().items()}
    files["records/luong_co_so/vi_du.yaml"] = SALARIES.encode()
    acts = [("tt", 3, "01/01/2010", "31/12/2020"), ("nd_moi", 2, "01/01/2015", "31/12/2020")]
    acts += [("nd_cu", 2, "01/01/2010", "31/12/2020"), ("luat_cu", 1, "01/01/2000", "31/12/2005")]
    files["records/van_ban_phap_luat/vi_du.yaml"] = "".join(
        ACT.format(id=name, rank=rank, since=since, until=until) for name, rank, since, until in acts
    ).encode()
    loaded, complaints = load_dossier(files)
    assert complaints == []
    return loaded


def test_the_base_salary_of_a_day_is_found_up_to_its_last_day(dossier: Dossier) -> None:
    found = [dossier.base_salary_on(date(2017, month, day)) for month, day in ((6, 30), (7, 1))]
    assert [salary.amount if salary else None for salary in found] == [1_210_000, 1_300_000]
    assert dossier.base_salary_on(date(2016, 4, 30)) is None


def test_acts_of_a_day_come_by_rank_then_age(dossier: Dossier) -> None:
    assert [record.value.id for record in dossier.acts_on(date(2016, 6, 1), "noi_quy")] == ["nd_cu", "nd_moi", "tt"]
    assert [record.value.id for record in dossier.acts_on(date(2001, 6, 1), "noi_quy")] == ["luat_cu"]
    assert dossier.acts_on(date(2016, 6, 1), "giay_cong_nhan") == []


def test_enterprises_of_a_park_are_found(dossier: Dossier) -> None:
    assert [record.value.id for record in dossier.enterprises_of("kcn_bao_minh")] == ["bm001"]
    assert dossier.enterprises_of("kcn_khac") == []


def test_each_record_knows_its_lines_and_the_comment_before_the_next_belongs_to_it(dossier: Dossier) -> None:
    lines = [(record.first_line, record.last_line) for record in dossier.base_salaries.values()]
    assert lines == [(1, 7), (8, 14)]


def test_a_place_is_attributed_to_its_record(dossier: Dossier) -> None:
    file = "records/luong_co_so/vi_du.yaml"
    assert dossier.record_at(Span(file, 5, 3)) == RecordKey("luong_co_so", "lcs_2016")
    assert dossier.record_at(Span(file, 9, 3)) == RecordKey("luong_co_so", "lcs_2017")
    assert dossier.record_at(Span(file)) is None
    assert dossier.record_at(Span("records/khac.yaml", 5, 3)) is None


def test_leaving_a_record_out_leaves_out_all_that_depend_on_it(dossier: Dossier) -> None:
    smaller = dossier.without([RecordKey("khu", "kcn_bao_minh")])
    assert not smaller.parks
    assert not smaller.enterprises
    assert smaller.agencies == dossier.agencies
    causes = {item.key: item.cause for item in smaller.left_out}
    assert causes[RecordKey("khu", "kcn_bao_minh")] is None
    assert causes[RecordKey("doanh_nghiep", "bm001")] == RecordKey("khu", "kcn_bao_minh")
    assert dossier.left_out == ()
    assert dossier.parks


def test_leaving_out_an_agency_reaches_what_depends_on_it_at_one_remove(dossier: Dossier) -> None:
    smaller = dossier.without([RecordKey("co_quan", "cong_an_tinh")])
    assert not smaller.plans
    assert not smaller.assessments
    assert not smaller.commendations
    assert smaller.enterprises


def test_leaving_out_nothing_changes_nothing(dossier: Dossier) -> None:
    assert dossier.without([]) == dossier
    assert dossier.without([RecordKey("khu", "khong_co")]) == dossier


def test_yearly_records_are_found_by_year(dossier: Dossier) -> None:
    assert list(dossier.assessments) == [2017]
    assert list(dossier.commendations) == [2017]
    assert dossier.commendations[2017].value.year == 2017


def test_records_cannot_be_changed_behind_the_dossier(dossier: Dossier) -> None:
    with pytest.raises(TypeError):
        dossier.parks["moi"] = dossier.parks["kcn_bao_minh"]  # type: ignore[index]


def test_an_empty_office_gives_an_empty_dossier() -> None:
    dossier, complaints = load_dossier({})
    assert complaints == []
    assert list(dossier.records()) == []
    assert dossier.base_salary_on(date(2016, 1, 1)) is None
