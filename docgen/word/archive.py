"""The zip container of a .docx: read once with every limit counted, for :mod:`docgen.word.container` to write again."""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docgen.diagnostics import Diagnostic, Rule, Span
from docgen.word.complaints import DAMAGED_DOCX, NOT_A_DOCX, OVERSIZED_DOCX
from docgen.word.container import container_of

MOST_ENTRIES = 5_000
MOST_BYTES = 200_000_000
MOST_EXPANSION = 250
"""How many times larger than its compressed form an entry over a megabyte may be; Word's own stay under a hundred."""

_CHUNK = 1 << 20
_SAVE_AGAIN = "Mở tệp bằng Word rồi lưu lại dạng «Word Document (*.docx)»."
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_UTF8_NAME = 0x800
_MOST_COMPLAINTS = 20
_CLIMBS = re.compile(r"[\\:\0]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the container: its bytes deflated, ready to be written again, their CRC-32 and unpacked size."""

    name: str
    deflated: bytes
    checksum: int
    size: int

    @classmethod
    def of(cls, name: str, data: bytes) -> Entry:
        """Deflate the bytes."""
        return cls(name, zlib.compress(data, 9, wbits=-zlib.MAX_WBITS), zlib.crc32(data), len(data))

    @property
    def data(self) -> bytes:
        """The bytes, unpacked anew each time."""
        return zlib.decompress(self.deflated, wbits=-zlib.MAX_WBITS, bufsize=self.size or 1)


def read_archive(data: bytes, file: str, *, repack: bool = True) -> tuple[tuple[Entry, ...], list[Diagnostic]]:
    """Unpack a zip file within limits; any doubt about it is a complaint, and then there are no entries.

    Without ``repack`` entries stay deflated as they came, where nothing stands behind the deflated bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, directory = archive.infolist(), archive.start_dir
    except (zipfile.BadZipFile, ValueError, RuntimeError, struct.error, EOFError):
        return (), [_not_a_zip(data, file)]
    found = [_complain(file, rule, message) for rule, message in _doubts(data, infos, directory)]
    if found:
        return (), found
    entries: list[Entry] = []
    room = MOST_BYTES
    for info in infos:
        content, packed, doubt = _unpack(data, info, room)
        if content is None:
            return (), [_complain(file, *doubt)]
        room -= len(content)
        if repack or not packed:
            entries.append(Entry.of(info.filename, content))
        else:
            entries.append(Entry(info.filename, packed, info.CRC, len(content)))
    return tuple(entry for entry in entries if not entry.name.endswith("/")), []


def write_archive(entries: Sequence[Entry], changed: Mapping[str, bytes]) -> bytes:
    """Return a zip file with the entries in order, those in ``changed`` with new bytes."""
    return container_of(entries, list(changed)).written(list(changed.values()))


def _not_a_zip(data: bytes, file: str) -> Diagnostic:
    span = Span(file)
    if file.replace("\\", "/").rsplit("/", 1)[-1].startswith("~$"):
        message = "Đây là tệp tạm mà Word tạo ra khi một tệp đang mở, không phải tệp mẫu"
        return NOT_A_DOCX.at(span, message, "Đóng tệp trong Word; nếu tệp «~$…» còn lại thì xóa đi.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = "Tệp là dạng Word cũ (.doc) hoặc có đặt mật khẩu, không đọc được"
        return NOT_A_DOCX.at(span, message, "Mở bằng Word, bỏ mật khẩu nếu có, rồi lưu dạng «Word Document (*.docx)».")
    if not data:
        return NOT_A_DOCX.at(span, "Tệp trống, không có gì bên trong", "Chép lại tệp mẫu.")
    if data.startswith(b"PK"):
        message = "Tệp .docx bị hỏng hoặc chép chưa xong, không mở được"
        return DAMAGED_DOCX.at(span, message, "Chép lại tệp; nếu tệp đang mở trong Word thì lưu và đóng lại.")
    return NOT_A_DOCX.at(span, "Tệp không phải tệp Word .docx dù mang đuôi đó", _SAVE_AGAIN)


def _complain(file: str, rule: Rule, message: str) -> Diagnostic:
    return rule.at(Span(file), message, _SAVE_AGAIN)


def _doubts(data: bytes, infos: list[zipfile.ZipInfo], directory: int) -> list[tuple[Rule, str]]:
    if len(infos) > MOST_ENTRIES:
        return [(OVERSIZED_DOCX, f"Tệp có {len(infos)} mục bên trong, chỉ được đến {MOST_ENTRIES}")]
    found: list[tuple[Rule, str]] = []
    names: set[str] = set()
    for info in infos:
        key = unicodedata.normalize("NFC", info.filename).casefold()
        if key in names:
            found.append((DAMAGED_DOCX, f"Tệp có hai mục cùng tên «{info.filename}»"))
        names.add(key)
        if info.filename.startswith("/") or _CLIMBS.search(info.filename) or ".." in info.filename.split("/"):
            found.append((DAMAGED_DOCX, f"Tệp có mục mang tên lạ «{info.filename}»"))
        if info.flag_bits & 0x41:
            found.append((DAMAGED_DOCX, f"Mục «{info.filename}» bị khóa bằng mật khẩu"))
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            found.append((DAMAGED_DOCX, f"Mục «{info.filename}» nén theo cách lạ"))
    return (found + _overlaps(data, infos, directory))[:_MOST_COMPLAINTS]


def _overlaps(data: bytes, infos: list[zipfile.ZipInfo], directory: int) -> list[tuple[Rule, str]]:
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [info.header_offset for info in ordered[1:]] + [directory]
    found: list[tuple[Rule, str]] = []
    for info, limit in zip(ordered, ends, strict=True):
        start = _start_of_data(data, info)
        if start is None or start + info.compress_size > limit:
            found.append((DAMAGED_DOCX, f"Mục «{info.filename}» chồng lên mục khác hoặc sai vị trí"))
    return found


def _start_of_data(data: bytes, info: zipfile.ZipInfo) -> int | None:
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        return None
    *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    start = info.header_offset + _LOCAL_HEADER.size
    encoding = "utf-8" if info.flag_bits & _UTF8_NAME else "cp437"
    if data[start : start + name_length] != info.orig_filename.encode(encoding):
        return None
    return int(start + name_length + extra_length)


def _unpack(data: bytes, info: zipfile.ZipInfo, room: int) -> tuple[bytes | None, bytes, tuple[Rule, str]]:
    """Inflate one entry, stopping as soon as a limit is passed; sizes in headers are not believed.

    With the content come the deflated bytes, none where they hold anything else.
    """
    start = _start_of_data(data, info) or 0
    whole = b""
    packed = data[start : start + info.compress_size]
    damaged = (DAMAGED_DOCX, f"Mục «{info.filename}» bị hỏng")
    limit = min(room, max(_CHUNK, len(packed) * MOST_EXPANSION))
    if info.compress_type == zipfile.ZIP_STORED:
        content = packed
    else:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = inflater.decompress(packed, limit + 1)
        except zlib.error:
            return None, whole, damaged
        if len(content) <= limit and not inflater.eof:
            return None, whole, damaged
        whole = packed if inflater.eof and not inflater.unused_data else b""
    if len(content) > limit:
        return None, whole, (OVERSIZED_DOCX, f"Mục «{info.filename}» bung ra quá lớn")
    if zlib.crc32(content) != info.CRC or len(content) != info.file_size:
        return None, whole, damaged
    return content, whole, damaged
