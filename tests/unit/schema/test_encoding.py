from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.schema import decode
from docgen.schema.encoding import LARGEST_FILE

TEXT = "ten: Công ty Mỹ Thuận\n"


def codes(data: bytes) -> list[str]:
    return [item.rule.code for item in decode(data, "a.yaml")[1]]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
    ],
)
def test_every_accepted_way_of_saving_gives_the_same_text(data: bytes) -> None:
    assert decode(data, "a.yaml") == (TEXT, [])


def test_an_old_code_page_is_refused_at_its_first_byte_with_what_it_seems_to_say() -> None:
    data = b"ma: x\nten: " + "Công ty".encode("cp1258") + b"\n"
    text, (complaint,) = decode(data, "a.yaml")
    assert text is None
    assert complaint.rule.code == "sai-bang-ma"
    assert (complaint.span.line, complaint.span.column) == (2, 7)
    assert "«ten: Công ty»" in complaint.message
    assert any("UTF-8" in hint and "Notepad" in hint for hint in complaint.hints)
    assert any("Word" in hint for hint in complaint.hints)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (TEXT.encode("utf-16-le"), "sai-bang-ma"),
        (TEXT.encode("utf-16-be"), "sai-bang-ma"),
        (TEXT.encode("utf-32"), "sai-bang-ma"),
        (TEXT.encode("utf-16")[:-1], "sai-bang-ma"),
        (b"PK\x03\x04rest of a workbook", "khong-phai-tep-chu"),
        (b"\xd0\xcf\x11\xe0rest", "khong-phai-tep-chu"),
        (b"{\\rtf1 rest", "khong-phai-tep-chu"),
        (b"%PDF-1.7", "khong-phai-tep-chu"),
        (b"#" * (LARGEST_FILE + 1), "tep-qua-lon"),
    ],
)
def test_what_is_no_text_of_ours_is_refused_as_a_whole(data: bytes, code: str) -> None:
    text, complaints = decode(data, "a.yaml")
    assert text is None
    assert [item.rule.code for item in complaints] == [code]


def test_a_file_of_the_largest_size_is_read() -> None:
    assert codes(b"#" * LARGEST_FILE) == []


def test_lone_surrogates_are_told_and_shown_as_a_replacement() -> None:
    text, complaints = decode(b"ten: a\xed\xa0\x80b\n", "a.yaml")
    assert text == "ten: a\ufffdb\n"
    assert [(item.rule.code, item.span.column) for item in complaints] == [("ky-tu-dieu-khien", 7)]
    assert codes(codecs.BOM_UTF16_LE + "a".encode("utf-16-le") + b"\x00\xd8" + "b".encode("utf-16-le")) == [
        "ky-tu-dieu-khien"
    ]


def test_many_forbidden_characters_are_counted_after_the_first_twenty() -> None:
    _, complaints = decode(("a\u200b\n" * 50).encode(), "a.yaml")
    assert [item.rule.code for item in complaints] == ["ky-tu-vo-hinh"] * 20 + ["con-ky-tu-la"]
    assert complaints[19].span.line == 20
    assert "30" in complaints[-1].message


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise_and_nothing_is_refused_in_silence(data: bytes) -> None:
    text, complaints = decode(data, "a.yaml")
    assert complaints or text is not None
    assert (text or "").encode().decode() == (text or "")


def test_an_empty_file_is_empty_text() -> None:
    assert decode(b"", "a.yaml") == ("", [])


@settings(deadline=None)
@given(st.text(max_size=60))
def test_utf8_and_utf16_say_the_same(text: str) -> None:
    readable = text.translate({0xFEFF: None, 0: None}).encode("utf-8", "ignore").decode()
    assert decode(b"#" + readable.encode(), "a")[0] == decode(("#" + readable).encode("utf-16"), "a")[0]
