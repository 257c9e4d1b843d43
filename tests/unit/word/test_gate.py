"""The gate: a .docx that could fetch, run, swell or mislead is refused on its bytes, in plain words."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from docx import Document
from openpyxl import Workbook

from docgen.word import compile_template
from docgen.word.archive import MOST_ENTRIES, Entry, read_archive, write_archive
from docgen.word.gate import open_package
from tests.support.ooxml import ooxml_findings
from tests.support.tag_fields import TREE, sample
from tests.support.tagged_parts import with_chart
from tests.support.word_building import changed, docx, entries_of, p, profile, table, zipped

GOOD = docx(p("{{ ten }}"))
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def refusal(data: bytes, file: str = "mau.docx") -> tuple[str, str]:
    package, found = open_package(data, file)
    assert package is None
    assert {item.span.file for item in found} == {file}
    return found[0].rule.code, " ".join([found[0].message, *found[0].hints])


def with_link(kind: str, target: str, mode: str = "") -> bytes:
    mode = f' TargetMode="{mode}"' if mode else ""
    link = f'<Relationship Id="x" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'
    rels = f'<Relationships xmlns="{_RELS}">{link}</Relationships>'.encode()
    return changed(GOOD, "word/_rels/document.xml.rels", lambda _: rels)


def with_main_type(kind: str) -> bytes:
    main = b"openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return changed(GOOD, "[Content_Types].xml", lambda data: data.replace(main, kind.encode()))


def test_files_of_word_and_python_docx_pass() -> None:
    buffer = io.BytesIO()
    document = Document()
    document.add_paragraph("{{ ten }}")
    document.save(buffer)
    template, found = compile_template(buffer.getvalue(), "mau.docx", TREE)
    assert template is not None
    assert found == []


@pytest.mark.parametrize(
    ("data", "file", "code", "words"),
    [
        (b"", "mau.docx", "khong-phai-docx", "Tệp trống"),
        (b"xin ch\xc3\xa0o", "mau.docx", "khong-phai-docx", "không phải tệp Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mau.docx", "khong-phai-docx", "mật khẩu"),
        (b"\x05admin" + b"\0" * 150, "templates/~$mau.docx", "khong-phai-docx", "đang mở"),
        (GOOD[:-40], "mau.docx", "docx-hong", "chép chưa xong"),
        (zipped({"a.txt": b"x"}), "mau.docx", "khong-phai-docx", "không phải tệp Word"),
    ],
)
def test_what_is_no_docx_is_said_in_plain_words(data: bytes, file: str, code: str, words: str) -> None:
    found = refusal(data, file)
    assert found[0] == code
    assert words in found[1]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (with_link("vbaProject", "vbaProject.bin"), "docx-khong-an-toan", "macro"),
        (with_link("oleObject", "embeddings/a.bin"), "docx-khong-an-toan", "OLE"),
        (with_link("package", "embeddings/a.xlsx"), "docx-khong-an-toan", "tệp nhúng"),
        (with_link("control", "activeX/a.xml"), "docx-khong-an-toan", "ActiveX"),
        (with_link("aFChunk", "a.html"), "docx-khong-an-toan", "altChunk"),
        (with_link("attachedTemplate", "file:///C:/a.dotx", "External"), "docx-khong-an-toan", "mẫu Word ngoài"),
        (with_link("image", "http://x.vn/a.png", "External"), "docx-khong-an-toan", "http://x.vn/a.png"),
        (with_link("hyperlink", "file:///etc/passwd", "External"), "docx-khong-an-toan", "file:///etc/passwd"),
        (with_link("hyperlink", "\\\\may\\chung", "External"), "docx-khong-an-toan", "bên ngoài"),
        (docx('<w:altChunk r:id="x"/>'), "docx-khong-an-toan", "altChunk"),
        (docx('<w:p><w:fldSimple w:instr=" includetext &quot;a&quot; "/></w:p>'), "docx-khong-an-toan", "INCLUDETEXT"),
        (with_main_type("ms-word.document.macroEnabled.main+xml"), "docx-khong-an-toan", "macro"),
        (with_main_type("openxmlformats.wordprocessingml.template.main+xml"), "khong-phai-docx", ".dotx"),
        (with_main_type("x"), "khong-phai-docx", "không phải văn bản Word"),
        (changed(GOOD, "word/document.xml", lambda _: b'<document xmlns="http://purl.oclc.org/ooxml/w"/>'),
         "khong-phai-docx", "Strict"),
        (changed(GOOD, "word/document.xml", lambda data: data[:-5]), "docx-hong", "word/document.xml"),
        (changed(GOOD, "_rels/.rels", lambda data: data.replace(b"officeDocument\"", b"khac\"")), "khong-phai-docx",
         "phần văn bản"),
    ],
)  # fmt: skip
def test_unsafe_content_is_refused(data: bytes, code: str, words: str) -> None:
    found = refusal(data)
    assert found[0] == code
    assert words in found[1]


def _linked_from(xml: str, kind: str, target: str, mode: str = "") -> bytes:
    """A file whose body and its link ``x`` are these."""
    mode = f' TargetMode="{mode}"' if mode else ""
    link = f'<Relationship Id="x" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'.encode()
    data = docx(p("Đầu"), xml, header=p("x"))
    return changed(data, "word/_rels/document.xml.rels", lambda found: found.replace(b"</Relationships>", link))


_FIELD = '<w:fldSimple w:instr="INCLUDETEXT a"><w:r><w:t>{}</w:t></w:r></w:fldSimple>'
_LINKED = '<w:p><w:hyperlink r:id="x"><w:r><w:t>xem ở đây</w:t></w:r></w:hyperlink></w:p>'
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


@pytest.mark.parametrize(
    ("data", "place", "excerpt"),
    [
        (_linked_from(_LINKED, "hyperlink", "file:///etc/passwd", "External"), "đoạn 2, thân văn bản", "xem ở đây"),
        (_linked_from(p("hình", extra='<w:r><w:drawing r:id="x"/></w:r>'), "image", "http://x.vn/a.png", "External"),
         "đoạn 2, thân văn bản", "hình"),
        (_linked_from(p("đối tượng", extra='<w:r><w:object r:id="x"/></w:r>'), "oleObject", "a.bin"),
         "đoạn 2, thân văn bản", "đối tượng"),
        (_linked_from(p("không ai dùng"), "oleObject", "a.bin"), "thân văn bản", ""),
        (docx(p("Đầu"), p("Điều 1", extra=_FIELD.format(" nội dung"))), "đoạn 2, thân văn bản", "Điều 1 nội dung"),
        (docx(p("Đầu"), header=p("Cơ quan", extra=_FIELD.format(""))), "đoạn 1, phần đầu trang", "Cơ quan"),
        (docx(p("Đầu"), table([p("a"), p("b", extra=_FIELD.format(""))])), "đoạn 3, thân văn bản", "b"),
        (docx(p("Đầu"), p("k", extra=f'<w:r><w:pict {_VML}><v:imagedata src="http://x.vn/a"/></w:pict></w:r>')),
         "đoạn 2, thân văn bản", "k"),
        (docx('<w:altChunk r:id="x"/>'), "thân văn bản", ""),
        (changed(GOOD, "word/document.xml", lambda data: b"<!DOCTYPE a>" + data.partition(b"?>")[2]),
         "phần «word/document.xml»", ""),
        (changed(GOOD, "docProps/core.xml", lambda data: data[:-5]), "phần «docProps/core.xml»", ""),
        (changed(with_link("header", "kieu.bin"), "word/kieu.bin", lambda _: b"khong phai XML"),
         "phần «word/kieu.bin»", ""),
    ],
)  # fmt: skip
def test_unsafe_content_has_its_part_its_paragraph_and_its_text(data: bytes, place: str, excerpt: str) -> None:
    package, (found,) = open_package(data, "mau.docx")
    assert package is None
    assert (found.span.place, found.excerpt) == (place, excerpt)
    assert found.span.part.startswith(("word/", "docProps/"))
    assert str(found.span.line) in place or not found.span.line


def test_all_that_is_unsafe_comes_at_once() -> None:
    blocks = [p(f"Điều {number}", extra=_FIELD.format("")) for number in (1, 2, 3)]
    data = docx(*blocks, header=p("đầu", extra=_FIELD.format("")))
    data = changed(data, "word/_rels/document.xml.rels", lambda found: found.replace(
        b"</Relationships>", f'<Relationship Id="x" Type="{_OFFICE}/oleObject" Target="a"/></Relationships>'.encode()
    ))  # fmt: skip
    _, found = open_package(data, "mau.docx")
    assert sorted(item.span.place for item in found) == sorted(
        [
            "thân văn bản",
            *(f"đoạn {number}, thân văn bản" for number in (1, 2, 3)),
            "đoạn 1, phần đầu trang",
        ]
    )


def _workbook(change: Callable[[Workbook], object] = lambda _: None) -> bytes:
    book = Workbook()
    book.worksheets[0].append(["Tên", "Số"])
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _with_workbook(data: bytes, name: str = "word/embeddings/a.xlsx") -> bytes:
    link = f'<Relationship Id="w" Type="{_OFFICE}/package" Target="../embeddings/a.xlsx"/></Relationships>'
    rels = f'<Relationships xmlns="{_RELS}">{link}'.encode()
    made = changed(with_chart("x"), "word/charts/_rels/chart1.xml.rels", lambda _: rels)
    return changed(changed(made, name, lambda _: data), "[Content_Types].xml", lambda types: types.replace(
        b"<Override", b'<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.'
        b'spreadsheetml.sheet"/><Override', 1))  # fmt: skip


def test_a_plain_workbook_behind_a_chart_passes_and_stays_as_it_is() -> None:
    data = _with_workbook(_workbook())
    template, found = compile_template(changed(data, "word/document.xml", lambda old: old.replace(
        "Đầu".encode(), b"{{ ten }}")), "mau.docx", TREE)  # fmt: skip
    assert template is not None
    assert found == []
    finished = template.render(sample(), profile())
    assert entries_of(finished)["word/embeddings/a.xlsx"] == entries_of(data)["word/embeddings/a.xlsx"]
    assert ooxml_findings(finished) == ooxml_findings(data)


def test_a_tag_in_the_workbook_behind_a_chart_is_warned_of() -> None:
    data = _with_workbook(_workbook(lambda book: book.worksheets[0].append(["{{ ten }}", 1])))
    template, (found,) = compile_template(data, "mau.docx", TREE)
    assert template is not None
    assert (found.rule.code, found.span.place, found.excerpt) == ("the-khong-duoc-doc", "biểu đồ", "{{ ten }}")


_DULL = random.Random(1).randbytes(20_000).hex().encode()


def _with_link(book: Workbook) -> None:
    book.worksheets[0]["A1"].hyperlink = "https://a.vn/"


@pytest.mark.parametrize(
    ("book", "words"),
    [
        (_workbook(lambda book: book.worksheets[0].append(["=WEBSERVICE(A1)"])), "có công thức"),
        (_workbook(_with_link), "lấy dữ liệu từ bên ngoài"),
        (changed(_workbook(), "xl/externalLinks/externalLink1.xml", lambda _: b"<a/>"), "không phải số liệu"),
        (changed(_workbook(), "xl/vbaProject.bin", lambda _: b"x"), "không phải số liệu"),
        (changed(_workbook(), "xl/connections.xml", lambda _: b"<a/>"), "không phải số liệu"),
        (changed(_workbook(), "xl/styles.xml", lambda _: b"<!DOCTYPE a><a/>"), "DOCTYPE"),
        (changed(_workbook(), "xl/styles.xml", lambda _: "<a/>".encode("utf-16")), "bị hỏng"),
        (changed(_workbook(), "[Content_Types].xml", lambda old: old.replace(b".main", b".macroEnabled.main")),
         "có macro"),
        (_workbook()[:-30], "bị hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "bị hỏng"),
        (random.Random(1).randbytes(500_001), "quá lớn"),
        (changed(_workbook(), "xl/worksheets/sheet1.xml", lambda _: bytes(50_000_000)), "bị hỏng"),
        (changed(_workbook(), "xl/styles.xml", lambda _: b"<a>" + _DULL * 120 + b"</a>"), "quá lớn"),
    ],
)  # fmt: skip
def test_a_workbook_that_is_more_than_figures_is_refused_at_its_chart_with_a_way_out(book: bytes, words: str) -> None:
    _, (found,) = open_package(_with_workbook(book), "mau.docx")
    assert (found.rule.code, found.span.place) == ("docx-khong-an-toan", "biểu đồ")
    assert words in found.message
    assert "Picture" in found.hints[0]


def test_a_field_split_over_runs_and_nested_is_found() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    inner = mark("begin") + code("PAGE") + mark("separate") + mark("end")
    field = mark("begin") + code(" DDE") + inner + code('AUTO "a"') + mark("separate") + mark("end")
    assert "DDEAUTO" in refusal(docx(f"<w:p>{field}</w:p>"))[1]


@pytest.mark.parametrize(
    "code",
    [
        'HYPERLINK "file:///etc/passwd"',
        'HYPERLINK "javascript:alert(1)"',
        r'HYPERLINK "\\\\may\\chung" \o "mở"',
        r"hyperlink \\may\chung",
        r'HYPERLINK \t "_blank" "C:\\a.docx"',
        'HYPERLINK "file://host/share/{{ a }}"',
        'HYPERLINK "javascript:x//{{"',
        'HYPERLINK"file:///c:/x"',
        'HYPERLINK \\o "mở" "file:///c:/x',
        'RD "a.docx"',
        'DATABASE \\c "x"',
    ],
)
def test_a_field_that_leads_to_a_file_a_script_or_another_machine_is_refused(code: str) -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    half = len(code) // 2
    split = "".join(f"<w:r><w:instrText>{escape(piece)}</w:instrText></w:r>" for piece in (code[:half], code[half:]))
    assert "trường" in refusal(docx(f"<w:p>{begin}{split}{end}</w:p>"))[1]


def test_links_by_field_to_the_web_and_into_the_text_pass() -> None:
    for code in (
        'HYPERLINK "https://x.vn/" \\o "a b"',
        'HYPERLINK \\o"gợi ý" "https://a.vn"',
        'HYPERLINK \\l "dieu_1" \\h',
        'HYPERLINK "mailto:a@x.vn"',
    ):
        field = f'<w:p><w:fldSimple w:instr="{escape(code, {chr(34): "&quot;"})}"/></w:p>'
        assert open_package(docx(field), "m")[1] == []


def test_web_and_mail_links_and_harmless_fields_pass() -> None:
    assert open_package(with_link("hyperlink", "https://x.vn/", "External"), "m")[1] == []
    assert open_package(with_link("hyperlink", "mailto:a@x.vn", "External"), "m")[1] == []
    field = '<w:p><w:fldSimple w:instr="HYPERLINK &quot;http://x/LINK DDE&quot;"/><w:fldSimple w:instr="PAGE"/></w:p>'
    assert open_package(docx(field), "m")[1] == []


_BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize(
    "content",
    [
        _BOMB,
        b"\xef\xbb\xbf" + _BOMB,
        _BOMB.decode().replace("DOCTYPE", "doctype").encode(),
        _BOMB.decode().encode("utf-16"),
        b"\xfe\xff" + _BOMB.decode().encode("utf-16-be"),
        _BOMB.decode().encode("utf-16-le"),
        _BOMB.decode().encode("utf-16-be"),
        _BOMB.decode().encode("utf-32"),
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
        b"<a>\xff</a>",
    ],
)
def test_document_types_are_refused_in_any_encoding(content: bytes) -> None:
    code, _ = refusal(changed(GOOD, "customXml/item1.xml", lambda _: content))
    assert code in ("docx-khong-an-toan", "docx-hong")
    code, _ = refusal(changed(GOOD, "word/media/la.bin", lambda _: content)) if content[0] not in b"<" else (code, "")
    assert code in ("docx-khong-an-toan", "docx-hong")


def test_a_utf16_part_without_document_type_passes() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><a>đ</a>'
    assert open_package(changed(GOOD, "customXml/item1.xml", lambda _: text.encode("utf-16")), "m")[1] == []


def test_entries_twice_are_refused() -> None:
    buffer = io.BytesIO(GOOD)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("WORD/document.xml", b"x")
    assert "hai mục cùng tên" in refusal(buffer.getvalue())[1]


@pytest.mark.parametrize("name", ["/etc/x", "../x", "word/../../x"])
def test_entries_that_leave_the_container_are_refused(name: str) -> None:
    assert "tên lạ" in refusal(changed(GOOD, name, lambda _: b"x"))[1]


def test_too_many_entries_are_refused() -> None:
    code, _ = refusal(zipped({f"a{number}": b"" for number in range(MOST_ENTRIES + 1)}))
    assert code == "docx-qua-lon"


def test_a_zip_bomb_is_stopped_while_it_inflates() -> None:
    code, words = refusal(changed(GOOD, "word/media/a.png", lambda _: bytes(50_000_000)))
    assert code == "docx-qua-lon"
    assert "word/media/a.png" in words


def _edited(data: bytes, name: str, offset: int, code: str, value: int) -> bytes:
    """Change a field in the central directory record of an entry."""
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
    edited = bytearray(data)
    struct.pack_into(code, edited, at + offset, value)
    return bytes(edited)


@pytest.mark.parametrize(
    ("offset", "code", "value", "words"),
    [
        (6, "<H", 99, "chép chưa xong"),
        (8, "<H", 1, "mật khẩu"),
        (10, "<H", 12, "nén theo cách lạ"),
        (16, "<L", 1, "bị hỏng"),
        (24, "<L", 5, "bị hỏng"),
        (20, "<L", 10**6, "chồng lên"),
        (42, "<L", 0, "chồng lên"),
    ],
)
def test_a_directory_that_lies_is_refused(offset: int, code: str, value: int, words: str) -> None:
    assert words in refusal(_edited(GOOD, "word/document.xml", offset, code, value))[1]


def test_two_entries_over_the_same_bytes_are_refused() -> None:
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(b"a" * 1000) + kernel.flush()
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, zlib.crc32(b"a" * 1000), len(packed), 1000, 1, 0)
    body = local + b"a" + packed
    record = struct.pack(
        "<4s6H3L5H2L",
        b"PK\x01\x02",
        20,
        20,
        0,
        8,
        0,
        33,
        zlib.crc32(b"a" * 1000),
        len(packed),
        1000,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
    )
    directory = record + b"a" + record + b"b"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(directory), len(body), 0)
    entries, found = read_archive(body + directory + end, "m")
    assert entries == ()
    assert any("chồng lên" in item.message for item in found)


def test_what_is_written_is_read_back() -> None:
    entries = [Entry.of("a/đ.xml", b"x" * 1000), Entry.of("b", b"")]
    data = write_archive(entries, {"b": b"moi"})
    assert entries_of(data) == {"a/đ.xml": b"x" * 1000, "b": b"moi"}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
    again, found = read_archive(data, "m")
    assert found == []
    assert [entry.name for entry in again] == ["a/đ.xml", "b"]
