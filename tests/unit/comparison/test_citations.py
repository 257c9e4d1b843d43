from __future__ import annotations

from datetime import date

import pytest

from docgen.comparison import cited_acts, successor
from docgen.model import LegalAct


def act(id_: str, citation: str, rank: int, since: date, until: date | None = None) -> LegalAct:
    return LegalAct(id=id_, citation=citation, rank=rank, since=since, until=until, used_by=("noi_quy",), source="mẫu")


OLD_LAW = act("ld_2014", "Luật Doanh nghiệp ngày 26 tháng 11 năm 2014", 1, date(2015, 7, 1), date(2020, 12, 31))
NEW_LAW = act("ld_2020", "Luật Doanh nghiệp ngày 17 tháng 6 năm 2020", 1, date(2021, 1, 1))
OTHER_LAW = act("bl_2019", "Bộ luật Lao động ngày 20 tháng 11 năm 2019", 1, date(2021, 1, 1))
DECREE = act(
    "nd_06", "Nghị định số 06/2013/NĐ-CP ngày 09 tháng 01 năm 2013 của Chính phủ về bảo vệ", 2, date(2013, 3, 1)
)
CIRCULAR = act(
    "tt_46",
    "Thông tư số 46/2014/TT-BCA ngày 16 tháng 10 năm 2014 quy định chi tiết Nghị định số 06/2013/NĐ-CP",
    3,
    date(2014, 12, 6),
)
ACTS = (OLD_LAW, NEW_LAW, OTHER_LAW, DECREE, CIRCULAR)


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Luật Doanh nghiệp ngày 26 tháng 11 năm 2014;",
        "theo LUẬT DOANH NGHIỆP năm 2014",
        "Luật Doanh nghiệp số 68/2014/QH13 ngày 26/11/2014",
        "Luật  Doanh\nnghiệp năm\u00a02014",
    ],
)
def test_a_law_is_known_by_its_name_and_year_however_it_is_written(text: str) -> None:
    assert [found.id for found, _ in cited_acts(text, ACTS).acts] == ["ld_2014"]
    assert cited_acts(text, ACTS).unknown == ()


def test_a_law_without_a_year_is_not_guessed() -> None:
    assert cited_acts("theo Luật Doanh nghiệp và Bộ luật Lao động", ACTS).acts == ()


def test_numbers_tell_decrees_and_circulars_and_are_counted() -> None:
    cited = cited_acts("Thông tư số 46/2014/TT-BCA; Nghị định số 06/2013/NĐ-CP; theo 06/2013/nđ-cp", ACTS)
    assert [(found.id, count) for found, count in cited.acts] == [("tt_46", 1), ("nd_06", 2)]
    assert cited.main is DECREE


def test_of_acts_cited_equally_often_the_highest_is_the_main_one() -> None:
    assert cited_acts("Thông tư 46/2014/TT-BCA, Luật Doanh nghiệp năm 2020", ACTS).main is NEW_LAW
    assert cited_acts("không có căn cứ", ACTS).main is None


def test_what_the_office_does_not_know_is_told_but_contracts_are_no_law() -> None:
    text = "Nghị định 96/2016/NĐ-CP, Luật Doanh nghiệp năm 2005, Hợp đồng số 12/2016/HĐ-BV, Quyết định 05/QĐ-HOASEN"
    assert set(cited_acts(text, ACTS).unknown) == {"96/2016/NĐ-CP", "Luật Doanh nghiệp năm 2005"}


def test_the_successor_is_called_alike_and_begins_the_day_after() -> None:
    assert successor(OLD_LAW, ACTS, date(2026, 1, 1)) is NEW_LAW
    assert successor(DECREE, ACTS, date(2026, 1, 1)) is None
    assert successor(OLD_LAW, (OLD_LAW, OTHER_LAW), date(2026, 1, 1)) is None
