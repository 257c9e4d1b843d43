"""The gate: a .docx is judged once, on its bytes, before anything else reads it.

Templates are passed around by mail. What is refused here (see each check) can neither fetch from the network nor run,
include other files or swell in memory; everything after works on the gated bytes only.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial

from lxml import etree

from docgen.diagnostics import Diagnostic, Rule, Span
from docgen.word.archive import Entry, read_archive
from docgen.word.complaints import DAMAGED_DOCX, NOT_A_DOCX, OVERSIZED_DOCX, UNSAFE_DOCX
from docgen.word.xml_names import W_NAMESPACE, W, parse_template_xml, value_of

MOST_XML = 50_000_000
"""Bytes of all XML parts together; a book of a thousand pages has less."""
MOST_MARKS = 1_000_000
"""Opening and closing marks of all XML parts together: the parsed tree takes a hundred times a mark's bytes."""

_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DECLARED = re.compile(r"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']""")
SAFE_LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)
"""How the target of a link may begin."""

_TAG_LINK = re.compile(r"(\{|%7b){2}", re.IGNORECASE)
_FIELD_NAME = re.compile(r"[\s\u200b\u00ad]*([A-Za-z]+)")
_FIELD_WORD = re.compile(r'(\\[A-Za-z!*#@])(?=[\s"“«]|$)|["“«]([^"”»]*)["”»]?|([^\s"“«]+)')
"""A word of a field after its name: a switch, a quoted word, a bare one; quotes may follow without a blank."""
_LINK_SWITCHES = ("\\l", "\\o", "\\t")
"""Switches of a HYPERLINK field that are followed by a word of their own: a bookmark, a hint, a frame."""
_REFUSED_FIELDS = {"INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "RD", "DATABASE"}
_REFUSED_LINKS = {
    "vbaproject": "macro",
    "wordvbadata": "macro",
    "attachedtoolbars": "macro",
    "extensibility": "thanh công cụ riêng",
    "webextension": "phần bổ trợ (Add-in) tải từ mạng",
    "webextensiontaskpanes": "phần bổ trợ (Add-in) tải từ mạng",
    "oleobject": "đối tượng nhúng (OLE)",
    "package": "tệp nhúng",
    "control": "điều khiển ActiveX",
    "activexcontrolbinary": "điều khiển ActiveX",
    "afchunk": "phần chèn từ tệp khác (altChunk)",
    "subdocument": "tài liệu con",
    "attachedtemplate": "liên kết đến tệp mẫu Word ngoài",
}
_REFUSED_ELEMENTS = {
    W + "altChunk": "phần chèn từ tệp khác (altChunk)",
    W + "mailMerge": "trộn thư (Mail Merge) lấy dữ liệu từ nguồn ngoài",
    W + "control": "điều khiển ActiveX",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "đối tượng nhúng (OLE)",
}
_OUTSIDE_ATTRIBUTES = ("src", "href", "{urn:schemas-microsoft-com:office:office}href")
_SMALL, _REMEMBERED = 1 << 16, 128
"""Bytes of a part, and how many of these, that are judged once only: most papers of a batch have the same."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]{2}", re.IGNORECASE)
_VML = "{urn:schemas-microsoft-com:vml}"


@dataclass(frozen=True)
class Package:
    """A gated .docx: its entries in order, the name of its main part, the SHA-256 of the bytes it came from."""

    entries: tuple[Entry, ...]
    main: str
    digest: str

    @cached_property
    def by_name(self) -> dict[str, Entry]:
        """The entries by name."""
        return {entry.name: entry for entry in self.entries}

    def with_part(self, name: str, data: bytes) -> Package:
        """Return the package with other bytes for one entry."""
        entries = tuple(Entry.of(name, data) if entry.name == name else entry for entry in self.entries)
        return Package(entries, self.main, self.digest)

    def related(self, source: str, kind: str) -> list[str]:
        """Return the names of the parts that ``source`` ("" for the package) relates to as ``kind``, in order."""
        rels = self.by_name.get(rels_of(source))
        if rels is None:
            return []
        found = []
        for link in parse_template_xml(rels.data).iter(RELATIONSHIP):
            if link.get("Type", "").rsplit("/", 1)[-1] == kind and link.get("TargetMode") != "External":
                found.append(_target(source, link.get("Target", "")))
        return [name for name in found if name in self.by_name]


def open_package(data: bytes, file: str, *, repack: bool = True) -> tuple[Package | None, list[Diagnostic]]:
    """Judge the bytes of a template; ``file`` is its name for messages. With any complaint there is no package.

    ``repack`` deflates the entries as small as can be: for a template that many papers are made from.
    """
    entries, found = read_archive(data, file, repack=repack)
    if found:
        return None, found
    package = Package(entries, "", hashlib.sha256(data).hexdigest())
    if _TYPES not in package.by_name:
        hint = "Mở bằng Word rồi lưu lại dạng «Word Document (*.docx)»."
        return None, [NOT_A_DOCX.at(Span(file), "Tệp nén này không phải tệp Word", hint)]
    parts = tuple(_xml_parts(package))
    checks: tuple[Callable[[], Iterator[_Doubt]], ...] = (
        partial(_size_doubts, parts),
        partial(_encoding_doubts, parts),
        partial(_link_doubts, package),
        partial(_type_doubts, package),
    )
    for check in checks:
        found = [rule.at(Span(file), message, hint) for rule, message, hint in check()]
        if found:
            return None, found
    mains = package.related("", "officeDocument")
    package = Package(entries, mains[0], package.digest)
    found = [rule.at(Span(file), message, hint) for rule, message, hint in _content_doubts(package, parts)]
    return (None if found else package), found


_Doubt = tuple[Rule, str, str]
_LESS = "Chia mẫu thành nhiều mẫu nhỏ; bảng dài thì dùng một hàng mẫu với vòng lặp for."
_SAVE = "Mở tệp bằng Word rồi lưu lại dạng «Word Document (*.docx)»."


_Part = tuple[str, bytes]
"""The name of an entry that is XML and its bytes, unpacked once."""


def _xml_parts(package: Package) -> Iterator[_Part]:
    for entry in package.entries:
        data = entry.data
        head = data[:4].lstrip()
        looks = head.startswith((b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<"))
        if entry.name.lower().endswith((".xml", ".rels", ".vml", ".svg")) or looks:
            yield entry.name, data


def _size_doubts(parts: tuple[_Part, ...]) -> Iterator[_Doubt]:
    size = marks = 0
    for name, data in parts:
        size += len(data)
        marks += data.count(b"<")
        if size > MOST_XML or marks > MOST_MARKS:
            yield OVERSIZED_DOCX, f"Phần «{name}» có quá nhiều nội dung cho một tệp mẫu", _LESS
            return


def _encoding_doubts(parts: tuple[_Part, ...]) -> Iterator[_Doubt]:
    for name, data in parts:
        doubt = _encoding_doubt_again(data) if len(data) <= _SMALL else _encoding_doubt(data)
        if doubt is not None:
            rule, message, hint = doubt
            yield rule, message.format(name=name), hint


def _encoding_doubt(data: bytes) -> _Doubt | None:
    text = _decoded(data)
    declared = _DECLARED.match(text or "")
    if text is None or (declared and declared.group(1).lower() not in ("utf-8", "utf-16", "us-ascii")):
        return DAMAGED_DOCX, "Phần «{name}» dùng bảng mã lạ, không đọc được", _SAVE
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        message = "Phần «{name}» có khai báo DOCTYPE, có thể dùng để tấn công"
        return UNSAFE_DOCX, message, "Không dùng tệp này."
    try:
        parse_template_xml(data)
    except etree.XMLSyntaxError:
        return DAMAGED_DOCX, "Phần «{name}» bị hỏng", _SAVE
    return None


_encoding_doubt_again = lru_cache(maxsize=_REMEMBERED)(_encoding_doubt)


def _decoded(data: bytes) -> str | None:
    encodings = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}
    try:
        text = data.decode(encodings.get(data[:2], "utf-8-sig"))
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _link_doubts(package: Package) -> Iterator[_Doubt]:
    for entry in package.entries:
        if not entry.name.lower().endswith(".rels"):
            continue
        for link in parse_template_xml(entry.data).iter(RELATIONSHIP):
            kind = link.get("Type", "").rsplit("/", 1)[-1].lower()
            target = link.get("Target", "")
            if kind in _REFUSED_LINKS:
                hint = "Xóa nội dung đó trong Word rồi lưu lại dạng .docx thường."
                yield UNSAFE_DOCX, f"Tệp có {_REFUSED_LINKS[kind]}, không được phép trong mẫu", hint
            elif link.get("TargetMode", "").lower() == "external" and not (kind == "hyperlink" and _may_link(target)):
                message = f"Tệp lấy nội dung từ bên ngoài: «{target[:80]}»"
                yield UNSAFE_DOCX, message, "Chỉ giữ liên kết web (http, https) và thư (mailto); nhúng ảnh vào tệp."


def _may_link(target: str) -> bool:
    """Tell whether a link may point there: to the web, a mailbox, or where a tag says, judged when it is filled."""
    return bool(SAFE_LINK.match(target) or _TAG_LINK.match(target))


def _type_doubts(package: Package) -> Iterator[_Doubt]:
    types = parse_template_xml(package.by_name[_TYPES].data)
    declared = {item.get("PartName", "").lstrip("/"): item.get("ContentType", "") for item in types}
    everything = {item.get("ContentType", "").lower() for item in types}
    mains = package.related("", "officeDocument")
    if any("macroenabled" in kind or "vbaproject" in kind for kind in everything):
        yield UNSAFE_DOCX, "Tệp có macro", "Lưu lại dạng «Word Document (*.docx)», là dạng không có macro."
    elif any("activex" in kind or "oleobject" in kind for kind in everything):
        yield UNSAFE_DOCX, "Tệp có đối tượng nhúng (OLE, ActiveX)", "Xóa đối tượng đó trong Word rồi lưu lại."
    elif not mains:
        yield NOT_A_DOCX, "Tệp không có phần văn bản của Word", _SAVE
    elif declared.get(mains[0]) != _MAIN:
        other = "tệp mẫu Word (.dotx)" if "template" in declared.get(mains[0], "") else "tệp loại khác"
        yield NOT_A_DOCX, f"Đây là {other}, không phải văn bản Word .docx", _SAVE


def _content_doubts(package: Package, parts: tuple[_Part, ...]) -> Iterator[_Doubt]:
    main: etree._Element | None = None
    for name, data in parts:
        if name == package.main:
            main = parse_template_xml(data)
            yield from _doubts_of_part(main)
        elif len(data) <= _SMALL:
            yield from _doubts_again(data)
        else:
            yield from _doubts_of_part(parse_template_xml(data))
    if main is None:
        main = parse_template_xml(package.by_name[package.main].data)
    if main.tag != W + "document" or main.nsmap.get("w") != W_NAMESPACE:
        yield NOT_A_DOCX, "Văn bản không lưu theo dạng .docx thường (có thể là «Strict Open XML»)", _SAVE


def _doubts_of_part(root: etree._Element) -> Iterator[_Doubt]:
    for found in sorted({_REFUSED_ELEMENTS[str(element.tag)] for element in root.iter(*_REFUSED_ELEMENTS)}):
        yield UNSAFE_DOCX, f"Tệp có {found}", "Xóa phần đó trong Word rồi lưu lại."
    for target in _outside_pictures(root):
        message = f"Tệp lấy hình từ bên ngoài: «{target[:80]}»"
        yield UNSAFE_DOCX, message, "Xóa hình đó rồi chèn lại từ tệp trên máy."
    codes = field_codes(root)
    for target in filter(None, map(_link_outside, codes)):
        message = f"Tệp có trường HYPERLINK dẫn ra ngoài: «{target[:80]}»"
        yield UNSAFE_DOCX, message, "Chỉ dùng liên kết http, https, mailto hoặc đến dấu trang trong văn bản."
    for name in sorted({*map(_name_of_field, codes)} & _REFUSED_FIELDS):
        yield UNSAFE_DOCX, f"Tệp có trường {name}, trường lấy nội dung từ tệp khác", "Xóa trường đó trong Word."


@lru_cache(maxsize=_REMEMBERED)
def _doubts_again(data: bytes) -> tuple[_Doubt, ...]:
    return tuple(_doubts_of_part(parse_template_xml(data)))


def _name_of_field(code: str) -> str:
    name = _FIELD_NAME.match(code)
    return name.group(1).upper() if name else ""


def _link_outside(code: str) -> str:
    """Return the address of a HYPERLINK field that leads to a file, a script or another machine, else nothing."""
    name = _FIELD_NAME.match(code)
    if name is None or name.group(1).upper() != "HYPERLINK":
        return ""
    before = ""
    for switch, quoted, bare in _FIELD_WORD.findall(code, name.end()):
        target = str(quoted or bare)
        # A tag at the beginning is told by its place later: field codes are never filled.
        leads_out = target and not SAFE_LINK.match(target) and not _TAG_LINK.match(target)
        if leads_out and before not in _LINK_SWITCHES:
            return target
        before = switch.lower()
    return ""


def field_codes(root: etree._Element) -> list[str]:
    """Return each field instruction of a part; fields may nest and be split over runs."""
    found = [value_of(simple, "instr") or "" for simple in root.iter(W + "fldSimple")]
    stack: list[_OpenField] = []
    for element in root.iter(W + "fldChar", W + "instrText", W + "delInstrText", W + "t"):
        kind = value_of(element, "fldCharType")
        if kind == "begin":
            stack.append(_OpenField())
        elif kind in ("separate", "end") and stack:
            stack[-1].in_code = False
            if kind == "end":
                found.append("".join(stack.pop().code))
        elif element.text:
            around = next((field for field in reversed(stack) if field.in_code), None)
            if around is not None:
                around.code.append(element.text)
            elif element.tag != W + "t":
                found.append(element.text)
    found += ["".join(field.code) for field in stack]
    return found


@dataclass
class _OpenField:
    """A field being read: its code so far, text that nested fields put into it included."""

    code: list[str] = field(default_factory=list)
    in_code: bool = True


def _outside_pictures(root: etree._Element) -> Iterator[str]:
    """Yield the addresses outside the file that old-style (VML) drawings name without a relationship."""
    for element in root.iter(f"{_VML}*"):
        for name in _OUTSIDE_ATTRIBUTES:
            target = element.get(name, "")
            if _SCHEME.match(target) and not (name.endswith("href") and SAFE_LINK.match(target)):
                yield target


def rels_of(source: str) -> str:
    """Return the name of the entry that holds the links of a part."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(source: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
