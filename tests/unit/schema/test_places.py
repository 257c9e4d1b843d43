from __future__ import annotations

from docgen.schema import Places, compose

TEXT = """ma: khlt
Người ký:
  - Họ tên: Nguyễn Văn A
    tu: 01/01/2016
  - ho_ten: Trần Văn B
tom_tat: {so: 1}
"""


def places() -> Places:
    node, complaints = compose(TEXT, "a.yaml")
    assert node is not None
    assert complaints == []
    return Places(node)


def at(*path: str | int) -> tuple[int, int, int]:
    span = places().span(*path)
    return span.line, span.column, span.length


def test_a_value_is_found_by_keys_and_positions() -> None:
    assert at("nguoi_ky", 0, "tu") == (4, 9, 10)
    assert at("nguoi_ky", 1, "ho_ten") == (5, 13, 10)
    assert at("tom_tat", "so") == (6, 15, 1)


def test_a_group_or_list_is_shown_at_the_key_that_opens_it() -> None:
    assert at("nguoi_ky") == (2, 1, 8)
    assert at("tom_tat") == (6, 1, 7)


def test_an_item_is_shown_at_its_first_key() -> None:
    assert at("nguoi_ky", 1) == (5, 5, 6)


def test_what_is_not_written_is_shown_at_its_nearest_parent() -> None:
    assert at("nguoi_ky", 1, "tu") == at("nguoi_ky", 1)
    assert at("nguoi_ky", 7) == at("nguoi_ky")
    assert at("nguoi_ky", "tu") == at("nguoi_ky")
    assert at("khong_co", "gi") == at() == (1, 1, 2)


def test_the_key_itself_can_be_asked_for() -> None:
    span = places().key_span("nguoi_ky", 0, "tu")
    assert (span.line, span.column, span.length) == (4, 5, 2)
    assert places().key_span("nguoi_ky", 0).line == 3


def test_the_text_as_written_can_be_asked_for() -> None:
    assert places().text("nguoi_ky", 0, "tu") == "01/01/2016"
    assert places().text("nguoi_ky") is None
    assert places().text("khong_co") is None
