"""The language is docxtpl's: wherever docxtpl is right, ours says the same, text and format, paragraph by paragraph."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests.support.docxtpl_peer import docxtpl_renders, seen
from tests.support.ooxml import ooxml_findings, structure_findings
from tests.support.tag_fields import sample
from tests.support.tagged_documents import fields, templates
from tests.support.word_building import compiled, complaints, docx, p, profile, table


@given(templates(), fields)
@settings(deadline=None, max_examples=100)
def test_random_templates_filled_with_random_fields_read_as_docxtpl_fills_them(
    data: bytes, values: dict[str, Any]
) -> None:
    assert [(item.rule.code, item.message) for item in complaints(data)] == []
    ours = compiled(data).render(values, profile())
    assert seen(ours) == seen(docxtpl_renders(data, values))
    assert structure_findings(ours) == []


_BOLD = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'

_BY_HAND: dict[str, bytes] = {
    "value": docx(p("Kính gửi {{ ten }}, {{so_nguoi}} người")),
    "value in a header and a footer": docx(p("x"), header=p("{{ ten }}"), footer=p("{{ loai }}")),
    "value cut into runs": docx(p("a {", "{ t", "en", " }", "} b")),
    "value over many formats keeps the first": docx(p("a ", extra=_BOLD.format("{{ te") + _BOLD.format("n }}"))),
    "item of a list and member of a group": docx(p("{{ tu[0] }} {{ nhom.ten }} {{ nhom['ten'] }}")),
    "conditional value": docx(p("{{ ten if co_bao_ve else loai }}")),
    "if elif else inside a paragraph": docx(
        p("a{% if so_nguoi &gt; 5000 %}b{% elif co_bao_ve %}c{% else %}d{% endif %}e")
    ),
    "for inside a paragraph": docx(
        p("{% for x in tu %}{{ loop.index }}. {{ x }}{% if not loop.last %}; {% endif %}{% endfor %}")
    ),
    "for with else": docx(p("{% for x in tu if x == 'khác' %}{{ x }}{% else %}không{% endfor %}")),
    "r level": docx(
        p("a {%r if co_bao_ve %}", extra=_BOLD.format("đậm ") + _BOLD.format("{%r endif %}") + _BOLD.format("b"))
    ),
    "p level if elif else": docx(
        p("{%p if not co_bao_ve %}"),
        p("1"),
        p("{%p elif loai == 'KCN' %}"),
        p("2", style="Than"),
        p("{%p else %}"),
        p("3"),
        p("{%p endif %}"),
    ),
    "p level loops inside each other": docx(
        p("{%p for c in chot %}"),
        p("{{ c.ten }}"),
        p("{%p for x in c.ca %}"),
        p("- {{ x }}"),
        p("{%p endfor %}"),
        p("{%p endfor %}"),
    ),
    "p level around a table": docx(p("{%p if co_bao_ve %}"), table([p("{{ ten }}")]), p("{%p endif %}"), p("x")),
    "tr level": docx(
        table(
            [p("TT"), p("Tên")],
            [p("{%tr for c in chot %}"), p("")],
            [p("{{ loop.index }}"), p("{{ c.ten }}")],
            [p("{%tr endfor %}"), p("")],
        )
    ),
    "tr level if else": docx(
        table([p("a")], [p("{%tr if not co_bao_ve %}")], [p("b")], [p("{%tr else %}")], [p("c")], [p("{%tr endif %}")])
    ),
    "tc level": docx(table([p("a"), p("{%tc for x in tu %}"), p("{{ x }}"), p("{%tc endfor %}")])),
    "tc level if": docx(table([p("a"), p("{%tc if co_bao_ve %}"), p("b"), p("{%tc endif %}")])),
    "p level in a cell": docx(table([p("{%p for x in tu %}") + p("{{ x }}") + p("{%p endfor %}") + p("cuối")])),
    "nested table in a row loop": docx(
        table([p("{%tr for c in chot %}")], [table([p("{{ c.ten }}")]) + p("")], [p("{%tr endfor %}")], [p("hết")])
    ),
    "remarks of each level": docx(
        p("a{# riêng #}b"), p("{#p đoạn #}"), table([p("{#tr hàng #}")], [p("c"), p("{#tc ô #}")], [p("d"), p("e")])
    ),
    "curly quotes": docx(p("{% if loai == “KCN” %}có{% endif %}{% if loai == ‘KCN’ %}có{% endif %}")),
    "comparison and logic": docx(
        p("{% if so_nguoi &gt;= 2 and (co_bao_ve or not tu) and loai in ['KCN'] %}có{% endif %}")
    ),
}


@pytest.mark.parametrize("name", list(_BY_HAND))
def test_each_tag_reads_as_docxtpl_fills_it(name: str) -> None:
    ours = compiled(_BY_HAND[name]).render(sample(), profile())
    assert seen(ours) == seen(docxtpl_renders(_BY_HAND[name], sample()))
    assert structure_findings(ours) == []


@pytest.mark.parametrize("name", list(_BY_HAND))
def test_each_tag_leaves_a_file_that_word_opens(name: str) -> None:
    ours = compiled(_BY_HAND[name]).render(sample(), profile())
    assert ooxml_findings(ours) == []


def test_a_note_reads_as_docxtpl_fills_it() -> None:
    note = f'<w:footnote w:id="2">{p("Chú thích {{ ten }}{% if co_bao_ve %} có{% endif %}")}</w:footnote>'
    data = docx(p("x"), footnotes=note)
    assert seen(compiled(data).render(sample(), profile())) == seen(docxtpl_renders(data, sample()))
