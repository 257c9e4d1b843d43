"""The list of filters shows each of them at work, as tags compute it."""

from __future__ import annotations

from docgen.composition.filters import FILTERS
from docgen.composition.filters_shown import shown_filters


def test_every_filter_is_shown_with_what_its_tag_prints() -> None:
    shown = {item.name: item for item in shown_filters()}
    assert list(shown) == list(FILTERS)
    assert (shown["ngay"].value, shown["ngay"].prints) == ("05/3/2026", "ngày 05 tháng 3 năm 2026")
    assert shown["so"].prints == "1.234.567,5"
    assert shown["noi_va"].tag == "{{ ten_truong|noi_va }}"
    assert shown["noi_va"].prints == "công an, công đoàn và doanh nghiệp"
    assert shown["ong_ba"].prints == "Ông Nguyễn Văn An"
    assert shown["ngay"].takes == ("ngày",)


def test_only_what_demands_a_value_refuses_its_example() -> None:
    refused = [item for item in shown_filters() if item.refuses]
    assert [item.name for item in refused] == ["bat_buoc"]
    assert refused[0].prints.startswith("Hãy ghi tên người phụ trách bảo vệ (thẻ ")
    assert refused[0].value == "(để trống)"
