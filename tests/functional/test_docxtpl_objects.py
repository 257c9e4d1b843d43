"""docxtpl's joining signs, cell tags and own objects: as docxtpl fills them where it is right, else whole."""

from __future__ import annotations

import pytest

from tests.support.docxtpl_peer import docxtpl_renders, seen
from tests.support.ooxml import ooxml_findings, structure_findings
from tests.support.tag_fields import sample
from tests.support.word_building import (
    compiled,
    docx,
    lines,
    p,
    profile,
    rendered,
    table,
)

_BY_HAND: dict[str, bytes] = {
    "a statement tag joins the next paragraph": docx(p("a {% if co_bao_ve -%}"), p("b"), p("{%- endif %}"), p("c")),
    "a statement tag joins the paragraph before": docx(p("a"), p("{%- if co_bao_ve %} b{% endif %}"), p("c")),
    "joining in a loop": docx(p("Gồm: {% for x in tu -%}"), p("{{ x }}, "), p("{%- endfor %}"), p("hết")),
    "colspan": docx(table([p("{% colspan so_nguoi %}{{ ten }}"), p("x")], [p("a"), p("b")])),
    "cellbg": docx(table([p("{% cellbg loai %}{{ ten }}"), p("x")])),
    "vm": docx(
        table(
            [p("đầu"), p("đầu")],
            [p("{%tr for c in chot %}"), p("")],
            [p("{% vm %}{{ ten }}"), p("{{ c.ten }}")],
            [p("{%tr endfor %}"), p("")],
        )
    ),
    "hm": docx(
        table(
            [p("a"), p("{%tc for x in tu %}"), p("{% hm %}Chung"), p("{%tc endfor %}")],
            [p("b"), p("{%tc for x in tu %}"), p("{{ x }}"), p("{%tc endfor %}")],
        )
    ),
}
_SPECIAL = {"colspan": {"so_nguoi": 2}, "cellbg": {"loai": "FFCC00"}}


@pytest.mark.parametrize("name", list(_BY_HAND))
def test_joining_signs_and_cell_tags_read_as_docxtpl_fills_them(name: str) -> None:
    values = sample(**_SPECIAL.get(name, {}))
    ours = compiled(_BY_HAND[name]).render(values, profile())
    assert seen(ours) == seen(docxtpl_renders(_BY_HAND[name], values))
    assert structure_findings(ours) == []


@pytest.mark.parametrize("name", list(_BY_HAND))
def test_joining_signs_and_cell_tags_leave_a_file_that_word_opens(name: str) -> None:
    assert ooxml_findings(compiled(_BY_HAND[name]).render(sample(**_SPECIAL.get(name, {})), profile())) == []


def test_d13_a_plain_value_in_an_r_tag_is_printed() -> None:
    finished = rendered(docx(p("a {{r ten }} b")))
    assert lines(finished) == ["a Công ty A & B b"]
    assert ooxml_findings(finished) == []
