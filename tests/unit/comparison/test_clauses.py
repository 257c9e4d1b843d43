from __future__ import annotations

import io
import zipfile

import pytest

from docgen.comparison import Level, ReadClause, read_clauses
from docgen.comparison.complaints import NOT_A_PAPER, SCANNED, TRACKED, UNREADABLE
from tests.support.shipped import shipped_paper
from tests.support.word_building import changed, docx, p, style, table

FILE = "cu/noi_quy.docx"
STYLES = "".join(
    style(identity, name)
    for identity, name in {
        "c": "VB Chương",
        "t": "VB Tên chương",
        "d": "VB Điều",
        "k": "VB Khoản",
        "m": "VB Điểm",
        "o": "VB Đoạn",
        "n": "VB Nơi nhận",
    }.items()
)


def _clauses(*blocks: str, **parts: str) -> tuple[ReadClause, ...]:
    clauses, found = read_clauses(docx(*blocks, **parts), FILE)
    assert found == []
    return clauses


def _seen(clauses: tuple[ReadClause, ...]) -> list[tuple[str, str, str]]:
    return [(clause.level.value, clause.number, clause.heading) for clause in clauses]


def test_a_typed_paper_is_read_by_how_its_numbers_are_written() -> None:
    clauses = _clauses(
        p("CÔNG TY TNHH AN PHÚ"),
        p("NỘI QUY"),
        p("Chương I"),
        p("QUY ĐỊNH CHUNG"),
        p("Mục 1"),
        p("PHẠM VI"),
        p("Điều 1. Phạm vi"),
        p("1. Nội quy này áp dụng đối với:"),
        p("a) Người lao động;"),
        p("đ) Khách."),
        p("Kể cả người thử việc."),
        p("Điều 2: Hiệu lực"),
        p("Theo Điều 5 của Luật."),
        p("Nơi nhận:"),
    )
    assert _seen(clauses) == [
        ("", "", "CÔNG TY TNHH AN PHÚ"),
        ("chương", "Chương I", "QUY ĐỊNH CHUNG"),
        ("mục", "Mục 1", "PHẠM VI"),
        ("điều", "Điều 1", "Phạm vi"),
        ("khoản", "1", "Nội quy này áp dụng đối với:"),
        ("điểm", "a", "Người lao động;"),
        ("điểm", "đ", "Khách."),
        ("điều", "Điều 2", "Hiệu lực"),
        ("", "", "Nơi nhận:"),
    ]
    point = clauses[6]
    assert point.text == "Khách.\nKể cả người thử việc."
    assert point.paragraphs == (9, 10)
    assert point.path == ("Điều 1", "1")


def test_words_that_only_look_like_numbers_open_no_clause() -> None:
    clauses = _clauses(p("Điều 1. A"), p("Điều này không áp dụng"), p("Mục đích của việc"), p("2017 là năm đầu"))
    assert len(clauses) == 1


def test_numbers_in_a_typed_table_open_no_clause() -> None:
    clauses = _clauses(p("Điều 1. A"), table([p("1. một"), p("a) hai")]), p("Điều 2. B"))
    assert [clause.number for clause in clauses] == ["Điều 1", "Điều 2"]
    assert clauses[0].text == "A\n1. một\na) hai"


def test_styles_tell_clauses_even_without_a_number() -> None:
    clauses = _clauses(
        p("Chương II", style="c"),
        p("RA, VÀO", style="t"),
        p("Ra cổng", style="d"),
        p("Điều 8 Vào cổng", style="d"),
        p("1. không phải khoản", style="o"),
        p("b) Đi bộ", style="m"),
        p("- Lưu.", style="n"),
        styles=STYLES,
    )
    assert _seen(clauses) == [
        ("chương", "Chương II", "RA, VÀO"),
        ("điều", "", "Ra cổng"),
        ("điều", "Điều 8", "Vào cổng"),
        ("điểm", "b", "Đi bộ"),
        ("", "", "- Lưu."),
    ]


def test_a_bookmark_around_the_number_names_the_clause() -> None:
    def named(name: str, number: str, rest: str) -> str:
        inside = (
            f'<w:r><w:t>{number}</w:t></w:r><w:bookmarkEnd w:id="1"/><w:r><w:t xml:space="preserve">{rest}</w:t></w:r>'
        )
        return f'<w:p><w:bookmarkStart w:id="1" w:name="{name}"/>{inside}</w:p>'

    clauses = _clauses(
        named("_DG_ra_vao", "Điều 7.", " Ra, vào"), named("_DGx3", "1.", " Thẻ"), named("Toc1", "2.", " X")
    )
    assert [(clause.name, clause.number) for clause in clauses] == [("ra_vao", "Điều 7"), (None, "1"), (None, "2")]


def test_every_clause_of_a_shipped_regulation_is_read() -> None:
    clauses, found = read_clauses(shipped_paper("noi_quy/mth001").data, FILE)
    assert found == []
    articles = [clause.number for clause in clauses if clause.level is Level.ARTICLE]
    assert articles == [f"Điều {number}" for number in (1, 2, 3, *range(1, len(articles) - 2))]
    seen = [index for clause in clauses for index in clause.paragraphs]
    assert seen == list(range(len(seen)))


def test_a_part_of_a_word_in_a_field_is_read_as_shown() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _DG_x \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Điều 7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert _clauses(p("1. Theo ", extra=field))[0].text == "Theo Điều 7"


def test_tracked_changes_are_read_as_accepted_with_a_notice() -> None:
    who = 'w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z"'
    gone = f"<w:del {who}><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    come = f"<w:ins {who}><w:r><w:t>mới</w:t></w:r></w:ins>"
    joined = (
        f"<w:p><w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>1. Nối </w:t></w:r></w:p>"
    )
    clauses, found = read_clauses(docx(p("Điều 1. Điều khoản ", extra=gone + come), joined, p("liền")), FILE)
    assert [item.rule for item in found] == [TRACKED]
    assert [clause.text for clause in clauses] == ["Điều khoản mới", "Nối liền"]


PICTURE = "<w:r><w:pict/></w:r>"


@pytest.mark.parametrize(
    ("data", "rule", "words"),
    [
        (b"%PDF-1.7 abc", NOT_A_PAPER, "PDF"),
        (b"\x89PNG\r\n", SCANNED, "ảnh"),
        (b"\xff\xd8\xff\xe0", SCANNED, "ảnh"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, NOT_A_PAPER, "(.doc)"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), NOT_A_PAPER, "mật khẩu"),
        (b"{\\rtf1 abc}", NOT_A_PAPER, "RTF"),
        (b"<html><body>", NOT_A_PAPER, "trang web"),
        (b"", NOT_A_PAPER, "trống"),
        (b"abc", NOT_A_PAPER, "không phải tệp Word"),
        (docx(p("Ảnh", extra=PICTURE)), SCANNED, "bản quét"),
        (docx(p("")), SCANNED, "không có chữ"),
        (docx(p("a"))[:300], UNREADABLE, "hỏng"),
    ],
)
def test_what_is_no_readable_paper_is_said_in_words(data: bytes, rule: object, words: str) -> None:
    clauses, found = read_clauses(data, FILE)
    assert clauses == ()
    assert [item.rule for item in found] == [rule]
    assert words in found[0].message
    assert found[0].hints
    assert found[0].span.file == FILE
    assert "mẫu" not in found[0].message + "".join(found[0].hints)


def test_the_link_to_the_writers_own_template_does_not_hinder_reading() -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{office}/attachedTemplate" Target="file:///C:/A.dotm" TargetMode="External"/></Relationships>'
    )
    settings = f'<w:settings xmlns:w="{word}" xmlns:r="{office}"><w:attachedTemplate r:id="r1"/></w:settings>'
    data = changed(docx(p("Điều 1. Phạm vi điều chỉnh")), "word/settings.xml", lambda _: settings.encode())
    data = changed(data, "word/_rels/settings.xml.rels", lambda _: link.encode())
    clauses, found = read_clauses(data, FILE)
    assert found == []
    assert clauses[0].heading == "Phạm vi điều chỉnh"


def test_macros_and_other_dangers_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<!DOCTYPE a><Types/>")
    clauses, found = read_clauses(buffer.getvalue(), FILE)
    assert (clauses, [item.rule for item in found]) == ((), [UNREADABLE])
