"""Hostile Word templates at the door: each is refused with its place and a reason, within 20 s and 600 MB."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from docgen.word.gate import open_package
from tests.support import hostile
from tests.support.attacked import Limited, Outcome
from tests.support.hostile import body, code, field, mark, simple_field, with_entry, with_link
from tests.support.tag_fields import sample
from tests.support.word_building import compiled, docx, lines, p, profile

TEMPLATE = "templates/noi_quy/mau.docx"
CONTACTS = "doanh_nghiep.lien_he_khan_cap"
Builder = Callable[[], bytes]


def refused(answer: Outcome, *words: str) -> None:
    """Assert that the template was refused in words: which file, why; never a traceback, never a long silence."""
    assert answer.code == 1, answer.said[-2000:]
    assert "Traceback" not in answer.said
    assert TEMPLATE in answer.said
    assert "lỗi [" in answer.said
    assert "→" in answer.said
    for word in words:
        assert word in answer.said, answer.said[-2000:]
    assert len(answer.said) < 200_000


def attack(limited: Limited, office: Path, data: bytes) -> Outcome:
    """Put the template into the office and check it."""
    (office / TEMPLATE).write_bytes(data)
    return limited("--thu-muc", office, "check")


def test_the_harmless_template_of_these_attacks_passes(limited: Limited, bare_office: Path) -> None:
    answer = attack(limited, bare_office, hostile.GOOD)
    assert answer.code == 0, answer.said


def nested(opening: str, closing: str, times: int) -> str:
    return "".join(opening.replace("#", str(n)) for n in range(times)) + "x" + closing * times


LOOP = "{% for a# in " + CONTACTS + " %}"
TAGS: dict[str, tuple[str, str]] = {
    "class of a text": ("{{ ''.__class__ }}", "giá trị cố định"),
    "classes of a field": ("{{ doanh_nghiep.__class__.__mro__ }}", "gạch dưới «__class__»"),
    "class as an item": ("{{ doanh_nghiep['__class__'] }}", "gạch dưới «__class__»"),
    "class by a filter": ("{{ doanh_nghiep|attr('__class__') }}", "(bộ lọc) «attr»"),
    "class by format": ("{{ '{0.__class__}'.format(doanh_nghiep) }}", "lời gọi"),
    "a name joined from pieces": ("{{ doanh_nghiep[''.join(['__cl','ass__'])] }}", "dấu ngoặc vuông"),
    "a name joined by tilde": ("{{ doanh_nghiep['__cl' ~ 'ass__'] }}", "dấu ngoặc vuông"),
    "a name in a list": ("{{ doanh_nghiep.lien_he_khan_cap|map(attribute='__class__')|list }}", "(bộ lọc) «map»"),
    "globals of a helper": ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "lời gọi"),
    "globals of a function": ("{{ dieu.__globals__ }}", "gạch dưới"),
    "a function given itself": ("{{ dieu(dieu) }}", "«dieu»"),
    "a made-up argument": ("{{ dieu('a' * 10**10) }}", "phép tính"),
    "an argument that calls": ("{{ dieu(lipsum(n=10**6)) }}", "lời gọi"),
    "filler text": ("{{ lipsum(10**6) }}", "«lipsum(…)»"),
    "a namespace": ("{{ namespace() }}", "«namespace(…)»"),
    "itself": ("{{ self }}", "«self»"),
    "a private name": ("{{ _x }}", "gạch dưới «_x»"),
    "ten thousand million letters": ("{{ 'A' * 10**10 }}", "phép tính"),
    "a tower of powers": ("{{ 9**9**9 }}", "phép tính"),
    "padding by a filter": ("{{ 'a'|center(10**10) }}", "(bộ lọc) «center»"),
    "padding by percent": ("{{ '%09999999999d' % 1 }}", "phép tính"),
    "padding by format": ("{{ '{:>9999999999}'.format(1) }}", "lời gọi"),
    "repeated text": ("{{ doanh_nghiep.ten|replace('', doanh_nghiep.ten) }}", "(bộ lọc) «replace»"),
    "text doubled": ("{{ doanh_nghiep.ten ~ doanh_nghiep.ten }}", "ghép chữ"),
    "a slice": ("{{ doanh_nghiep.ten[::-1] }}", "«[…]»"),
    "a test that fetches": ("{% if doanh_nghiep.ten is callable %}x{% endif %}", "phép thử"),
    "a comprehension of ranges": ("{% for x in range(10**10) %}a{% endfor %}", "lời gọi"),
    "four loops": (nested(LOOP, "{% endfor %}", 4), "hơn 3 vòng lặp"),
    "ten thousand loops": (nested(LOOP, "{% endfor %}", 10_000), "hơn 10000 thẻ"),
    "nine thousand open loops": ("".join(LOOP.replace("#", str(n)) for n in range(9_000)), "hơn 20 khối"),
    "two thousand conditions": (nested("{% if doanh_nghiep.mau %}", "{% endif %}", 2_000), "hơn 20 khối"),
    "a loop over itself": ("{% for a in a %}x{% endfor %}", "«a»"),
    "a recursive loop": (f"{{% for x in {CONTACTS} recursive %}}{{{{ loop({CONTACTS}) }}}}{{% endfor %}}", "đệ quy"),
    "a loop variable named loop": (f"{{% for loop in {CONTACTS} %}}x{{% endfor %}}", "biến lặp"),
    "a loop variable named as a function": (f"{{% for dieu in {CONTACTS} %}}x{{% endfor %}}", "biến lặp"),
    "a macro that calls itself": ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "thẻ lệnh «macro»"),
    "a block that prints itself": ("{% block a %}{{ self.a() }}{% endblock %}", "thẻ lệnh «block»"),
    "a file included": ("{% include '/etc/passwd' %}", "thẻ lệnh «include»"),
    "a module imported": ("{% import 'os' as os %}", "thẻ lệnh «import»"),
    "another template extended": ("{% extends '/etc/passwd' %}", "thẻ lệnh «extends»"),
    "raw text": ("{% raw %}{{ x }}{% endraw %}", "thẻ lệnh «raw»"),
    "escaping switched off": ("{% autoescape false %}x{% endautoescape %}", "thẻ lệnh «autoescape»"),
    "a debug print": ("{% debug %}", "thẻ lệnh «debug»"),
    "a record set": ("{% set doanh_nghiep = 1 %}", "thẻ lệnh «set»"),
    "a field of a record set": ("{% set doanh_nghiep.ten = 'x' %}", "thẻ lệnh «set»"),
    "a record updated": ("{% do doanh_nghiep.update(ten='x') %}", "thẻ lệnh «do»"),
    "a record updated in print": ("{{ doanh_nghiep.update({'ten': 'x'}) }}", "lời gọi"),
    "a list grown": (f"{{{{ {CONTACTS}.append(1) }}}}", "lời gọi"),
    "a list emptied": (f"{{{{ {CONTACTS}.clear() }}}}", "lời gọi"),
    "sixty thousand opening braces": ("{" * 60_000, "60000 dấu ngoặc nhọn"),
    "sixty thousand closing braces": ("}" * 60_000, "60000 dấu ngoặc nhọn"),
    "thirty thousand pairs": ("{{ " * 30_000 + " }}" * 30_000, "không có dấu đóng"),
    "braces and blanks": ("{ {" * 30_000, "không có dấu đóng"),
    "statements never closed": ("{% " * 30_000, "không có dấu đóng"),
    "quotes never closed": ("{{ '" * 20_000 + "}}", "không có dấu đóng"),
    "remarks never closed": ("{# " * 30_000, "không có dấu đóng"),
    "a tag of a million letters": ("{{ " + "a" * 10**6 + " }}", "không có dấu đóng"),
    "a tag of a million parentheses": ("{{ " + "(" * 10**6 + " }}", "không có dấu đóng"),
    "a tag of a million words": ("{% if " + "not " * 250_000 + "x %}", "không có dấu đóng"),
    "a tag of 502 letters": ("{{ " + "a" * 496 + " }}", "Thẻ dài 502 ký tự"),
    "parentheses within the length": ("{{ " + "(" * 240 + "1" + ")" * 240 + " }}", "quá sâu"),
    "lists within the length": ("{{ " + "[" * 240 + "]" * 240 + " }}", "quá sâu"),
    "denials within the length": ("{% if " + "not " * 110 + "doanh_nghiep.mau %}x{% endif %}", "quá sâu"),
    "signs within the length": ("{{ " + "-" * 480 + "1 }}", "phép tính"),
    "dots within the length": ("{{ doanh_nghiep" + ".a" * 230 + " }}", "«a»"),
    "a hundred thousand wrong tags": ("{{ sai }}" * 100_000, "hơn 10000 thẻ"),
    "a direction override in a tag": ("{{ doanh_nghiep.ten\u202e }}", "ký tự lạ"),
    "letters that look alike": ("{{ doanh_nghiер.ten }}", "Không có trường"),
    "a line end in a tag": ("{{ doanh_nghiep.ten }}{% if doanh_nghiep.mau\x85 %}x{% endif %}{{ a }}", "«a»"),
}


@pytest.mark.parametrize("name", TAGS)
def test_a_tag_that_walks_floods_or_steers_is_refused_at_its_paragraph(
    limited: Limited, bare_office: Path, name: str
) -> None:
    tag, words = TAGS[name]
    refused(attack(limited, bare_office, docx(p(escape(tag)))), f"{TEMPLATE}, đoạn 1, thân văn bản", words)


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("{{ ''.__class__ }}", "giá trị cố định"),
        ("{{ 9**9**9 }}", "phép tính"),
        ("{{ 'A' * 10**10 }}", "phép tính"),
        ("{% for a in range(10**9) %}x{% endfor %}", "lời gọi"),
        ("{% set doanh_nghiep = 1 %}", "«set»"),
    ],
)
def test_a_hostile_tag_in_the_title_is_refused(limited: Limited, bare_office: Path, tag: str, words: str) -> None:
    refused(attack(limited, bare_office, docx(p("a"), title=escape(tag))), "thuộc tính Tiêu đề", words)


@pytest.mark.parametrize("part", ["header", "footer"])
def test_a_hostile_tag_in_margins_is_refused(limited: Limited, bare_office: Path, part: str) -> None:
    data = docx(p("a"), **{part: p("{{ doanh_nghiep.__class__ }}")})
    refused(attack(limited, bare_office, data), "gạch dưới")


CONTAINERS: dict[str, tuple[Builder, str]] = {
    "one entry swells to 300 MB": (hostile.one_swelling_entry, "«word/media/a.png» bung ra quá lớn"),
    "300 entries swell to 300 MB": (hostile.many_swelling_entries, "bung ra quá lớn"),
    "60,000 entries": (hostile.sixty_thousand_entries, "chỉ được đến 5000"),
    "entries quote each other over one kernel": (hostile.quoted_overlap, "chồng lên"),
    "two names for the same bytes": (hostile.same_bytes_twice, "chồng lên"),
    "one name twice": (hostile.same_name_twice, "hai mục cùng tên"),
    "names that differ in case": (lambda: with_entry("WORD/Document.xml", b"<x/>"), "hai mục cùng tên"),
    "encrypted": (lambda: hostile.falsified(flags=1), "mật khẩu"),
    "strongly encrypted": (lambda: hostile.falsified(flags=0x41), "mật khẩu"),
    "wrong checksum": (lambda: hostile.falsified(checksum=1), "bị hỏng"),
    "smaller than said": (lambda: hostile.falsified(size=10**6), "bị hỏng"),
    "larger than said": (lambda: hostile.falsified(size=5), "bị hỏng"),
    "packed size too small": (lambda: hostile.falsified(packed_size=20), "bị hỏng"),
    "packed size too large": (lambda: hostile.falsified(packed_size=10**6), "chồng lên"),
    "packed size of 4 GB": (lambda: hostile.falsified(packed_size=0xFFFFFFFE), "chồng lên"),
    "in another method": (lambda: hostile.falsified(method=14), "nén theo cách lạ"),
    "no deflate stream": (lambda: hostile.falsified(packed=b"\xff" * 500), "bị hỏng"),
    "elsewhere than said": (lambda: hostile.falsified(at=3), "sai vị trí"),
    "beyond the end": (lambda: hostile.falsified(at=0x7FFFFFFF), "sai vị trí"),
    "a name that climbs": (lambda: with_entry("../../../etc/cron.d/x", b"x"), "tên lạ"),
    "a name that climbs inside": (lambda: with_entry("word/../../x", b"x"), "tên lạ"),
    "an absolute name": (lambda: with_entry("/etc/passwd", b"x"), "tên lạ"),
    "a drive": (lambda: with_entry("C:/x", b"x"), "tên lạ"),
    "backslashes": (lambda: with_entry("word\\..\\..\\x", b"x"), "tên lạ"),
    "a zip in a zip": (hostile.plain_zip, "không phải tệp Word"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "Word cũ"),
    "cut off": (lambda: hostile.GOOD[:-30], "chép chưa xong"),
    "nothing": (lambda: b"", "Tệp trống"),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_container_that_swells_overlaps_or_lies_is_refused(limited: Limited, bare_office: Path, name: str) -> None:
    builder, words = CONTAINERS[name]
    refused(attack(limited, bare_office, builder()), words)


TYPES = "có khai báo DOCTYPE"
PARTS: dict[str, tuple[Builder, str]] = {
    "entities": (hostile.laughing, TYPES),
    "entities after a mark": (lambda: hostile.laughing("utf-8-sig"), TYPES),
    "entities in UTF-16": (lambda: hostile.laughing("utf-16"), TYPES),
    "entities in UTF-16, declared": (lambda: hostile.laughing("utf-16", "UTF-16"), TYPES),
    "entities in UTF-16 little endian": (lambda: hostile.laughing("utf-16-le", "UTF-16"), TYPES),
    "entities in UTF-16 big endian, marked": (lambda: hostile.laughing("utf-16-be", "utf-16", b"\xfe\xff"), TYPES),
    "entities in UTF-16 big endian": (lambda: hostile.laughing("utf-16-be"), TYPES),
    "entities in UTF-32": (lambda: hostile.laughing("utf-32"), "bảng mã lạ"),
    "entities declared Latin": (lambda: hostile.laughing("utf-8", "ISO-8859-1"), "bảng mã lạ"),
    "entities declared UTF-7": (lambda: hostile.laughing("utf-7", "UTF-7"), "bảng mã lạ"),
    "entities in EBCDIC": (lambda: hostile.laughing("cp037", "IBM037"), "bảng mã lạ"),
    "a file as an entity": (lambda: hostile.fetching('<!ENTITY x SYSTEM "file:///etc/passwd">'), TYPES),
    "an address as an entity": (lambda: hostile.fetching('<!ENTITY % x SYSTEM "http://x.vn/a"> %x;'), TYPES),
    "entities in a picture": (lambda: with_entry("word/media/a.svg", b"<!DOCTYPE svg><svg/>"), TYPES),
    "entities in an odd part": (lambda: with_entry("word/media/a.png", b"<!DOCTYPE svg><svg/>"), TYPES),
    "entities in the relationships": (lambda: with_entry("word/_rels/a.xml.rels", b"<!DOCTYPE a><a/>"), TYPES),
    "a million nested elements": (hostile.nested_elements, "word/document.xml"),
    "a thousand nested elements": (lambda: hostile.nested_elements(1_000), "bị hỏng"),
    "a million attributes": (hostile.attributes, "word/document.xml"),
    "a million namespaces": (hostile.namespaces, "word/document.xml"),
    "a million paragraphs": (lambda: hostile.many_elements(1_000_000), "word/document.xml"),
    "a table of a million cells": (lambda: hostile.huge_table(20_000, 50), "quá nhiều nội dung"),
    "a table of 100,000 cells": (lambda: hostile.huge_table(2_000, 50), "quá nhiều nội dung"),
    "20,000 tags": (lambda: hostile.many_tags(20_000), "hơn 10000 thẻ"),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_expands_or_nests_is_refused(limited: Limited, bare_office: Path, name: str) -> None:
    builder, words = PARTS[name]
    refused(attack(limited, bare_office, builder()), words)


@pytest.mark.parametrize(
    "builder",
    [
        lambda: hostile.styles_in_a_ring(1_000),
        lambda: hostile.long_style_chain(20_000),
        lambda: hostile.nested_tables(60),
        lambda: hostile.many_tags(5_000),
        lambda: docx(p("{# " + "x" * 1_000_000 + " #}")),
    ],
    ids=["styles in a ring", "a chain of 20,000 styles", "60 nested tables", "5,000 tags", "a remark of 10^6 letters"],
)
def test_what_is_odd_but_harmless_ends_within_the_limits(limited: Limited, bare_office: Path, builder: Builder) -> None:
    answer = attack(limited, bare_office, builder())
    assert answer.code in (0, 1), answer.said[-2000:]
    assert "Traceback" not in answer.said


_NET = "http://schemas.microsoft.com/office"
LINKS: dict[str, tuple[Builder, str]] = {
    "a template elsewhere": (
        lambda: with_link("attachedTemplate", "http://x.vn/a.dotm", "External", "word/_rels/settings.xml.rels"),
        "mẫu Word ngoài",
    ),
    "a picture elsewhere": (lambda: with_link("image", "http://x.vn/a.png", "External"), "http://x.vn/a.png"),
    "a picture on a share": (lambda: with_link("image", r"\\x.vn\a\b.png", "External"), "bên ngoài"),
    "a picture, mode in small letters": (lambda: with_link("image", "http://x.vn/a.png", "external"), "bên ngoài"),
    "an object elsewhere": (lambda: with_link("oleObject", "http://x.vn/a.doc!1", "External"), "OLE"),
    "a frame": (lambda: with_link("frame", "http://x.vn/a.htm", "External"), "bên ngoài"),
    "a data source": (
        lambda: with_link("mailMergeSource", "file:///C:/a.mdb", "External", "word/_rels/settings.xml.rels"),
        "bên ngoài",
    ),
    "a part of another document": (lambda: with_link("subDocument", "file:///C:/a.docx", "External"), "tài liệu con"),
    "a script link": (lambda: with_link("hyperlink", "javascript:alert(1)", "External"), "javascript:"),
    "a file link": (lambda: with_link("hyperlink", "file:///etc/passwd", "External"), "file:"),
    "a share link": (lambda: with_link("hyperlink", r"\\x.vn\a", "External"), "bên ngoài"),
    "a tool link": (lambda: with_link("hyperlink", "ms-msdt:/id PCWDiagnostic", "External"), "ms-msdt:"),
    "an address that only looks like the web": (
        lambda: with_link("hyperlink", " file:///x#http://a.vn", "External"),
        "bên ngoài",
    ),
    "relationships in capitals": (
        lambda: with_link("image", "http://x.vn/a.png", "External", "word/_rels/DOCUMENT.XML.RELS"),
        "hai mục cùng tên",
    ),
    "relationships in capitals of another part": (
        lambda: with_link("image", "http://x.vn/a.png", "External", "word/_rels/settings.xml.RELS"),
        "http://x.vn/a.png",
    ),
    "an embedded object": (lambda: with_link("oleObject", "embeddings/oleObject1.bin"), "OLE"),
    "an embedded workbook": (lambda: with_link("package", "embeddings/a.xlsx"), "tệp nhúng"),
    "an ActiveX control": (lambda: with_link("control", "activeX/activeX1.xml"), "ActiveX"),
    "another file's text": (lambda: with_link("aFChunk", "a.html"), "altChunk"),
    "a macro project": (lambda: with_link(f"{_NET}/2006/relationships/vbaProject", "vbaProject.bin"), "macro"),
    "a ribbon": (
        lambda: with_link(f"{_NET}/2006/relationships/ui/extensibility", "customUI/a.xml", "", "_rels/.rels"),
        "thanh công cụ",
    ),
    "an add-in": (
        lambda: with_link(f"{_NET}/2011/relationships/webextensiontaskpanes", "a.xml", "", "_rels/.rels"),
        "Add-in",
    ),
    "a macro document renamed": (hostile.macro_renamed, "macro"),
    "a macro project by its extension": (hostile.macro_content_type_of_a_default, "macro"),
    "an altChunk in the text": (lambda: body('<w:altChunk w:id="x"/>'), "altChunk"),
    "a control in the text": (lambda: body("<w:p><w:r><w:object><w:control/></w:object></w:r></w:p>"), "ActiveX"),
    "an object in the text": (
        lambda: body('<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/>'
                     "</w:object></w:r></w:p>"),
        "OLE",
    ),
    "a mail merge": (
        lambda: with_entry(
            "word/settings.xml",
            b'<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            b'<w:mailMerge><w:connectString w:val="Provider=x"/></w:mailMerge></w:settings>',
        ),
        "Mail Merge",
    ),
    "an old drawing's picture": (
        lambda: body('<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
                     '<v:imagedata src="http://x.vn/a.png"/></v:shape></w:pict></w:r></w:p>'),
        "http://x.vn/a.png",
    ),
    "an old drawing's link": (
        lambda: body('<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" href="file:///C:/a.exe"/>'
                     "</w:pict></w:r></w:p>"),
        "file:///C:/a.exe",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LINKS)
def test_a_template_that_fetches_runs_or_embeds_is_refused(limited: Limited, bare_office: Path, name: str) -> None:
    builder, words = LINKS[name]
    refused(attack(limited, bare_office, builder()), words)


FIELDS: dict[str, tuple[str, str]] = {
    "includetext": (field(' INCLUDETEXT "C:\\\\a.docx" '), "INCLUDETEXT"),
    "includepicture": (field(" includepicture", ' "http://x.vn/a.png"'), "INCLUDEPICTURE"),
    "link": (field("LINK Excel.Sheet.8 a.xlsx"), "LINK"),
    "dde": (field("DDE cmd a b"), "DDE"),
    "ddeauto": (field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'), "DDEAUTO"),
    "split over runs": (field(" D", "DE", "AUTO", ' "a"'), "DDEAUTO"),
    "without a blank": (field('INCLUDETEXT"a.docx"'), "INCLUDETEXT"),
    "in one element": (simple_field(" IncludeText a.docx"), "INCLUDETEXT"),
    "in one element, encoded": (simple_field("&#x49;NCLUDEPICTURE a"), "INCLUDEPICTURE"),
    "inside another field": (field(" IF 1 = 1 ", mark("begin"), "DDE a b", mark("end"), " "), "DDE"),
    "inside another field's result": (
        f"<w:p>{mark('begin')}{code('PAGE')}{mark('separate')}{mark('begin')}{code('DDE a')}{mark('end')}"
        f"{mark('end')}</w:p>",
        "DDE",
    ),
    "name put together by a nested field": (
        field(mark("begin"), "QUOTE x", mark("separate"), "<w:r><w:t>INCLUDE</w:t></w:r>", mark("end"), "TEXT a"),
        "INCLUDETEXT",
    ),
    "instruction as plain text": (field("<w:r><w:t>DDEAUTO a b</w:t></w:r>"), "DDEAUTO"),
    "over two paragraphs": (
        f"<w:p>{mark('begin')}{code('DDE')}</w:p><w:p>{code('AUTO a')}{mark('end')}</w:p>",
        "DDEAUTO",
    ),
    "never ended": (f"<w:p>{mark('begin')}{code('DDEAUTO a')}</w:p>", "DDEAUTO"),
    "deleted instruction": (
        f"<w:p>{mark('begin')}<w:r><w:delInstrText>DDE a</w:delInstrText></w:r>{mark('end')}</w:p>",
        "DDE",
    ),
    "without any mark": (f"<w:p>{code('DDEAUTO a')}</w:p>", "DDEAUTO"),
    "import": (field("IMPORT a.png"), "IMPORT"),
}


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("where", ["body", "header"])
def test_a_field_that_reads_other_files_is_refused(limited: Limited, bare_office: Path, name: str, where: str) -> None:
    xml, words = FIELDS[name]
    data = docx(xml) if where == "body" else docx(p("a"), header=xml)
    refused(attack(limited, bare_office, data), f"trường {words},")


def test_nothing_is_written_while_one_template_is_hostile(limited: Limited, office: Path) -> None:
    (office / TEMPLATE).write_bytes(docx(p("{{ doanh_nghiep.__class__ }}")))
    answer = limited("--thu-muc", office, "build")
    refused(answer)
    assert not (office / "output").exists()


def in_loops(depth: int, inside: str) -> str:
    """Return loops in loops over the contacts around a text."""
    return "".join(LOOP.replace("#", str(n)) for n in range(depth)) + inside + "{% endfor %}" * depth


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (docx(p(in_loops(3, "x"))), "lượt"),
        (docx(p(in_loops(3, ""))), "lượt"),
        (docx(p(in_loops(2, "x") * 100)), "lượt"),
        (docx(p(in_loops(2, "x" * 500_000))), "dài hơn"),
        (docx(p(in_loops(2, "{{ a0.don_vi }}" * 500))), "dài hơn"),
        (docx(p("a"), title=in_loops(3, "x")), "lượt"),
    ],
    ids=["three loops", "three empty loops", "loops in a row", "long text", "many values", "the title"],
)
def test_loops_over_long_lists_set_that_paper_aside_and_spare_the_others(
    limited: Limited, bare_office: Path, data: bytes, words: str
) -> None:
    record = bare_office / "records/doanh_nghiep/bm001.yaml"
    text = record.read_text(encoding="utf-8")
    contact = next(line for line in text.splitlines() if line.startswith("  - {don_vi"))
    record.write_text(text.replace(contact, "\n".join([contact] * 1_000)), encoding="utf-8")
    (bare_office / TEMPLATE).write_bytes(data)
    answer = limited("--thu-muc", bare_office, "build")
    assert answer.code == 3, answer.said[-2000:]
    assert "Traceback" not in answer.said
    assert "1 văn bản chưa làm được" in answer.said
    assert TEMPLATE in answer.said
    assert words in answer.said
    assert len(list((bare_office / "output").rglob("*.docx"))) == 2


def test_a_template_cannot_change_the_facts_it_is_given() -> None:
    data = docx(
        p("{% for ten in tu %}{{ ten }}{% endfor %}{{ ten }}"),
        p("{% for nhom in chot %}{% for chot in nhom.ca %}{{ chot }}{% endfor %}{{ nhom.ten }}{% endfor %}"),
        p("{% for a in tu if a != 'hai' %}{{ loop.index }}{{ a | chu_hoa }}{% endfor %}{{ tu | noi_va }}"),
    )
    template = compiled(data)
    fields = sample()
    first = template.render(fields, profile())
    assert fields == sample()
    assert lines(first)[0] == "mộthaibaCông ty A & B"
    assert template.render(fields, profile()) == first


def test_no_change_of_a_few_bytes_of_a_container_is_more_than_a_complaint() -> None:
    """Two thousand files with random bytes changed: each passes or is complained about; nothing is raised."""
    chance = random.Random(3)
    data = hostile.GOOD
    for _ in range(2_000):
        spoilt = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 5))):
            place = chance.randrange(len(spoilt)) if chance.random() < 0.5 else chance.randrange(-700, 0)
            spoilt[place] = chance.choice((0, 1, 0xFF, 0x7F, chance.randrange(256)))
        package, found = open_package(bytes(spoilt), "mau.docx")
        assert (package is None) == bool(found)
