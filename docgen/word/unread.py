"""Tags where nothing is ever filled, in any text or attribute of any part: told of, since they would be printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from itertools import islice

from lxml import etree

from docgen.composition.tag_text import Place, shorten
from docgen.diagnostics import Diagnostic
from docgen.word.complaints import MISPLACED_TAG, UNREAD_TAG
from docgen.word.gate import xml_entries
from docgen.word.package import Package
from docgen.word.parts import FilledPart, PartKind, filled_parts, label_of
from docgen.word.places import Places
from docgen.word.reading import paragraph_atoms
from docgen.word.slots import PROPERTIES, slot_texts
from docgen.word.workbook import words_of
from docgen.word.xml_names import PARAGRAPH, TEXT, parse_template_xml

_OPENING = re.compile(r"\{\{|\{%|\{#")
_WHOLE = re.compile(r"\{\{(?:(?!\{\{).){0,500}?\}\}|\{%.{0,500}?%\}|\{#.{0,500}?#\}", re.DOTALL)
"""Where braces may mean something else («{%1}» is a number of a list) only whole tags count."""

_MOST = 20
"""Complaints of one part; who has more has one cause."""

_Read = tuple[etree._Element, str | None]


def stray_tags(root: etree._Element, part: FilledPart, places: Places) -> Iterator[Diagnostic]:
    """Complain of tags in a filled part that stand where nothing is filled: other attributes, codes, deleted text."""
    read: set[_Read] = {(element, attribute) for element, attribute, _, _ in slot_texts(root, part)}
    if part.is_word:
        atoms = (atom for paragraph in root.iter(PARAGRAPH) for atom in paragraph_atoms(paragraph))
        read |= {(atom.element, None) for atom in atoms if atom.element.tag == TEXT}
    for element, text in islice(_texts_with(_OPENING, root, read), _MOST):
        yield _misplaced(element, text, part, places)


def _misplaced(element: etree._Element, text: str, part: FilledPart, places: Places) -> Diagnostic:
    name = etree.QName(element).localname
    if part.kind is PartKind.PROPERTIES:
        shown = element.get("name") or name
        hint = f"Chỉ điền được: {', '.join(PROPERTIES.values())}, và các thuộc tính tự đặt kiểu chữ."
        place = places.of(None, f"thuộc tính {shown}", text)
        return place.complain(MISPLACED_TAG, f"Thuộc tính «{shown}» không điền được thẻ", hint)
    if part.kind is PartKind.CHART:
        message = f"Có thẻ ở chỗ không điền được của biểu đồ (con số, công thức, định dạng): «{shorten(text)}»"
        hint = "Trong biểu đồ chỉ đặt thẻ ở tiêu đề, nhãn và tên dãy số liệu."
        return places.of(element, "", text).complain(MISPLACED_TAG, message, hint)
    if not part.is_word:
        message = f"Có thẻ ở chỗ không điền được: «{shorten(text)}»"
        return places.of(element, "", text).complain(MISPLACED_TAG, message, "Chuyển thẻ vào chữ thường của văn bản.")
    message = (
        "Có thẻ ở chỗ không điền được (mã trường, mô tả hình, công thức, chữ phiên âm, chữ đã xóa hoặc đã chuyển đi): "
        f"«{shorten(text)}»"
    )
    hint = "Chuyển thẻ vào chữ thường của đoạn; với chữ đã xóa thì chấp nhận thay đổi (Accept) rồi lưu lại."
    place = places.of(element)
    return (place if place.span.line else places.of(element, "", text)).complain(MISPLACED_TAG, message, hint)


def unread_tags(package: Package, file: str) -> Iterator[Diagnostic]:
    """Warn of tags in parts that are not filled at all: they would be printed as they are."""
    filled = {part.name for part in filled_parts(package)}
    for entry in xml_entries(package):
        if entry.name in filled or b"{" not in entry.data.replace(b"\0", b""):
            continue
        root = parse_template_xml(entry.data)
        label = label_of(package, entry.name)
        places = Places(file, entry.name, label, root)
        for element, text in islice(_texts_with(_WHOLE, root, ()), _MOST):
            yield _unread(places.of(element, "", text.strip()), shorten(text.strip(), 60), label)

    yield from _in_workbooks(package, file)


def _in_workbooks(package: Package, file: str) -> Iterator[Diagnostic]:
    """Warn of tags in the tables of figures behind charts: whoever opens one gets the tags back into the chart."""
    for chart in [part for part in filled_parts(package) if part.kind is PartKind.CHART]:
        root = parse_template_xml(package.by_name[chart.name].data)
        for name in package.related(chart.name, "package"):
            for words in filter(_WHOLE.search, words_of(package.by_name[name].data)):
                message = (
                    f"Bảng tính của biểu đồ còn thẻ «{shorten(words, 60)}»; chữ trên biểu đồ vẫn được điền, "
                    "nhưng ai mở «Edit Data» trong văn bản đã làm thì thẻ hiện trở lại"
                )
                hint = "Không cần sửa nếu không ai sửa số liệu của biểu đồ; nếu có, dặn người sửa gõ lại tên thay thẻ."
                yield (
                    Places(file, chart.name, chart.label, root).of(None, "", words).complain(UNREAD_TAG, message, hint)
                )


def _unread(place: Place, shown: str, label: str) -> Diagnostic:
    message = f"Thẻ «{shown}» nằm ở {label}, chỗ này không được điền nên thẻ sẽ còn nguyên trong văn bản"
    return place.complain(UNREAD_TAG, message, "Xóa thẻ đó, hoặc chuyển vào chữ của văn bản.")


def _texts_with(
    wanted: re.Pattern[str], root: etree._Element, read: Collection[_Read]
) -> Iterator[tuple[etree._Element, str]]:
    """Yield the elements that have what is wanted in a text or attribute that is not among the ``read``.

    Texts are looked at side by side, since formats cut them; what is found is told from its first character on.
    """
    starts: list[int] = []
    owners: list[etree._Element] = []
    joined: list[str] = []
    length = 0
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            found = wanted.search(str(value))
            if found and (element, str(name)) not in read:
                yield element, str(value)[found.start() :]
        own = [] if (element, None) in read else [(element, element.text)]
        for owner, text in (*own, *((element, child.tail) for child in element)):
            if text:
                starts.append(length)
                owners.append(owner)
                joined.append(text)
                length += len(text)
    whole, before = "".join(joined), -1
    for found in wanted.finditer(whole):
        at = bisect_right(starts, found.start()) - 1
        if at != before:
            end = starts[at + 1] if at + 1 < len(starts) else length
            yield owners[at], whole[found.start() : max(end, found.end())]
        before = at
