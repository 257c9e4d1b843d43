"""The gate: a .docx is judged once, on its bytes, before anything else reads it.

Templates are passed around by mail. What is refused here (see each check) can neither fetch from the network nor run,
include other files or swell in memory; everything after works on the gated bytes only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from lxml import etree

from docgen.composition.tag_text import Place
from docgen.diagnostics import Diagnostic, Rule, Span
from docgen.word.archive import Entry, read_archive
from docgen.word.complaints import DAMAGED_DOCX, NOT_A_DOCX, OVERSIZED_DOCX, UNSAFE_DOCX
from docgen.word.field_codes import SAFE_LINK, TAG_LINK, field_codes
from docgen.word.package import RELATIONSHIP, Package, rels_of, source_of
from docgen.word.parts import READ_LINKS, label_of
from docgen.word.places import OFFICE_RELATIONS, Places, users_of
from docgen.word.workbook import MOST_WORKBOOKS, workbook_problem
from docgen.word.xml_names import W_NAMESPACE, W, parse_template_xml

MOST_XML = 50_000_000
"""Bytes of all XML parts together; a book of a thousand pages has less."""
MOST_MARKS = 1_000_000
"""Opening and closing marks of all XML parts together: the parsed tree takes a hundred times a mark's bytes."""

_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DECLARED = re.compile(r"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']""")
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
_AS_PICTURE = "Chọn biểu đồ, bấm Ctrl+X, rồi dán lại dạng hình (Paste Special, chọn Picture)."


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What is wrong, what to do, and where it is; no place where the whole file is meant."""

    rule: Rule
    message: str
    hint: str
    place: Place | None = None

    def complaint(self, file: str) -> Diagnostic:
        return (self.place or Place(Span(file))).complain(self.rule, self.message, self.hint)


_LESS = "Chia mẫu thành nhiều mẫu nhỏ; bảng dài thì dùng một hàng mẫu với vòng lặp for."
_SAVE = "Mở tệp bằng Word rồi lưu lại dạng «Word Document (*.docx)»."
_MOST_DOUBTS = 20
"""Complaints of one check; a file with more has one cause."""


def open_package(data: bytes, file: str, *, repack: bool = True) -> tuple[Package | None, list[Diagnostic]]:
    """Judge the bytes of a template; ``file`` is its name for messages. With any complaint there is no package.

    What is wrong with links, types and content comes all at once, each with its part and paragraph. ``repack`` deflates
    the entries as small as can be: for a template that many papers are made from.
    """
    entries, found = read_archive(data, file, repack=repack)
    if found:
        return None, found
    package = Package(entries, "", hashlib.sha256(data).hexdigest())
    if _TYPES not in package.by_name:
        return None, [NOT_A_DOCX.at(Span(file), "Tệp nén này không phải tệp Word", _SAVE)]
    for readable in (_size_doubts, _encoding_doubts):
        found = [doubt.complaint(file) for doubt in islice(readable(package, file), _MOST_DOUBTS)]
        if found:
            return None, found
    mains = package.related("", "officeDocument")
    package = Package(entries, mains[0] if mains else "", package.digest)
    checks = (_part_doubts,), (_type_doubts, _link_doubts, _content_doubts)
    for together in checks:
        doubts = [doubt for check in together for doubt in islice(check(package, file), _MOST_DOUBTS)]
        if doubts:
            return None, [doubt.complaint(file) for doubt in doubts]
    return package, []


def xml_entries(package: Package) -> Iterator[Entry]:
    """Yield the entries that look like XML, by name or first bytes."""
    for entry in package.entries:
        head = entry.data[:4].lstrip()
        looks = head.startswith((b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<"))
        if entry.name.lower().endswith((".xml", ".rels", ".vml", ".svg")) or looks:
            yield entry


def _size_doubts(package: Package, file: str) -> Iterator[_Doubt]:
    size = marks = 0
    for entry in xml_entries(package):
        size += len(entry.data)
        marks += entry.data.count(b"<")
        if size > MOST_XML or marks > MOST_MARKS:
            message = f"Phần «{entry.name}» có quá nhiều nội dung cho một tệp mẫu"
            yield _Doubt(OVERSIZED_DOCX, message, _LESS, _part(file, entry.name))
            return


def _encoding_doubts(package: Package, file: str) -> Iterator[_Doubt]:
    for entry in xml_entries(package):
        if _is_harmless(entry):
            continue
        doubt = _reading_doubt(entry.data)
        if doubt is not None:
            rule, message, hint = doubt
            yield _Doubt(rule, message.format(name=entry.name), hint, _part(file, entry.name))


def _reading_doubt(data: bytes) -> tuple[Rule, str, str] | None:
    """Return why a part cannot be read, with room for its name, and what to do; None where it can."""
    text = _decoded(data)
    declared = _DECLARED.match(text or "")
    if text is None or (declared and declared.group(1).lower() not in ("utf-8", "utf-16", "us-ascii")):
        return DAMAGED_DOCX, "Phần «{name}» dùng bảng mã lạ, không đọc được", _SAVE
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return UNSAFE_DOCX, "Phần «{name}» có khai báo DOCTYPE, có thể dùng để tấn công", "Không dùng tệp này."
    return None if _is_xml(data) else (DAMAGED_DOCX, "Phần «{name}» bị hỏng", _SAVE)


def _part_doubts(package: Package, file: str) -> Iterator[_Doubt]:
    """Doubt parts that are read as XML because of what relates to them, whatever they are called."""
    looked_at = {entry.name for entry in xml_entries(package)}
    for rels in [name for name in package.by_name if name.lower().endswith(".rels")]:
        for link in package.links(source_of(rels)) if rels == rels_of(source_of(rels)) else ():
            entry = package.by_name.get(link.part)
            if entry is None or link.kind not in READ_LINKS or entry.name in looked_at:
                continue
            looked_at.add(entry.name)
            if not _is_xml(entry.data):
                yield _Doubt(DAMAGED_DOCX, f"Phần «{entry.name}» bị hỏng", _SAVE, _part(file, entry.name))


def _is_harmless(entry: Entry) -> bool:
    return entry.size <= _SMALL and _judged_harmless(entry.data)


@lru_cache(maxsize=_REMEMBERED)
def _judged_harmless(data: bytes) -> bool:
    """Tell whether a part gives no cause for doubt, whatever its name and place."""
    return _reading_doubt(data) is None and next(_doubts_of_part(parse_template_xml(data)), None) is None


def _is_xml(data: bytes) -> bool:
    try:
        parse_template_xml(data)
    except etree.XMLSyntaxError:
        return False
    return True


def _part(file: str, name: str) -> Place:
    return Place(Span(file, place=f"phần «{name}»", part=name))


def _decoded(data: bytes) -> str | None:
    encodings = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}
    try:
        text = data.decode(encodings.get(data[:2], "utf-8-sig"))
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _link_doubts(package: Package, file: str) -> Iterator[_Doubt]:
    workbooks = 0
    for entry in package.entries:
        if not entry.name.lower().endswith(".rels"):
            continue
        users = _Users(package, file, entry.name)
        for link in parse_template_xml(entry.data).iter(RELATIONSHIP):
            kind = link.get("Type", "").rsplit("/", 1)[-1].lower()
            target, identity = link.get("Target", ""), link.get("Id", "")
            is_outside = link.get("TargetMode", "").lower() == "external"
            workbook = _workbook(package, entry.name, identity) if kind == "package" else None
            workbooks += workbook is not None
            if workbook is not None and workbooks <= MOST_WORKBOOKS:
                if problem := workbook_problem(workbook.data):
                    message = f"Bảng tính Excel của biểu đồ {problem}, không được phép trong mẫu"
                    yield _Doubt(UNSAFE_DOCX, message, _AS_PICTURE, users.place(identity))
            elif kind in _REFUSED_LINKS:
                hint = "Xóa nội dung đó trong Word rồi lưu lại dạng .docx thường."
                message = f"Tệp có {_REFUSED_LINKS[kind]}, không được phép trong mẫu"
                yield _Doubt(UNSAFE_DOCX, message, hint, users.place(identity))
            elif is_outside and not (kind == "hyperlink" and _may_link(target)):
                message = f"Tệp lấy nội dung từ bên ngoài: «{target[:80]}»"
                hint = "Chỉ giữ liên kết web (http, https) và thư (mailto); nhúng ảnh vào tệp."
                yield _Doubt(UNSAFE_DOCX, message, hint, users.place(identity))


@dataclass(frozen=True)
class _Users:
    """Finds where the links of one part are used; reads the part once, when first asked."""

    package: Package
    file: str
    rels: str

    def place(self, identity: str) -> Place | None:
        """Return the paragraph that uses a link, else the part that has it; None for the package's own links."""
        name = source_of(self.rels)
        if name not in self.package.by_name:
            return None
        return _part(self.file, name) if self._found is None else self._found[0].of(self._found[1].get(identity))

    @cached_property
    def _found(self) -> tuple[Places, Mapping[str, etree._Element]] | None:
        entry = self.package.by_name[source_of(self.rels)]
        if not _is_xml(entry.data):
            return None
        places = Places(self.file, entry.name, label_of(self.package, entry.name), parse_template_xml(entry.data))
        return places, users_of(places.root, OFFICE_RELATIONS)


def _workbook(package: Package, rels: str, identity: str) -> Entry | None:
    """Return the workbook that a chart relates to by this id, None where it is no chart or no workbook."""
    source = source_of(rels)
    if source not in package.charts or rels != rels_of(source):
        return None
    found = next((link.part for link in package.links(source) if link.identity == identity), "")
    return package.by_name.get(found)


def _may_link(target: str) -> bool:
    """Tell whether a link may point there: to the web, a mailbox, or where a tag says, judged when it is filled."""
    return bool(SAFE_LINK.match(target) or TAG_LINK.match(target))


def _type_doubts(package: Package, _file: str) -> Iterator[_Doubt]:
    types = parse_template_xml(package.by_name[_TYPES].data)
    declared = {item.get("PartName", "").lstrip("/"): item.get("ContentType", "") for item in types}
    everything = {item.get("ContentType", "").lower() for item in types}
    if any("macroenabled" in kind or "vbaproject" in kind for kind in everything):
        yield _Doubt(UNSAFE_DOCX, "Tệp có macro", "Lưu lại dạng «Word Document (*.docx)», là dạng không có macro.")
    elif any("activex" in kind or "oleobject" in kind for kind in everything):
        yield _Doubt(UNSAFE_DOCX, "Tệp có đối tượng nhúng (OLE, ActiveX)", "Xóa đối tượng đó trong Word rồi lưu lại.")
    elif not package.main:
        yield _Doubt(NOT_A_DOCX, "Tệp không có phần văn bản của Word", _SAVE)
    elif declared.get(package.main) != _MAIN:
        other = "tệp mẫu Word (.dotx)" if "template" in declared.get(package.main, "") else "tệp loại khác"
        yield _Doubt(NOT_A_DOCX, f"Đây là {other}, không phải văn bản Word .docx", _SAVE)


def _content_doubts(package: Package, file: str) -> Iterator[_Doubt]:
    for entry in xml_entries(package):
        if _is_harmless(entry):
            continue
        root = parse_template_xml(entry.data)
        found = list(islice(_doubts_of_part(root), _MOST_DOUBTS))
        places = Places(file, entry.name, label_of(package, entry.name) if found else "", root)
        seen: set[tuple[str, int]] = set()
        for element, message, hint in found:
            place = places.of(element)
            if (message, place.span.line) not in seen:
                seen.add((message, place.span.line))
                yield _Doubt(UNSAFE_DOCX, message, hint, place)
    if package.main:
        main = parse_template_xml(package.by_name[package.main].data)
        if main.tag != W + "document" or main.nsmap.get("w") != W_NAMESPACE:
            message = "Văn bản không lưu theo dạng .docx thường (có thể là «Strict Open XML»)"
            yield _Doubt(NOT_A_DOCX, message, _SAVE, _part(file, package.main))


def _doubts_of_part(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Yield the elements of a part that fetch or run something, each with what is wrong and what to do."""
    for element in root.iter(*_REFUSED_ELEMENTS):
        yield element, f"Tệp có {_REFUSED_ELEMENTS[str(element.tag)]}", "Xóa phần đó trong Word rồi lưu lại."
    for element, target in _outside_pictures(root):
        message = f"Tệp lấy hình từ bên ngoài: «{target[:80]}»"
        yield element, message, "Xóa hình đó rồi chèn lại từ tệp trên máy."
    for field in field_codes(root):
        if target := field.leads_to:
            message = f"Tệp có trường HYPERLINK dẫn ra ngoài: «{target[:80]}»"
            hint = "Chỉ dùng liên kết http, https, mailto hoặc đến dấu trang trong văn bản."
            yield field.element, message, hint
        elif field.name in _REFUSED_FIELDS:
            message = f"Tệp có trường {field.name}, trường lấy nội dung từ tệp khác"
            yield field.element, message, "Xóa trường đó trong Word."


def _outside_pictures(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the addresses outside the file that old-style (VML) drawings name without a relationship."""
    for element in root.iter(f"{_VML}*"):
        for name in _OUTSIDE_ATTRIBUTES:
            target = element.get(name, "")
            if _SCHEME.match(target) and not (name.endswith("href") and SAFE_LINK.match(target)):
                yield element, target
