"""What the tags of cells write: whole numbers of columns, colours of six digits, or a complaint."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from docgen.composition.filters import Empty, Unfit
from docgen.word.cells import write_colour, write_span
from docgen.word.rich_text import in_schema_order
from tests.support.word_building import NAMESPACE, W


@pytest.mark.parametrize(("value", "written"), [(1, b"1"), ("63", b"63"), (" 2 ", b"2")])
def test_a_span_is_a_whole_number(value: Any, written: bytes) -> None:
    assert write_span(value) == written


@pytest.mark.parametrize("value", [0, 64, -1, "x", "", 1.5, True, "٣"])
def test_a_span_that_no_table_has_is_unfit(value: Any) -> None:
    with pytest.raises(Unfit):
        write_span(value)


@pytest.mark.parametrize(("value", "written"), [("ffCC00", b"ffCC00"), ("#FFCC00", b"FFCC00"), ("auto", b"auto")])
def test_a_colour_is_six_digits(value: str, written: bytes) -> None:
    assert write_colour(value) == written


@pytest.mark.parametrize("value", ["", "đỏ", "FFF", 'FFCC00"', "#auto0"])
def test_another_colour_is_unfit(value: str) -> None:
    with pytest.raises(Unfit):
        write_colour(value)


def test_an_empty_value_is_empty_not_unfit() -> None:
    for write in (write_span, write_colour):
        with pytest.raises(Empty):
            write(None)


def test_properties_of_a_run_are_sorted_and_of_two_alike_the_last_counts() -> None:
    inside = '<w:lang w:val="vi"/><w:sz w:val="1"/><w:b/><w:sz w:val="2"/><w:rStyle w:val="a"/>'
    properties = etree.fromstring(f'<w:rPr xmlns:w="{NAMESPACE}">{inside}</w:rPr>')
    in_schema_order(properties)
    assert [child.tag.removeprefix(W) for child in properties] == ["rStyle", "b", "sz", "lang"]
    assert properties[2].get(f"{W}val") == "2"
