"""A template comes back with its mistakes as Word comments on the exact characters, otherwise as it was."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.diagnostics import Diagnostic, Rule, Severity, Span
from docgen.word.annotate import AUTHOR, MOST_COMMENTS, annotate
from tests.support.ooxml import ooxml_findings
from tests.support.tagged_parts import with_chart, with_settings
from tests.support.word_building import (
    BODY,
    FILE,
    NAMESPACE,
    SECTION,
    W,
    changed,
    complaints,
    docx,
    entries_of,
    lines,
    p,
    part,
    table,
    text_of,
    with_part,
)

WRONG = Rule("vi-du-gop-y", Severity.ERROR, "Ví dụ")
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def annotated(data: bytes) -> bytes:
    copy = annotate(data, complaints(data))
    assert copy is not None
    return copy


def covered(copy: bytes) -> list[tuple[str, str]]:
    """Return the text that each comment covers with the text of the comment, in the order of their numbers."""
    body, comments = part(copy), part(copy, "word/gop_y.xml")
    found = []
    for comment in comments:
        number = comment.get(f"{W}id")
        inside, text = False, ""
        for element in body.iter():
            if element.tag == f"{W}commentRangeStart" and element.get(f"{W}id") == number:
                inside = True
            elif element.tag == f"{W}commentRangeEnd" and element.get(f"{W}id") == number:
                inside = False
            elif inside and element.tag == f"{W}t":
                text += element.text or ""
        assert [mark.get(f"{W}id") for mark in body.iter(f"{W}commentReference")].count(number) == 1
        found.append((text, text_of(comment)))
    return found


@pytest.mark.parametrize(
    ("blocks", "texts"),
    [
        ([p("Kính gửi {{ tenn }} và {{ ghi }} cùng")], ["{{ tenn }}", "{{ ghi }}"]),
        ([p("Kính gửi {{ t", "en", "n }} cùng")], ["{{ tenn }}"]),
        ([p("{{ tenn }}")], ["{{ tenn }}"]),
        ([p("a", "{{ tenn }}", "b")], ["{{ tenn }}"]),
        ([p("trước {{ ten")], ["{{"]),
        ([p("ten }} sau")], ["}}"]),
        ([table([p("x {{ tenn|ngay }}"), p("y")])], ["{{ tenn|ngay }}"]),
        ([p("{{ ten|ngay }}{{ ten|so }}")], ["{{ ten|ngay }}", "{{ ten|so }}"]),
        ([p("a {%p if ten %}"), p("{%p endif %}")], ["{%p if ten %}"]),
        (["<w:p><w:r><w:t>a</w:t><w:tab/><w:t>{{ tenn }}</w:t><w:br/><w:t>b</w:t></w:r></w:p>"], ["{{ tenn }}"]),
        (['<w:p><w:hyperlink w:anchor="a"><w:r><w:t>a{{ tenn }}</w:t></w:r></w:hyperlink></w:p>'], ["a{{ tenn }}"]),
    ],
)
def test_a_comment_covers_the_tag_and_nothing_else(blocks: list[str], texts: list[str]) -> None:
    data = docx(*blocks)
    copy = annotated(data)
    assert [text for text, _ in covered(copy)] == texts
    assert lines(copy) == lines(data)
    assert ooxml_findings(copy) == ooxml_findings(data)


def test_a_comment_says_what_is_wrong_and_what_to_do() -> None:
    ((_, said),) = covered(annotated(docx(p("{{ tenn }}"))))
    assert said == "Lỗi: Không có trường «tenn»Có phải «ten» không?"


def test_formatting_stays_on_both_sides_of_a_cut() -> None:
    run = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">a {{ tenn }} b</w:t></w:r>'
    runs = part(annotated(docx(f"<w:p>{run}</w:p>"))).findall(f".//{W}r")
    assert [(text_of(each), each.find(f"{W}rPr/{W}b") is not None) for each in runs if text_of(each)] == [
        ("a ", True),
        ("{{ tenn }}", True),
        (" b", True),
    ]


def said_at(copy: bytes) -> set[tuple[str, str]]:
    """Return the number of the body's paragraph that each comment stands in, with the lines of the comment."""
    body, comments = part(copy), part(copy, COMMENTS if COMMENTS in entries_of(copy) else "word/gop_y.xml")
    found = set()
    for comment in comments:
        if comment.get(f"{W}author") != AUTHOR:
            continue
        number = comment.get(f"{W}id")
        (mark,) = [each for each in body.iter(f"{W}commentRangeStart") if each.get(f"{W}id") == number]
        assert not list(mark.iterancestors(f"{W}txbxContent"))
        (carrier,) = mark.iterancestors(f"{W}p")
        found.add((text_of(carrier), "|".join(text_of(line) for line in comment)))
    return found


COMMENTS = "word/comments.xml"
_REFERENCE = '<w:r><w:{}Reference w:id="2"/></w:r>'
_HINT = "|Có phải «ten» không?"
_WRONG = "Không có trường «tenn»|Chỗ ấy viết: «{{ tenn }}»" + _HINT


def _box(inside: str) -> str:
    return f"<w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>"


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_mistake_in_a_note_is_said_at_the_mark_of_the_note(kind: str) -> None:
    notes = f'<w:{kind} w:id="2">{p("a")}{p("Xem {{ tenn }} nhé")}</w:{kind}><w:{kind} w:id="3">{p("b")}</w:{kind}>'
    marked = p("Hai", extra=_REFERENCE.format(kind) + "<w:r><w:t> ba</w:t></w:r>")
    root = f'<w:{kind}s xmlns:w="{NAMESPACE}">{notes}</w:{kind}s>'
    media = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    data = with_part(docx(p("Đầu"), marked), f"word/{kind}s.xml", root, media, f"{kind}s")
    copy = annotated(data)
    label = {"footnote": "chú thích chân trang", "endnote": "chú thích cuối"}[kind]
    assert said_at(copy) == {("Hai ba", f"Lỗi (đoạn 2, {label}): {_WRONG}")}
    (start,) = part(copy).iter(f"{W}commentRangeStart")
    following = start.getnext()
    assert following is not None
    assert following.find(f"{W}{kind}Reference") is not None
    assert entries_of(copy)[f"word/{kind}s.xml"] == entries_of(data)[f"word/{kind}s.xml"]
    assert ooxml_findings(copy) == ooxml_findings(data)


def test_a_mistake_in_a_text_box_is_said_at_the_paragraph_that_carries_it() -> None:
    data = docx(p("Đầu"), p("Hai", extra=_box(p("a") + p("x {{ tenn }}", extra=_box(p("{{ tenn }}"))))))
    copy = annotated(data)
    assert {text.split(":")[0] for _, text in said_at(copy)} == {
        f"Lỗi (đoạn {number}, thân văn bản)" for number in (4, 5)
    }
    assert all(_WRONG in text and carrier.startswith("Hai") for carrier, text in said_at(copy))
    assert ooxml_findings(copy) == ooxml_findings(data)


def _two_sections(*wrong: str) -> bytes:
    """A .docx of two sections; the header of the second, or of both, has a mistake."""
    first = f"<w:p><w:pPr>{SECTION}</w:pPr><w:r><w:t>hết phần một</w:t></w:r></w:p>"
    data = docx(p("Đầu"), first, table([p("Phần hai")]), p("cuối"), header=p(wrong[0]))
    root = f'<w:ftr xmlns:w="{NAMESPACE}">{p(wrong[1])}</w:ftr>'
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
    data = with_part(data, "word/footer9.xml", root, media, "footer")
    mark = b'<w:sectPr><w:footerReference w:type="default" r:id="rfooter"/>'
    return changed(data, BODY, lambda body: body.replace(b"<w:sectPr>", mark, 1))


def test_a_mistake_in_a_header_or_footer_is_said_where_its_section_begins() -> None:
    data = _two_sections("{{ tenn }}", "Trang {{ tenn }}")
    copy = annotated(data)
    assert said_at(copy) == {
        ("Phần hai", f"Lỗi (đoạn 1, phần đầu trang): {_WRONG}"),
        ("Đầu", f"Lỗi (đoạn 1, phần chân trang): {_WRONG}"),
    }
    assert ooxml_findings(copy) == ooxml_findings(data)


def test_a_mistake_in_a_text_box_or_chart_of_a_header_is_said_at_its_section() -> None:
    root = f'<w:hdr xmlns:w="{NAMESPACE}" xmlns:r="{_RELATIONS}">{p("x", extra=_box(p("{{ tenn }}")))}</w:hdr>'
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    data = with_part(_two_sections("x", "y"), "word/header2.xml", root, media, "header")
    data = changed(data, BODY, lambda body: body.replace(b'"rheader"', b'"khac"', 1))
    with_first = b'<w:sectPr><w:headerReference w:type="first" r:id="rheader"/>'
    data = changed(data, BODY, lambda body: with_first.join(body.rsplit(b"<w:sectPr>", 1)))
    assert said_at(annotated(data)) == {("Phần hai", f"Lỗi (đoạn 2, phần đầu trang 2): {_WRONG}")}


def test_a_mistake_in_a_comment_is_said_at_its_mark() -> None:
    word = Document()
    word.add_paragraph("Đầu")
    word.add_comment(word.add_paragraph("Hai").runs, text="Xem {{ tenn }}", author="An")
    buffer = io.BytesIO()
    word.save(buffer)
    copy = annotated(buffer.getvalue())
    assert said_at(copy) == {("Hai", f"Lỗi (đoạn 1, ghi chú bên lề): {_WRONG}")}
    assert ooxml_findings(copy) == ooxml_findings(buffer.getvalue())


def test_a_mistake_in_a_chart_is_said_where_it_is_shown() -> None:
    data = with_chart("{{ tenn }}")
    copy = annotated(data)
    assert said_at(copy) == {("Biểu đồ:", f"Lỗi (tiêu đề, biểu đồ): {_WRONG}")}
    assert ooxml_findings(copy) == ooxml_findings(data)


def test_a_mistake_in_the_description_of_a_picture_or_table_is_said_at_its_paragraph() -> None:
    inline = '<wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="a" descr="Ảnh {{ tenn }}"/></wp:inline>'
    picture = p("Hình", extra=f"<w:r><w:drawing>{inline}</w:drawing></w:r>")
    copy = annotated(docx(p("Đầu"), picture))
    wrong = _WRONG.replace("«{{", "«Ảnh {{")
    assert said_at(copy) == {("Hình", f"Lỗi (mô tả hình ở đoạn 2, thân văn bản): {wrong}")}


def test_a_mistake_in_the_target_of_a_link_is_said_at_the_link() -> None:
    link = f'<Relationship Id="rL" Type="{_RELATIONS}/hyperlink" Target="https://a.vn/{{{{ tenn }}}}" '
    data = docx(p("Đầu"), '<w:p><w:hyperlink r:id="rL"><w:r><w:t>xem</w:t></w:r></w:hyperlink></w:p>')
    closing = f'{link}TargetMode="External"/></Relationships>'.encode()
    data = changed(data, "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", closing))
    wrong = _WRONG.replace("«{{", "«https://a.vn/{{")
    assert said_at(annotated(data)) == {("xem", f"Lỗi (liên kết ở đoạn 2, thân văn bản): {wrong}")}


def test_a_mistake_in_a_property_or_variable_is_said_at_the_first_paragraph() -> None:
    data = with_settings('<w:docVars><w:docVar w:name="A" w:val="{{ tenn }}"/></w:docVars>', body=p("Đầu") + p("Hai"))
    data = changed(
        data, "docProps/core.xml", lambda old: old.replace(b"<dc:title></dc:title>", b"<dc:title>{{ tenn }}</dc:title>")
    )
    copy = annotated(data)
    assert said_at(copy) == {
        ("Đầu", f"Lỗi (thuộc tính Tiêu đề): {_WRONG}"),
        ("Đầu", f"Lỗi (biến «A», biến của văn bản): {_WRONG}"),
    }
    assert ooxml_findings(copy) == ooxml_findings(data)


def test_a_tag_where_nothing_is_filled_is_shown_at_its_paragraph() -> None:
    field = '<w:p><w:r><w:instrText>SET a "{{ ten }}"</w:instrText></w:r><w:r><w:t>ở đây</w:t></w:r></w:p>'
    data = docx(p("Đầu"), field)
    ((text, said),) = covered(annotated(data))
    assert (text, said.split("(")[0]) == ("ở đây", "Lỗi: Có thẻ ở chỗ không điền được ")
    assert complaints(data)[0].span.place == "đoạn 2, thân văn bản"


def test_a_flood_of_mistakes_is_cut_short_and_says_so() -> None:
    copy = annotated(docx(p("{{ la }} " * (MOST_COMMENTS + 50))))
    said = [text for _, text in covered(copy)]
    assert len(said) == MOST_COMMENTS
    assert "Còn 50 chỗ nữa" in said[-1]
    assert not any("chỗ nữa" in text for text in said[:-1])


def test_comments_join_those_that_the_template_has() -> None:
    word = Document()
    paragraph = word.add_paragraph("Gửi {{ tenn }}")
    word.add_comment(paragraph.runs, text="của người soạn", author="An")
    buffer = io.BytesIO()
    word.save(buffer)
    copy = annotate(buffer.getvalue(), complaints(buffer.getvalue()))
    assert copy is not None
    comments = [(each.author, each.comment_id) for each in Document(io.BytesIO(copy)).comments]
    assert comments == [("An", 0), (AUTHOR, 1)]
    assert ooxml_findings(copy) == ooxml_findings(buffer.getvalue())


def test_an_empty_body_paragraph_carries_a_comment() -> None:
    copy = annotated(docx("<w:p/>", header=p("{{ tenn }}")))
    assert len(covered(copy)) == 1
    assert ooxml_findings(copy) == []


def test_the_same_input_gives_the_same_copy() -> None:
    data = docx(p("{{ tenn }} {{ gh"), title="{{ x }}")
    found = complaints(data)
    assert annotate(data, found) == annotate(data, reversed(found))


def test_without_complaints_no_text_changes() -> None:
    data = docx(p("{{ ten }}"))
    copy = annotate(data, [])
    assert copy is not None
    assert lines(copy) == lines(data)
    assert ooxml_findings(copy) == []


def test_what_is_no_word_file_cannot_be_annotated() -> None:
    assert annotate(b"khong phai docx", [WRONG.at(Span(FILE), "x")]) is None


def test_the_shipped_templates_can_be_annotated_in_every_paragraph(repository: Path) -> None:
    for file in sorted((repository / "templates").glob("*/mau.docx")):
        data = file.read_bytes()
        count = len(list(part(data).iter(f"{W}p")))
        for start in range(1, count + 1, MOST_COMMENTS):
            some = range(start, min(start + MOST_COMMENTS, count + 1))
            copy = annotate(data, [WRONG.at(Span(FILE, line, part=BODY), "Xem lại đoạn này") for line in some])
            assert copy is not None
            assert len(list(part(copy).iter(f"{W}commentReference"))) == len(some)
            assert ooxml_findings(copy) == ooxml_findings(data)


@given(
    texts=st.lists(st.text("ab {}%\u00e9", min_size=1, max_size=8), min_size=1, max_size=4),
    places=st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=4),
)
@settings(deadline=None, max_examples=60)
def test_any_place_can_carry_a_comment_and_the_text_stays(texts: list[str], places: list[tuple[int, int]]) -> None:
    data = docx(p(*texts))
    text = "".join(texts)
    found: list[Diagnostic] = [
        WRONG.at(Span(FILE, 1, column, length, part=BODY), f"góp ý {number}")
        for number, (column, length) in enumerate(places)
    ]
    copy = annotate(data, found)
    assert copy is not None
    assert lines(copy) == lines(data) == [text]
    for covers, said in covered(copy) if found else ():
        column, length = places[int(said.rsplit(" ", 1)[1])]
        assert covers == (text[column - 1 : column - 1 + length] if 0 < column <= len(text) else text)
    assert etree.fromstring(entries_of(copy)["[Content_Types].xml"]) is not None
