"""Bytes of a source file -> text in NFC whose lines end in ``\\n``, or a complaint that says how to save it."""

from __future__ import annotations

import codecs

from docgen.diagnostics import Diagnostic, Span
from docgen.schema.characters import forbidden_characters, without_surrogates
from docgen.schema.complaints import FILE_TOO_LARGE, NOT_PLAIN_TEXT, WRONG_ENCODING
from docgen.vietnamese import nfc

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of the largest source file."""

_SAVE_AGAIN = (
    "Lưu lại tệp với bảng mã UTF-8. Trong Notepad: Tệp > Lưu như (Save as), ô Mã hóa (Encoding) chọn UTF-8",
    "Trong Word: Lưu như > Văn bản thuần (.txt) > Mã hóa khác (Other encoding) > Unicode (UTF-8), rồi đổi đuôi .yaml",
)
_OTHER_FORMATS = (
    (b"PK\x03\x04", "tệp Word hoặc Excel (.docx, .xlsx)"),
    (b"\xd0\xcf\x11\xe0", "tệp Word hoặc Excel đời cũ (.doc, .xls)"),
    (b"{\\rtf", "tệp RTF của Word"),
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "tệp ảnh"),
    (b"\xff\xd8\xff", "tệp ảnh"),
)
_LONGEST_SAMPLE = 60


def decode(data: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of a source file and what is wrong with its bytes and characters.

    UTF-8 (a BOM is dropped) and UTF-16 with BOM are read; everything else gives None and a complaint. Text with
    forbidden characters is returned beside its complaints, so that the report can show the lines.
    """
    if len(data) > LARGEST_FILE:
        message = f"tệp lớn {len(data) // 1024 // 1024} MB, chỉ đọc tệp đến {LARGEST_FILE // 1024 // 1024} MB"
        return None, [FILE_TOO_LARGE.at(Span(file), message, "Chia tệp thành nhiều tệp nhỏ trong cùng thư mục")]
    for start, name in _OTHER_FORMATS:
        if data.startswith(start):
            message = f"đây là {name}, không phải tệp chữ"
            return None, [NOT_PLAIN_TEXT.at(Span(file), message, "Chép nội dung vào tệp chữ .yaml, bảng mã UTF-8")]
    raw, complaint = _text_of(data, file)
    if raw is None:
        return None, [complaint] if complaint else []
    text = nfc(raw.replace("\r\n", "\n").replace("\r", "\n"))
    return without_surrogates(text), forbidden_characters(text, file)


def _text_of(data: bytes, file: str) -> tuple[str | None, Diagnostic | None]:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return None, WRONG_ENCODING.at(Span(file), "tệp lưu theo bảng mã UTF-32", *_SAVE_AGAIN)
    if data[:200].count(0) > len(data[:200]) // 4 and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None, WRONG_ENCODING.at(Span(file), "tệp có vẻ lưu theo bảng mã UTF-16 thiếu dấu đầu tệp", *_SAVE_AGAIN)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16", "surrogatepass"), None
        except UnicodeDecodeError:
            return None, WRONG_ENCODING.at(Span(file), "tệp UTF-16 bị cắt cụt hoặc hỏng", *_SAVE_AGAIN)
    try:
        return data.decode("utf-8", "surrogatepass").removeprefix("\ufeff"), None
    except UnicodeDecodeError as error:
        return None, _not_utf8(error.object, error.start, file)


def _not_utf8(data: bytes, position: int, file: str) -> Diagnostic:
    line_start = max(data.rfind(b"\n", 0, position), data.rfind(b"\r", 0, position)) + 1
    before = data[line_start:position].decode("utf-8", "replace")
    line = data.count(b"\n", 0, position) + 1
    sample = data[line_start:].splitlines()[0].decode("cp1258", "replace").strip()[:_LONGEST_SAMPLE]
    message = (
        f"byte {data[position]:02X} không thuộc bảng mã UTF-8; tệp có vẻ lưu theo bảng mã cũ (Windows-1258 hoặc "
        f"tương tự), dòng này khi đó là «{nfc(_without_controls(sample))}»"
    )
    return WRONG_ENCODING.at(Span(file, line, len(before) + 1), message, *_SAVE_AGAIN)


def _without_controls(text: str) -> str:
    """Return the text with everything that cannot be printed shown as �."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
