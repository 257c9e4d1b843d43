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
from tests.support.word_building import FILE, W, complaints, docx, entries_of, lines, p, part, table, text_of

WRONG = Rule("vi-du-gop-y", Severity.ERROR, "Ví dụ")
BODY = "word/document.xml"


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


def test_what_is_wrong_outside_the_body_is_said_at_its_first_paragraph_with_its_place() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('{{ hop }}')}</w:txbxContent></w:pict></w:r>"
    data = docx(p("Đầu"), p("Hai", extra=box), header=p("{{ tenn }}"), title="{{ tieu }}")
    copy = annotated(data)
    assert {(text, said.split(":")[0]) for text, said in covered(copy)} == {
        ("Đầu", "Lỗi (đoạn 1, phần đầu trang)"),
        ("Đầu", "Lỗi (thuộc tính Tiêu đề)"),
        ("Hai{{ hop }}", "Lỗi (đoạn 3, thân văn bản)"),
    }
    assert entries_of(copy)["word/header1.xml"] == entries_of(data)["word/header1.xml"]


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
