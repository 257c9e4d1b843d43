"""Numbered lists of Word in loops: each record's list begins anew, a list of records counts through."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document

from tests.support.ooxml import ooxml_findings
from tests.support.tag_fields import sample
from tests.support.word_building import W, compiled, part, profile

_NUMBERED = "List Number"


def _filled(*paragraphs: tuple[str, str], direct: bool = False, **changes: Any) -> bytes:
    """Fill a document of python-docx's template, paragraphs by text and style; ``direct`` writes numbers on them."""
    document = Document()
    for text, style in paragraphs:
        paragraph = document.add_paragraph(text, style=style or None)
        if style == _NUMBERED and direct:
            properties: Any = paragraph._p.get_or_add_pPr()
            numbered = properties.get_or_add_numPr()
            numbered.get_or_add_ilvl().val = 0
            numbered.get_or_add_numId().val = 2
    stream = io.BytesIO()
    document.save(stream)
    return compiled(stream.getvalue()).render(sample(**changes), profile())


def _lists(data: bytes) -> list[str]:
    """Return the list numbers of the numbered paragraphs in order, "" where only the style has one."""
    found = []
    for paragraph in part(data).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") == "ListNumber":
            number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
            found.append("" if number is None else number.get(f"{W}val", ""))
    return found


_OPEN, _CLOSE = ("{%p for c in chot %}", ""), ("{%p endfor %}", "")


@pytest.mark.parametrize("direct", [False, True])
def test_d11_the_list_of_each_record_begins_anew(direct: bool) -> None:
    data = _filled(_OPEN, ("{{ c.ten }}", ""), ("một", _NUMBERED), ("hai", _NUMBERED), _CLOSE, direct=direct)
    first, second, third, fourth = _lists(data)
    assert first == second
    assert third == fourth != first
    lists = part(data, "word/numbering.xml")
    added = next(each for each in lists.iter(f"{W}num") if each.get(f"{W}numId") == third)
    assert added.find(f"{W}lvlOverride/{W}startOverride") is not None
    assert ooxml_findings(data) == []


def test_a_loop_in_each_record_begins_anew_with_the_record() -> None:
    inner = ("{%p for x in c.ca %}", ""), ("{{ x }}", _NUMBERED), ("{%p endfor %}", "")
    data = _filled(_OPEN, ("{{ c.ten }}", ""), *inner, _CLOSE)
    first, second, third = _lists(data)
    assert first == second != third


@pytest.mark.parametrize(
    "paragraphs",
    [
        [_OPEN, ("{{ c.ten }}", _NUMBERED), _CLOSE],
        [_OPEN, ("{{ c.ten }}", _NUMBERED), ("chi tiết", ""), _CLOSE],
        [_OPEN, ("{{ c.ten }}", _NUMBERED), ("{{ c.so_nguoi }}", _NUMBERED), _CLOSE],
        [_OPEN, ("chốt", ""), ("{{ c.ten }}", _NUMBERED), _CLOSE],
        [("mở đầu", _NUMBERED), _OPEN, ("chốt", ""), ("a", _NUMBERED), ("b", _NUMBERED), _CLOSE],
    ],
)
def test_a_list_whose_items_are_the_records_or_that_began_before_counts_through(
    paragraphs: list[tuple[str, str]],
) -> None:
    data = _filled(*paragraphs)
    assert set(_lists(data)) == {""}


def test_what_follows_the_loop_goes_on_with_the_last_list() -> None:
    data = _filled(_OPEN, ("{{ c.ten }}", ""), ("a", _NUMBERED), ("b", _NUMBERED), _CLOSE, ("sau", _NUMBERED))
    numbers = _lists(data)
    assert numbers[-1] == numbers[-2] != numbers[0]


def test_the_same_fields_give_the_same_bytes_with_lists() -> None:
    paragraphs = (_OPEN, ("{{ c.ten }}", ""), ("a", _NUMBERED), ("b", _NUMBERED), _CLOSE)
    assert _filled(*paragraphs) == _filled(*paragraphs)
