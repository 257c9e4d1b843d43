"""Tags in parts that docxtpl never renders (D20): comments, charts, variables, bound data filled; all else told of."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.composition.failure import MissingValue
from docgen.word import compile_template
from tests.support.ooxml import ooxml_findings
from tests.support.tag_fields import TREE, sample
from tests.support.tagged_parts import (
    CHART,
    CHART_TYPE,
    DRAWING,
    SETTINGS,
    STORE,
    WORD,
    chart_run,
    with_chart,
    with_comment,
    with_settings,
    with_store,
)
from tests.support.word_building import (
    BODY,
    FILE,
    NAMESPACE,
    W,
    changed,
    compiled,
    complaints,
    docx,
    entries_of,
    p,
    part,
    profile,
    rendered,
    table,
    text_of,
    with_part,
)

# Filled ----------------------------------------------------------------------------------------------------------


def test_d20_a_comment_is_filled() -> None:
    data = with_comment("Xem lại {{ ten }}{% if co_bao_ve %}, có bảo vệ{% endif %}{# riêng #}")
    finished = rendered(data)
    assert [comment.text for comment in Document(io.BytesIO(finished)).comments] == ["Xem lại Công ty A & B, có bảo vệ"]
    assert ooxml_findings(finished) == ooxml_findings(data)


def test_d20_paragraphs_of_a_comment_may_come_and_go() -> None:
    data = with_comment(
        "Gồm:\n{%p for x in tu %}\n- {{ x }}\n{%p endfor %}\n{%p if not co_bao_ve %}\nkhông\n{%p endif %}"
    )
    finished = rendered(data)
    assert [comment.text for comment in Document(io.BytesIO(finished)).comments] == ["Gồm:\n- một\n- hai\n- ba"]
    empty = rendered(data, tu=[])
    assert [comment.text for comment in Document(io.BytesIO(empty)).comments] == ["Gồm:"]
    assert ooxml_findings(empty) == ooxml_findings(data)


def test_d20_a_mistake_in_a_comment_has_its_place() -> None:
    (found,) = complaints(with_comment("Xem {{ tenn }}"))
    assert (found.rule.code, found.span.place) == ("truong-khong-co", "đoạn 1, ghi chú bên lề")
    assert found.excerpt == "Xem {{ tenn }}"


def test_d20_titles_labels_and_series_of_a_chart_are_filled() -> None:
    data = with_chart(
        "Lao động của {{ ten }}{% if co_bao_ve %}, có bảo vệ{% endif %}",
        series="Năm {{ ngay_ky|ngay_so }}",
        names=("{{ tu[0] }}", "{% for x in tu %}{{ x }} {% endfor %}"),
    )
    finished = rendered(data)
    texts = [each.text for each in part(finished, CHART).iter(f"{{{DRAWING}/main}}t", f"{{{DRAWING}/chart}}v")]
    assert texts == ["Lao động của Công ty A & B, có bảo vệ", "Năm 05/3/2016", "một", "một hai ba ", "1", "2"]
    assert ooxml_findings(finished) == ooxml_findings(data) == []


def test_d20_a_tag_of_a_chart_that_formats_cut_is_read_across() -> None:
    finished = rendered(with_chart("Của {{ t", "en", " }} và {{ lo", "ai }}."))
    texts = [each.text for each in part(finished, CHART).iter(f"{{{DRAWING}/main}}t")]
    assert texts == ["Của Công ty A & B", None, " và KCN", "."]
    assert ooxml_findings(finished) == []


def test_d20_a_block_of_a_chart_ends_in_the_same_format() -> None:
    (found,) = complaints(with_chart("{% if co_bao_ve %}", "có{% endif %}"))[:1]
    assert (found.rule.code, found.span.place) == ("the-dat-sai-cho", "tiêu đề, biểu đồ")


def test_d20_a_chart_in_a_header_is_filled() -> None:
    data = changed(with_chart("{{ ten }}"), "word/header1.xml", lambda _: b"")
    header = f'<w:hdr xmlns:w="{NAMESPACE}">{p("x")}</w:hdr>'
    data = with_part(docx(p("x")), "word/header1.xml", header, f"{WORD}.header+xml", "header")
    chart = entries_of(with_chart("{{ ten }}"))[CHART].decode()
    data = with_part(data, CHART, chart, CHART_TYPE, "chart", "word/header1.xml")
    assert "Công ty A & B" in text_of(part(rendered(data), CHART))


def test_d20_variables_of_the_document_are_filled() -> None:
    variables = '<w:docVar w:name="Ten" w:val="«{{ ten }}»{% if co_bao_ve %} có{% endif %}"/>'
    data = with_settings(f"<w:docVars>{variables}</w:docVars>")
    finished = rendered(data, ten='A "1" & <B>')
    (found,) = part(finished, SETTINGS).iter(f"{W}docVar")
    assert found.get(f"{W}val") == '«A "1" & <B>» có'
    assert ooxml_findings(finished) == ooxml_findings(data) == []


def test_d20_a_mistake_in_a_variable_has_its_name() -> None:
    (found,) = complaints(with_settings('<w:docVars><w:docVar w:name="Ten" w:val="{{ tenn }}"/></w:docVars>'))
    assert (found.rule.code, found.span.place) == ("truong-khong-co", "biến «Ten», biến của văn bản")


def test_d20_an_empty_value_in_a_variable_names_its_place() -> None:
    data = with_settings('<w:docVars><w:docVar w:name="Ten" w:val="{{ ghi_chu }}"/></w:docVars>')
    with pytest.raises(MissingValue) as caught:
        rendered(data)
    assert caught.value.diagnostic.span.place == "biến «Ten», biến của văn bản"


def test_d20_the_data_that_a_content_control_shows_is_filled_with_it() -> None:
    data = with_store("{{ ten }}")
    finished = rendered(data)
    assert text_of(part(finished)) == text_of(part(finished, STORE)) == "Công ty A & B"
    assert ooxml_findings(finished) == ooxml_findings(data) == []


# Told of ---------------------------------------------------------------------------------------------------------


def _with_xml(name: str, content: str, kind: str, relation: str) -> bytes:
    return with_part(docx(p("x")), name, content, kind, relation)


_STYLE = f'<w:styles xmlns:w="{NAMESPACE}"><w:style w:type="paragraph" w:styleId="a"><w:name w:val="{{}}"/></w:style>'
_LIST = (
    f'<w:numbering xmlns:w="{NAMESPACE}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:lvlText w:val="{}"/></w:lvl></w:abstractNum></w:numbering>'
)
_GLOSSARY = f'<w:glossaryDocument xmlns:w="{NAMESPACE}"><w:docParts>{p("Mẩu {{ t", "en }}")}</w:docParts>'
_RUBY = "<w:ruby><w:rt><w:r><w:t>{{ ten }}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>a</w:t></w:r></w:rubyBase></w:ruby>"
_MOVED = f'<w:moveFrom w:id="1" w:author="a" w:date="2016-01-01T00:00:00Z">{p("{{ ten }}")[5:-6]}</w:moveFrom>'

_UNREAD: dict[str, tuple[bytes, str, str, str]] = {
    "a part that nothing relates to": (
        changed(docx(p("x")), "word/comments.xml", lambda _: b"<a>{{ ten }}</a>"),
        "the-khong-duoc-doc",
        "phần «word/comments.xml» của tệp",
        "{{ ten }}",
    ),
    "the name of a style": (
        _with_xml("word/styles.xml", _STYLE.format("{{ ten }}") + "</w:styles>", f"{WORD}.styles+xml", "styles"),
        "the-khong-duoc-doc",
        "các kiểu chữ (Styles)",
        "{{ ten }}",
    ),
    "the text of a list's numbers": (
        _with_xml("word/numbering.xml", _LIST.format("{{ ten }} %1."), f"{WORD}.numbering+xml", "numbering"),
        "the-khong-duoc-doc",
        "các danh sách tự đánh số",
        "{{ ten }} %1.",
    ),
    "a building block, cut by a format": (
        _with_xml(
            "word/glossary/document.xml",
            _GLOSSARY + "</w:glossaryDocument>",
            f"{WORD}.document.glossary+xml",
            "glossaryDocument",
        ),
        "the-khong-duoc-doc",
        "đoạn 1, các mẩu văn bản dựng sẵn (Building Blocks)",
        "{{ ten }}",
    ),
    "a drawing": (
        _with_xml("word/diagrams/data1.xml", "<d><t>{{ ten }}</t></d>", "application/xml", "diagramData"),
        "the-khong-duoc-doc",
        "sơ đồ SmartArt",
        "{{ ten }}",
    ),
    "data that no control shows": (with_store("{{ ten }}", bound=False), "the-khong-duoc-doc", "", "{{ ten }}"),
    "the links of a chart": (
        changed(
            with_chart("x"),
            "word/charts/_rels/chart1.xml.rels",
            lambda _: (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="a" Type="x/chartUserShapes" Target="{{ ten }}.xml"/></Relationships>'
            ),
        ),
        "the-khong-duoc-doc",
        "phần «word/charts/_rels/chart1.xml.rels» của tệp",
        "{{ ten }}.xml",
    ),
    "a setting": (
        with_settings('<w:attachedSchema w:val="{{ ten }}"/>'), "the-dat-sai-cho", "biến của văn bản", "{{ ten }}"
    ),
    "the name of a variable": (
        with_settings('<w:docVars><w:docVar w:name="{{ ten }}" w:val="x"/></w:docVars>'),
        "the-dat-sai-cho",
        "biến của văn bản",
        "{{ ten }}",
    ),
    "a figure of a chart": (with_chart("x", figure="{{ so_nguoi }}"), "the-dat-sai-cho", "biểu đồ", "{{ so_nguoi }}"),
    "the formula of a chart": (with_chart("x", formula="{{ ten }}"), "the-dat-sai-cho", "biểu đồ", "{{ ten }}"),
    "phonetic letters": (
        docx(p("x"), p("y", extra=f"<w:r>{_RUBY}</w:r>")), "the-dat-sai-cho", "đoạn 2, thân văn bản", "y"
    ),
    "text that was moved away": (
        docx(p("x"), p("y", extra=_MOVED)), "the-dat-sai-cho", "đoạn 2, thân văn bản", "y"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(_UNREAD))
def test_d20_a_tag_where_nothing_is_filled_is_told_of_with_part_and_text(name: str) -> None:
    data, code, place, text = _UNREAD[name]
    (found,) = complaints(data)
    assert (found.rule.code, found.excerpt) == (code, text)
    assert found.span.place == (place or f"phần «{STORE}» của tệp")
    assert "ten }}" in found.message or "so_nguoi }}" in found.message


@pytest.mark.parametrize("text", ["{%1}", "{%1.%2}", "{1}", "{ }", "}}", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"])
def test_d20_braces_that_are_no_tag_are_not_complained_of(text: str) -> None:
    assert complaints(_with_xml("word/numbering.xml", _LIST.format(text), f"{WORD}.numbering+xml", "numbering")) == []


def _full() -> bytes:
    """A .docx with a part of every kind."""
    note = f'<w:footnote w:id="2">{p("n")}</w:footnote>'
    control = '<w:sdt><w:sdtPr><w:alias w:val="a"/><w:id w:val="3"/></w:sdtPr><w:sdtContent><w:r><w:t>c</w:t></w:r>'
    field = (
        '<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    box = f"<w:r><w:pict><w:txbxContent>{p('h')}</w:txbxContent></w:pict></w:r>"
    data = docx(
        p("một", style="a", extra=chart_run()),
        p("hai", extra=f"{control}</w:sdtContent></w:sdt>{field}{box}"),
        table([p("ô"), p("ô")]),
        p("r", extra=f"<w:r>{_RUBY.replace('{{ ten }}', 'r')}</w:r>{_MOVED.replace('{{ ten }}', 'm')}"),
        title="t",
        header=p("h"),
        footer=p("f"),
        footnotes=note,
        styles=_STYLE.format("a").partition(">")[2],
    )
    comments = f'<w:comments xmlns:w="{NAMESPACE}"><w:comment w:id="0" w:author="a">{p("g")}</w:comment></w:comments>'
    data = with_part(data, "word/comments.xml", comments, f"{WORD}.comments+xml", "comments")
    data = with_part(data, CHART, entries_of(with_chart("t"))[CHART].decode(), CHART_TYPE, "chart")
    settings = entries_of(with_settings('<w:docVars><w:docVar w:name="a" w:val="b"/></w:docVars>'))[SETTINGS].decode()
    data = with_part(data, SETTINGS, settings, f"{WORD}.settings+xml", "settings")
    data = with_part(data, "word/numbering.xml", _LIST.format("%1."), f"{WORD}.numbering+xml", "numbering")
    return with_part(data, STORE, "<a><b c='d'>e</b></a>", "application/xml", "customXml")


def _spots(data: bytes) -> Iterator[tuple[str, int, str | None]]:
    for name, content in entries_of(data).items():
        root = etree.fromstring(content)
        for number, element in enumerate(root.iter(etree.Element)):
            yield name, number, None
            for attribute in element.attrib:
                yield name, number, str(attribute)


_SPOTS = list(_spots(_full()))


def _put(data: bytes, spot: tuple[str, int, str | None], tag: str) -> bytes:
    name, number, attribute = spot

    def change(content: bytes) -> bytes:
        root = etree.fromstring(content)
        element = list(root.iter(etree.Element))[number]
        if attribute is None:
            element.text = (element.text or "") + tag
        else:
            element.set(attribute, str(element.get(attribute)) + tag)
        return etree.tostring(root)

    return changed(data, name, change)


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(_SPOTS), st.sampled_from(["{{ ten }}", "{% if ten %}", "{# x #}"]))
def test_d20_a_tag_anywhere_in_the_file_is_filled_or_told_of(spot: tuple[str, int, str | None], tag: str) -> None:
    template, found = compile_template(_put(_full(), spot, tag), FILE, TREE)
    if template is None or found:
        assert found
        return
    finished = entries_of(template.render(sample(), profile()))
    assert tag.encode() not in b"".join(finished.values())


def test_d20_the_file_of_that_law_is_a_good_one() -> None:
    assert compiled(_full())
    assert len({name for name, _, _ in _SPOTS}) > 10
    assert BODY in {name for name, _, _ in _SPOTS}
