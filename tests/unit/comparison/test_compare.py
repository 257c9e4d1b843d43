from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.comparison import ChangeKind, Redline, compare
from docgen.comparison.complaints import NOT_A_PAPER, TRACKED
from tests.support.change_oracle import all_ids, bookmark_names, view
from tests.support.ooxml import structure_findings
from tests.support.word_building import SECTION, W, changed, docx, entries_of, p, part, style, table

_WORDS = st.lists(st.sampled_from(["an", "ninh", "trật", "tự,", "Điều 5.", "1.", "a)", "khu", ";"]), max_size=5)
_STYLES = style("s1", "VB Điều") + style("s2", "VB Khoản", base="s1") + style("s3", "VB Đoạn")
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> REF _DG_{0} \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Điều {1}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _redline(old: bytes, new: bytes) -> Redline:
    found = compare(old, new, "cu.docx", "moi.docx")
    assert isinstance(found, Redline), found
    return found


def _lawful(old: bytes, new: bytes) -> Redline:
    """Compare, and see that the law holds and nothing is broken."""
    redline = _redline(old, new)
    assert view(redline.data, "accept") == view(new)
    assert view(redline.data, "refuse") == view(old)
    numbers = all_ids(redline.data)
    assert len(numbers) == len(set(numbers))
    assert structure_findings(redline.data) == []
    return redline


def _marks(redline: Redline, name: str, where: str = "word/document.xml") -> list[str]:
    """The texts inside the marks of one kind."""
    return ["".join(map(str, mark.itertext())) for mark in part(redline.data, where).iter(f"{W}{name}") if len(mark)]


def _paragraphs(words: list[str], form: str, look: str) -> str:
    text = " ".join(words)
    letters = f"<w:rPr><w:{form}/></w:rPr>" if form else ""
    run = f'<w:r>{letters}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    properties = f'<w:pPr><w:pStyle w:val="{look}"/></w:pPr>' if look else ""
    return f"<w:p>{properties}{run}</w:p>"


_PARAGRAPH = st.builds(_paragraphs, _WORDS, st.sampled_from(["", "", "b", "i"]), st.sampled_from(["", "s1", "s2"]))
_FIELDS = st.builds(lambda a, b: p("Theo ", extra=_FIELD.format(a, b)), st.sampled_from("xy"), st.sampled_from("78"))
_TABLE = st.lists(st.lists(_PARAGRAPH, min_size=2, max_size=2), min_size=1, max_size=3).map(lambda rows: table(*rows))
_BREAK = st.just(f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>")
_BLOCKS = st.lists(st.one_of(_PARAGRAPH, _PARAGRAPH, _PARAGRAPH, _FIELDS, _TABLE, _BREAK), max_size=6)
_BODY = st.tuples(_BLOCKS, _PARAGRAPH).map(lambda both: [p("Công ty TNHH Một Hai Ba Bốn"), *both[0], both[1]])


@settings(max_examples=150, deadline=None)
@given(_BODY, _BODY, st.sampled_from(["", "Trang", "Trang mới"]), st.sampled_from(["", "Trang"]))
def test_the_law_holds_for_any_small_papers(old: list[str], new: list[str], first: str, second: str) -> None:
    _lawful(docx(*old, header=p(first), styles=_STYLES), docx(*new, header=p(second), styles=_STYLES))


def test_a_number_that_changes_is_not_a_rewrite() -> None:
    redline = _lawful(
        docx(p("Điều 5. Ra, vào cổng"), p("1. Thẻ của khách")), docx(p("Điều 6. Ra, vào cổng"), p("2. Thẻ của khách"))
    )
    assert _marks(redline, "del") == ["5", "1"]
    assert _marks(redline, "ins") == ["6", "2"]
    assert [change.kind for change in redline.changes] == [ChangeKind.RENUMBERED] * 2


def test_a_clause_is_told_by_its_name_though_all_its_words_changed() -> None:
    def clause(number: str, name: str, text: str) -> str:
        end = f'</w:t></w:r><w:bookmarkEnd w:id="{name}"/><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p>'
        return f'<w:p><w:bookmarkStart w:id="{name}" w:name="_DG_{name}"/><w:r><w:t>{number}.{end}'

    old = docx(clause("Điều 1", "a", "Khách đến"), clause("Điều 2", "b", "Xe"), p("hết"))
    new = docx(clause("Điều 1", "b", "Phương tiện"), clause("Điều 2", "c", "Người làm"), p("hết"))
    redline = _lawful(old, new)
    kinds = [(change.kind, change.old_number, change.new_number) for change in redline.changes]
    assert kinds == [
        (ChangeKind.REMOVED, "Điều 1", ""),
        (ChangeKind.CHANGED, "Điều 2", "Điều 1"),
        (ChangeKind.ADDED, "", "Điều 2"),
    ]
    assert set(bookmark_names(redline.data)) == {"_DG_a", "_DG_b", "_DG_c"}
    assert len(list(part(redline.data).iter(f"{W}p"))) == 4


def test_a_moved_paragraph_is_shown_as_moved() -> None:
    first, second, third = (p(f"{name} của doanh nghiệp phải khóa cổng") for name in ("Bảo vệ", "Tổ trưởng", "Kho"))
    redline = _lawful(docx(first, second, third, p("hết")), docx(second, third, first, p("hết")))
    assert _marks(redline, "moveFrom") == ["Bảo vệ của doanh nghiệp phải khóa cổng"]
    assert _marks(redline, "moveTo") == ["Bảo vệ của doanh nghiệp phải khóa cổng"]
    root = part(redline.data)
    starts = [root.find(f".//{W}{kind}RangeStart") for kind in ("moveFrom", "moveTo")]
    assert len({None if start is None else start.get(f"{W}name") for start in starts}) == 1


def test_neighbours_that_move_together_are_one_move() -> None:
    lines = [p(f"Điều khoản số {name} về bảo vệ") for name in ("một", "hai", "ba", "bốn", "năm")]
    redline = _lawful(docx(*lines, p("hết")), docx(*lines[2:], *lines[:2], p("hết")))
    assert len(list(part(redline.data).iter(f"{W}moveFromRangeStart"))) == 1


def test_a_field_changes_as_a_whole() -> None:
    redline = _lawful(docx(p("Theo ", extra=_FIELD.format("x", 7))), docx(p("Theo ", extra=_FIELD.format("x", 8))))
    assert _marks(redline, "del") == [" REF _DG_x \\h Điều 7"]
    assert _marks(redline, "ins") == [" REF _DG_x \\h Điều 8"]


def test_text_added_at_the_end_of_a_cell_keeps_the_cell_whole() -> None:
    short, long = docx(table([p("a"), p("b")]), p("x")), docx(table([p("a") + p("c") + p("d"), p("b")]), p("x"))
    assert _marks(_lawful(short, long), "del") == []
    assert _marks(_lawful(long, short), "ins") == []


def test_tables_of_other_columns_are_one_gone_and_one_come() -> None:
    redline = _lawful(docx(table([p("a"), p("b")]), p("x")), docx(table([p("a"), p("b"), p("c")]), p("x")))
    assert len(list(part(redline.data).iter(f"{W}tbl"))) == 2


def test_rows_and_cells_are_compared_one_by_one() -> None:
    old = table([p("Họ tên"), p("Việc")], [p("Trần Văn An"), p("gác cổng")], [p("Lê Ba"), p("gác kho")])
    new = table([p("Họ tên"), p("Việc")], [p("Lê Ba"), p("gác đêm")], [p("Đỗ Tư"), p("trực")])
    redline = _lawful(docx(old, p("x")), docx(new, p("x")))
    rows = [
        [etree.QName(mark).localname for mark in row.iterfind(f"{W}trPr/*")]
        for row in part(redline.data).iter(f"{W}tr")
    ]
    assert rows == [[], ["del"], [], ["ins"]]


def test_formatting_alone_is_noted_and_no_word_is_marked() -> None:
    old, new = p("An ninh"), p("An ninh").replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")
    new = new.replace("<w:p>", '<w:p><w:pPr><w:jc w:val="center"/></w:pPr>')
    redline = _lawful(docx(old), docx(new))
    root = part(redline.data)
    assert [len(list(root.iter(f"{W}{name}"))) for name in ("ins", "del", "rPrChange", "pPrChange")] == [0, 0, 1, 1]
    assert redline.changes == ()
    assert not redline.is_unchanged


def test_a_header_that_only_one_paper_has_comes_or_goes() -> None:
    with_one, without = docx(p("Nội dung"), header=p("Mật")), docx(p("Nội dung"))
    _lawful(with_one, without)
    _lawful(without, with_one)
    redline = _lawful(docx(p("Nội dung"), header=p("Mật")), docx(p("Nội dung"), header=p("Tối mật")))
    headers = [name for name in entries_of(redline.data) if "header" in name and name.endswith(".xml")]
    assert len(headers) == 1
    assert _marks(redline, "del", headers[0]) == ["Mật"]


def test_a_style_that_means_two_things_is_kept_twice() -> None:
    old = docx(p("Điều 1. A", style="d"), styles=style("d", "VB Điều", letters="<w:b/>"))
    new = docx(p("Điều 1. A", style="d"), styles=style("d", "VB Điều", letters="<w:i/>"))
    redline = _lawful(old, new)
    names = [name.get(f"{W}val") for name in part(redline.data, "word/styles.xml").iter(f"{W}name")]
    assert names == ["VB Điều", "VB Điều (cũ)"]


def test_the_usual_style_may_differ_too() -> None:
    def usual(size: str) -> str:
        made = style("n", "Normal", letters=f'<w:sz w:val="{size}"/>')
        return made.replace('w:type="paragraph"', 'w:type="paragraph" w:default="1"', 1)

    _lawful(docx(p("A"), p("B"), styles=usual("26")), docx(p("A"), p("C"), styles=usual("28")))


def _with_notes(text: str, *notes: str) -> bytes:
    inside = "".join(
        f'<w:footnote w:id="{number}">{p(note)}</w:footnote>' for number, note in enumerate(notes, start=1)
    )
    runs = "".join(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in range(1, len(notes) + 1))
    return docx(p(text, extra=runs), footnotes=inside)


@pytest.mark.parametrize(
    ("old", "new"),
    [(["Luật cũ"], ["Luật mới"]), ([], ["Luật mới"]), (["Luật cũ"], []), (["a", "b"], ["b", "a"]), (["a", "a"], ["a"])],
)
def test_footnotes_go_with_their_references(old: list[str], new: list[str]) -> None:
    _lawful(_with_notes("Theo luật", *old), _with_notes("Theo luật", *new))


def _with_picture(data: bytes, content: bytes) -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rP" Type="{office}/image" Target="media/a.png"/></Relationships>'
    data = changed(data, "word/media/a.png", lambda _: content)
    kind = b'<Default Extension="png" ContentType="image/png"/>'
    data = changed(data, "[Content_Types].xml", lambda x: x.replace(b"<Override", kind + b"<Override", 1))
    return changed(data, "word/_rels/document.xml.rels", lambda x: x.replace(b"</Relationships>", link.encode()))


_IMAGE = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rP"/></v:shape></w:pict></w:r>'
)


def test_a_picture_in_struck_out_words_keeps_its_file() -> None:
    old = _with_picture(docx(p("Con dấu của cơ quan ban hành văn bản", extra=_IMAGE)), b"cu")
    new = _with_picture(docx(p("Con dấu của cơ quan ban hành văn bản", extra=_IMAGE)), b"moi")
    redline = _lawful(old, new)
    assert {content for name, content in entries_of(redline.data).items() if "media" in name} == {b"cu", b"moi"}
    same = _redline(old, old)
    assert same.is_unchanged


def test_lists_of_both_papers_keep_their_numbers() -> None:
    def listed(text: str) -> bytes:
        level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        inside = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        inside += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        root = f'<w:numbering xmlns:w="{W[1:-1]}">{inside}</w:numbering>'
        properties = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        data = docx(p("Một").replace("<w:p>", f"<w:p>{properties}"))
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        link = f'<Relationship Id="rN" Type="{office}/numbering" Target="numbering.xml"/></Relationships>'
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
        entry = f'<Override PartName="/word/numbering.xml" ContentType="{kind}"/></Types>'
        data = changed(data, "word/numbering.xml", lambda _: root.encode())
        data = changed(data, "[Content_Types].xml", lambda x: x.replace(b"</Types>", entry.encode()))
        return changed(data, "word/_rels/document.xml.rels", lambda x: x.replace(b"</Relationships>", link.encode()))

    _lawful(listed("%1."), listed("(%1)"))
    _lawful(listed("%1."), docx(p("Một")))
    _lawful(docx(p("Một")), listed("%1."))


def test_changes_that_a_paper_tracks_are_taken_as_accepted_with_a_notice() -> None:
    who = 'w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z"'
    tracked = docx(p("Nội quy ", extra=f"<w:ins {who}><w:r><w:t>mới</w:t></w:r></w:ins>"))
    redline = _lawful(docx(p("Nội quy cũ")), docx(p("Nội quy mới")))
    again = _redline(docx(p("Nội quy cũ")), tracked)
    assert view(again.data, "accept") == view(redline.data, "accept")
    assert [item.rule for item in again.notices] == [TRACKED]


def test_both_files_that_cannot_be_read_are_told_at_once() -> None:
    found = compare(b"%PDF", b"%PDF", "cu.pdf", "moi.pdf")
    assert isinstance(found, list)
    assert [(item.rule, item.span.file) for item in found] == [(NOT_A_PAPER, "cu.pdf"), (NOT_A_PAPER, "moi.pdf")]


def test_the_summary_counts_words_and_shows_moves() -> None:
    end = p("Nơi nhận:")
    old = [
        p("Điều 1. Thẻ ra vào"),
        p("Điều 2. Nhà xe của người lao động"),
        p("Điều 3. Hiệu lực thi hành"),
    ]
    new = [p("Điều 1. Nhà xe của người lao động"), p("Điều 2. Hiệu lực thi hành"), p("Điều 3. Thẻ ra vào cổng")]
    changes = _lawful(docx(*old, end), docx(*new, end)).changes
    assert [(change.kind, change.old_number, change.new_number, change.words_added) for change in changes] == [
        (ChangeKind.RENUMBERED, "Điều 2", "Điều 1", 0),
        (ChangeKind.RENUMBERED, "Điều 3", "Điều 2", 0),
        (ChangeKind.MOVED, "Điều 1", "Điều 3", 1),
    ]
