"""Every kind of tag in every place: the same as in the body, and as docxtpl fills it where it fills that place."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from lxml import etree
from PIL import Image

from docgen.composition.failure import TagFailure
from tests.support.docxtpl_peer import blocks_of, docxtpl_renders
from tests.support.ooxml import ooxml_findings
from tests.support.slot_places import SLOTS, in_every_slot, said_in_slots
from tests.support.tag_fields import sample
from tests.support.word_building import (
    NAMESPACE,
    W,
    compiled,
    complaints,
    docx,
    p,
    part,
    profile,
    rendered,
    table,
    text_of,
    with_part,
)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OLD_SHAPE = "urn:schemas-microsoft-com:vml"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def _bold(text: str) -> str:
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


KINDS: dict[str, list[str]] = {
    "value": [p("a {{ ten }} b")],
    "value with a filter": [p("{{ ngay_ky|ngay }}, {{ so_nguoi|so }}")],
    "value of a list, of a group": [p("{{ tu[0] }} {{ nhom.ten }}")],
    "conditional value": [p("{{ ten if co_bao_ve else loai }}")],
    "value cut by formats": [p("a {{ t", extra=_bold("en }} b"))],
    "value with r": [p("{{r ten }}")],
    "value with p": [p("{{p ten }}")],
    "if": [p("a{% if not co_bao_ve %}b{% elif loai == 'KCN' %}c{% else %}d{% endif %}e")],
    "for": [p("{% for x in tu %}{{ loop.index }}. {{ x }}; {% endfor %}")],
    "remark": [p("a{# riêng #}b")],
    "r": [p("a {%r if co_bao_ve %}", extra=_bold("b {%r endif %}"))],
    "p if": [p("{%p if not co_bao_ve %}"), p("a"), p("{%p else %}"), p("b"), p("{%p endif %}")],
    "p for": [p("{%p for c in chot %}"), p("{{ c.ten }}"), p("{%p endfor %}")],
    "p remark": [p("{#p riêng #}")],
    "p around a table": [p("{%p if co_bao_ve %}"), table([p("{{ ten }}")]), p("{%p endif %}")],
    "join the next": [p("a {% if co_bao_ve -%}"), p("b"), p("{%- endif %}"), p("c")],
    "join the one before": [p("a"), p("{%- if co_bao_ve %} b{% endif %}"), p("c")],
    "tr for": [table([p("{%tr for c in chot %}")], [p("{{ c.ten }}")], [p("{%tr endfor %}")])],
    "tr if": [table([p("a")], [p("{%tr if co_bao_ve %}")], [p("b")], [p("{%tr endif %}")])],
    "tr remark": [table([p("a")], [p("{#tr riêng #}")])],
    "tc for": [table([p("a"), p("{%tc for x in tu %}"), p("{{ x }}"), p("{%tc endfor %}")])],
    "tc if": [table([p("a"), p("{%tc if co_bao_ve %}"), p("b"), p("{%tc endif %}")])],
    "tc remark": [table([p("a"), p("{#tc riêng #}")], [p("b"), p("c")])],
    "colspan": [table([p("{% colspan 2 %}{{ ten }}")], [p("a"), p("b")])],
    "cellbg": [table([p('{% cellbg "FFCC00" %}{{ ten }}'), p("a")])],
    "vm": [table([p("{%tr for x in tu %}"), p("")], [p("{% vm %}a"), p("{{ x }}")], [p("{%tr endfor %}"), p("")])],
    "hm": [
        table(
            [p("{%tc for x in tu %}"), p("{% hm %}a"), p("{%tc endfor %}")],
            [p("{%tc for x in tu %}"), p("{{ x }}"), p("{%tc endfor %}")],
        )
    ],
}
DOCXTPL_IS_WRONG = {
    "value with r": "puts the text outside a run and loses it",
    "value with p": "puts the text outside a paragraph and loses it",
    "value cut by formats": "takes the second format from the text that follows the tag",
}


def _box(inside: str) -> str:
    """Two text boxes: of the old drawings and of the new."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    old = f'<w:r><w:pict><v:shape xmlns:v="{_OLD_SHAPE}"><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>'
    shape = (
        f'<wps:wsp xmlns:wps="{_SHAPE}"><wps:cNvSpPr/><wps:spPr/><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>'
    )
    graphic = f'<a:graphic xmlns:a="{_DRAWING}"><a:graphicData uri="{_SHAPE}">{shape}</a:graphicData></a:graphic>'
    inline = f'<wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="5" name="a"/>{graphic}</wp:inline>'
    marks = "".join(f"<w:r><w:{mark}Reference w:id='2'/></w:r>" for mark in ("footnote", "endnote"))
    remark = '<w:r><w:commentReference w:id="0"/></w:r>'
    return p("hộp") + p("", extra=f"{old}<w:r><w:drawing>{inline}</w:drawing></w:r>{marks}{remark}")


def everywhere(blocks: list[str]) -> bytes:
    """A .docx with these blocks in every place that holds paragraphs."""
    inside = "".join([*blocks, p("hết")])
    control = f'<w:sdt><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'
    notes = {kind: f'<w:{kind} w:id="2">{inside}</w:{kind}>' for kind in ("footnote", "endnote")}
    remark = f'<w:comment w:id="0" w:author="a">{inside}</w:comment>'
    data = docx(
        inside, _box(inside), control, table([inside]), header=inside, footer=inside, footnotes=notes["footnote"]
    )
    for kind, found in (("endnotes", notes["endnote"]), ("comments", remark)):
        xml = f'<w:{kind} xmlns:w="{NAMESPACE}">{found}</w:{kind}>'
        data = with_part(data, f"word/{kind}.xml", xml, f"{_WORD}.{kind}+xml", kind)
    return data


def _body(root: etree._Element) -> list[Any]:
    """Return the blocks of the body's own place: those before the paragraph that carries the text boxes."""
    body = root.find(f"{W}body")
    assert body is not None
    found = blocks_of(body)
    return found[: found.index(("", [("", "hộp")]))]


def _inside(path: str, number: int = 0) -> Callable[[etree._Element], list[Any]]:
    return lambda root: blocks_of(root.findall(path)[number])


_BODY = "word/document.xml"
PLACES: dict[str, tuple[str, Callable[[etree._Element], list[Any]]]] = {
    "body": (_BODY, _body),
    "text box of an old drawing": (_BODY, _inside(f".//{W}pict//{W}txbxContent")),
    "text box of a new drawing": (_BODY, _inside(f".//{W}drawing//{W}txbxContent")),
    "content control": (_BODY, _inside(f".//{W}sdtContent")),
    "cell": (_BODY, _inside(f"{W}body/{W}tbl/{W}tr/{W}tc", -1)),
    "header": ("word/header1.xml", blocks_of),
    "footer": ("word/footer1.xml", blocks_of),
    "footnote": ("word/footnotes.xml", _inside(f"{W}footnote")),
    "endnote": ("word/endnotes.xml", _inside(f"{W}endnote")),
    "comment": ("word/comments.xml", _inside(f"{W}comment")),
}
PASSED_OVER_BY_DOCXTPL = ("endnote", "comment")


def seen_in(data: bytes) -> dict[str, list[Any]]:
    """Return text and format of each place."""
    return {name: find(part(data, entry)) for name, (entry, find) in PLACES.items()}


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_of_tag_says_the_same_in_every_place_and_what_docxtpl_says(kind: str) -> None:
    data = everywhere(KINDS[kind])
    finished = compiled(data).render(sample(), profile())
    ours = seen_in(finished)
    assert dict.fromkeys(PLACES, ours["body"]) == ours
    assert not any(opening in str(ours) for opening in ("{{", "{%", "{#"))
    assert ooxml_findings(finished) == []
    if kind not in DOCXTPL_IS_WRONG:
        theirs = seen_in(docxtpl_renders(data, sample()))
        assert {name: theirs[name] for name in ours if name not in PASSED_OVER_BY_DOCXTPL} == {
            name: blocks for name, blocks in ours.items() if name not in PASSED_OVER_BY_DOCXTPL
        }


def _picture() -> InlineImage:
    stream = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(stream, "PNG")
    return InlineImage(None, stream, width=Mm(30))


def _sub_document() -> Any:
    sub_document = DocxTemplate(io.BytesIO(docx(p("x")))).new_subdoc()
    sub_document.add_paragraph("bên trong").add_run(" đậm").bold = True
    sub_document.add_table(1, 2).cell(0, 0).text = "ô"
    return sub_document


_RICH = [("b", "đậm & <b>"), ("color val=FF0000", " đỏ")]
OBJECTS: dict[str, tuple[str, Callable[[], Any], list[Any]]] = {
    "RichText with r": ("a {{r ten }}", lambda: _rich(), [("", [("", "a "), *_RICH])]),
    "RichText": ("a {{ ten }}", lambda: _rich(), [("", [("", "a "), *_RICH])]),
    "Listing": ("a {{ ten }}", lambda: Listing("b\nc\ad"), [("", [("", "a b\nc")]), ("", [("", "d")])]),
    "RichTextParagraph": ("{{p ten }}", lambda: RichTextParagraph(_rich()), [("", _RICH)]),
    "InlineImage": ("a {{ ten }}", _picture, [("", [("", "a [hình 1080000x540000]")])]),
    "sub-document": (
        "{{p ten }}",
        _sub_document,
        [("", [("", "bên trong"), ("b", " đậm")]), ("table", [[({}, [("", [("", "ô")])]), ({}, [("", [])])]])],
    ),
}


def _rich() -> RichText:
    rich = RichText("đậm & <b>", bold=True)
    rich.add(" đỏ", color="FF0000")
    return rich


@pytest.mark.parametrize("name", list(OBJECTS))
def test_each_object_of_docxtpl_says_the_same_in_every_place(name: str) -> None:
    tag, value, wanted = OBJECTS[name]
    data = everywhere([p(tag)])
    finished = compiled(data).render(sample(ten=value()), profile())
    assert seen_in(finished) == {place: [*wanted, ("", [("", "hết")])] for place in PLACES}
    assert ooxml_findings(finished) == []


_INLINE = {
    "value": "a {{ ten }} b",
    "value with a filter": "{{ ngay_ky|ngay }}, {{ so_nguoi|so }}",
    "value of a list, of a group": "{{ tu[0] }} {{ nhom.ten }}",
    "conditional value": '{{ ten if co_bao_ve else "không" }}',
    "if": "a{% if not co_bao_ve %}b{% elif loai == 'KCN' %}c{% else %}d{% endif %}e",
    "for": "{% for x in tu %}{{ loop.index }}. {{ x }}; {% endfor %}",
}
_ALSO_IN_PARAGRAPHS = {
    "remark": "a{# riêng #}b",
    "value with r": "a {{r ten }}",
    "r": "a {%r if co_bao_ve %}b{%r endif %}",
}


@pytest.mark.parametrize("kind", list(_INLINE))
def test_each_tag_of_a_text_by_itself_says_what_it_says_in_the_body(kind: str) -> None:
    text = _INLINE[kind]
    wanted = text_of(part(rendered(docx(p(text)))))
    finished = rendered(in_every_slot(text))
    assert said_in_slots(finished) == dict.fromkeys(SLOTS, wanted)
    assert ooxml_findings(finished) == ooxml_findings(in_every_slot(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "{# riêng #}",
        "{{r ten }}",
        "{{p ten }}",
        "{%p if ten %}a{%p endif %}",
        "{%tr for x in tu %}a{%tr endfor %}",
        "{%tc if ten %}a{%tc endif %}",
        "{%r if ten %}a{%r endif %}",
        "{% colspan 2 %}",
        '{% cellbg "FFCC00" %}',
        "{% vm %}",
        "{% hm %}",
        "a {% if ten -%}b{%- endif %}",
        "{{ dieu() }}",
        "{{ tenn }}",
        "{% if ten %}a",
        "a {{ ten",
    ],
)
def test_what_no_text_by_itself_may_have_is_refused_in_each(text: str) -> None:
    found = [item for item in complaints(in_every_slot(text)) if item.is_error]
    assert {item.span.place for item in found} == set(SLOTS.values())


@pytest.mark.parametrize("value", [RichText("a"), Listing("a"), RichTextParagraph("a")])
@pytest.mark.parametrize("place", list(SLOTS))
def test_no_object_goes_into_a_text_by_itself(value: Any, place: str) -> None:
    with pytest.raises(TagFailure) as caught:
        rendered(in_every_slot("{{ ten }}", place), ten=value)
    assert caught.value.diagnostic.span.place == SLOTS[place]


_TRACKED = 'w:id="1" w:author="a" w:date="2016-01-01T00:00:00Z"'
_AROUND = {
    "content control": ('<w:sdt><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent>', "</w:sdtContent></w:sdt>"),
    "link": ('<w:hyperlink w:anchor="a">', "</w:hyperlink>"),
    "tracked insertion": (f"<w:ins {_TRACKED}>", "</w:ins>"),
    "field": ('<w:fldSimple w:instr="QUOTE">', "</w:fldSimple>"),
}


@pytest.mark.parametrize("around", list(_AROUND))
@pytest.mark.parametrize("kind", [*_INLINE, *_ALSO_IN_PARAGRAPHS])
def test_each_tag_of_a_text_says_the_same_within_a_control_link_or_field(around: str, kind: str) -> None:
    opening, closing = _AROUND[around]
    text = {**_INLINE, **_ALSO_IN_PARAGRAPHS}[kind]
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    mark = '<w:bookmarkStart w:id="3" w:name="a"/><w:bookmarkEnd w:id="3"/>'
    finished = rendered(docx(f"<w:p>{mark}{opening}{run}{closing}</w:p>"))
    assert text_of(part(finished)) == text_of(part(rendered(docx(p(text)))))
    assert ooxml_findings(finished) == []


_HOSTILE = "A & B a<b </w:t> {{ 7*7 }} {_{ \"'"


@pytest.mark.parametrize(
    "kind", ["value", "value with r", "value with p", "p around a table", "vm", "value cut by formats"]
)
def test_d01_and_d07_a_value_is_text_in_every_place(kind: str) -> None:
    finished = rendered(everywhere(KINDS[kind]), ten=_HOSTILE, tu=[_HOSTILE])
    ours = seen_in(finished)
    assert dict.fromkeys(PLACES, ours["body"]) == ours
    assert _HOSTILE in text_of(part(finished))
    assert ooxml_findings(finished) == []


def test_d01_and_d03_a_value_is_text_in_every_text_by_itself() -> None:
    finished = rendered(in_every_slot("«{{ ten }}»"), ten=_HOSTILE)
    assert said_in_slots(finished) == dict.fromkeys(SLOTS, f"«{_HOSTILE}»")
