"""A paper from outside, opened through the gate: what it is not is said in words, what may be left out is left out."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from docgen.comparison.accepting import accept_changes, has_changes
from docgen.comparison.complaints import NOT_A_PAPER, SCANNED, TRACKED, UNREADABLE
from docgen.diagnostics import Diagnostic, Span, has_errors
from docgen.word.archive import read_archive, write_archive
from docgen.word.gate import open_package
from docgen.word.package import RELATIONSHIP, Package
from docgen.word.xml_names import TEXT, W, parse_template_xml, serialise

_SCAN_HINT = "Nhờ người soạn gửi bản Word gốc, hoặc gõ lại văn bản rồi lưu dạng «Word Document (*.docx)»."
_WORD_HINT = "Mở bằng Word rồi lưu lại dạng «Word Document (*.docx)»."
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PLAIN_TEXT = re.compile(rb"<w:t(?: [^<>]*)?>([^<>&]+)</w:t>")
"""Text as it is written in nearly every paper, to be found without reading the whole of it."""
_FEWEST_LETTERS = 20
"""Letters and digits of a paper with pictures, below which it is a scan."""

_SETTINGS_LINKS = "word/_rels/settings.xml.rels"
_SETTINGS = "word/settings.xml"


def open_paper(data: bytes, file: str) -> tuple[Package | None, list[Diagnostic]]:
    """Open a paper to be read or compared; ``file`` is its name for messages.

    Changes that it tracks are taken as accepted, with a warning. With any error there is no package.
    """
    doubt = _other_kind(data, file)
    if doubt is not None:
        return None, [doubt]
    package, found = open_package(_without_template_link(data, file), file, repack=False)
    if package is None:
        return None, [_reworded(item) for item in found]
    package, notices = _with_changes_accepted(package, file)
    notices += _scan_doubts(package, file)
    return (None if has_errors(notices) else package), notices


def body_of(package: Package) -> etree._Element:
    """Return the body of the main part."""
    body = parse_template_xml(package.by_name[package.main].data).find(W + "body")
    return body if body is not None else etree.Element(W + "body")


def _other_kind(data: bytes, file: str) -> Diagnostic | None:
    """Say what the bytes are where they are plainly no .docx."""
    span, head = Span(file), data[:1024].lstrip()
    if head.startswith(b"%PDF"):
        return NOT_A_PAPER.at(span, "Tệp là PDF (thường là bản quét hoặc bản đã ký), không phải tệp Word", _SCAN_HINT)
    if data.startswith(_PICTURES):
        return SCANNED.at(span, "Tệp là ảnh (bản quét hoặc ảnh chụp), không có chữ để đọc", _SCAN_HINT)
    if data.startswith(_OLD_CONTAINER):
        if _LOCKED in data:
            hint = "Mở bằng Word, vào Tệp - Thông tin - Bảo vệ tài liệu, bỏ mật khẩu rồi lưu lại."
            return NOT_A_PAPER.at(span, "Tệp được khóa bằng mật khẩu nên không đọc được", hint)
        return NOT_A_PAPER.at(span, "Tệp là dạng Word cũ (.doc)", _WORD_HINT)
    if head.startswith(b"{\\rtf"):
        return NOT_A_PAPER.at(span, "Tệp là dạng RTF, không phải Word .docx", _WORD_HINT)
    if head[:200].lower().startswith((b"<!doctype html", b"<html")):
        return NOT_A_PAPER.at(span, "Tệp là trang web lưu lại, không phải Word .docx", _WORD_HINT)
    return None


def _without_template_link(data: bytes, file: str) -> bytes:
    """Leave out the link to the writer's own .dotx, which many typed papers have and nobody needs to read them."""
    if _SETTINGS_LINKS.encode() not in data:
        return data
    entries, found = read_archive(data, file)
    links = next((entry.data for entry in entries if entry.name == _SETTINGS_LINKS), b"")
    settings = next((entry.data for entry in entries if entry.name == _SETTINGS), b"")
    if found or b"attachedTemplate" not in links or not settings:
        return data
    changed = {}
    for name, part, names in (
        (_SETTINGS_LINKS, links, (RELATIONSHIP,)),
        (_SETTINGS, settings, (W + "attachedTemplate",)),
    ):
        try:
            root = parse_template_xml(part)
        except etree.XMLSyntaxError:
            return data
        for element in list(root.iter(*names)):
            if element.tag != RELATIONSHIP or element.get("Type", "").endswith("/attachedTemplate"):
                root.remove(element)
        changed[name] = serialise(root)
    return write_archive(entries, changed)


def _reworded(item: Diagnostic) -> Diagnostic:
    """Say of a paper what the gate says of a template."""
    message, *hints = (
        text.replace("tệp mẫu Word", "tệp khuôn Word")
        .replace("tệp mẫu", "văn bản")
        .replace("trong mẫu", "trong văn bản")
        .replace("Chia mẫu thành nhiều mẫu nhỏ", "Chia văn bản thành nhiều phần")
        .replace("một hàng mẫu với vòng lặp for", "nhiều bảng ngắn")
        for text in (item.message, *item.hints)
    )
    rule = NOT_A_PAPER if item.rule.code == "khong-phai-docx" else UNREADABLE
    return replace(item, rule=rule, message=message, hints=tuple(hints))


def _with_changes_accepted(package: Package, file: str) -> tuple[Package, list[Diagnostic]]:
    tracked = False
    for entry in package.entries:
        if not entry.name.endswith(".xml") or not entry.name.startswith("word/"):
            continue
        part = entry.data
        if not has_changes(part):
            continue
        root = parse_template_xml(part)
        if accept_changes(root):
            tracked = True
            package = package.with_part(entry.name, serialise(root))
    if not tracked:
        return package, []
    message = "Văn bản còn vết sửa (Track Changes) chưa chấp nhận; ở đây coi như mọi vết sửa đã được chấp nhận"
    hint = "Nếu không đúng ý, hãy mở bằng Word, chấp nhận hoặc từ chối từng chỗ rồi lưu lại."
    return package, [TRACKED.at(Span(file), message, hint)]


def _scan_doubts(package: Package, file: str) -> list[Diagnostic]:
    letters = 0
    for plain in _PLAIN_TEXT.finditer(package.by_name[package.main].data):
        letters += sum(map(str.isalnum, plain.group(1).decode("utf-8", "ignore")))
        if letters >= _FEWEST_LETTERS:
            return []
    body = body_of(package)
    letters = 0
    for text in body.iter(TEXT):
        letters += sum(map(str.isalnum, text.text or ""))
        if letters >= _FEWEST_LETTERS:
            return []
    pictured = next(body.iter(W + "drawing", W + "pict"), None) is not None
    if letters and not pictured:
        return []
    if pictured:
        return [SCANNED.at(Span(file), "Văn bản chỉ có ảnh (bản quét), không có chữ để đọc", _SCAN_HINT)]
    if not letters:
        return [
            SCANNED.at(Span(file), "Văn bản trống, không có chữ nào", "Kiểm tra lại xem có đúng tệp cần đọc không.")
        ]
    return []
