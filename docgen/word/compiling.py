"""From the bytes of a .docx to a template that can be filled many times, or to everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from docgen.composition.field_tree import FieldTree
from docgen.composition.program import read_tags
from docgen.composition.tag_blocks import match_blocks
from docgen.composition.tag_text import Tag, shorten
from docgen.diagnostics import Diagnostic, Span, has_errors
from docgen.vietnamese import closest
from docgen.word.arrangement import Standing, block_problems, lonely_problems, statements
from docgen.word.cells import as_cell_tag, cell_problems
from docgen.word.complaints import MISPLACED_TAG, UNREAD_TAG, WRONG_REFERENCE
from docgen.word.container import container_of
from docgen.word.gate import Package, open_package
from docgen.word.joining import join_paragraphs
from docgen.word.lists import ListSheet, read_lists
from docgen.word.numbering import FUNCTIONS
from docgen.word.part_program import PartProgram, ReadPart, slot_program, word_program
from docgen.word.parts import MAIN_LABEL, FilledPart, filled_parts
from docgen.word.reading import TaggedParagraph, read_paragraphs
from docgen.word.repairs import DRAWING
from docgen.word.slots import Slot, is_slot, read_slots, slot_problems
from docgen.word.styles import StyleSheet, read_styles
from docgen.word.template import WordTemplate
from docgen.word.xml_names import PARAGRAPH, TEXT, TEXT_BOX, ancestor, parse_template_xml, with_one_prefix

OPENING = re.compile(r"\{\{|\{%|\{#")
_CALL = re.compile(r"""^(chuong|dieu|khoan|diem|dan)\s*\(\s*(?:"([^"]*)"|'([^']*)')?""")


def compile_template(data: bytes, file: str, fields: FieldTree) -> tuple[WordTemplate | None, list[Diagnostic]]:
    """Gate, read, check and compile a .docx; ``file`` is its name for messages, ``fields`` what its tags may name.

    All mistakes come at once; with an error among them there is no template (warnings let it through).
    """
    package, found = open_package(data, file)
    if package is None:
        return None, found
    styles, lists = read_styles(package), read_lists(package)
    programs: list[PartProgram] = []
    for part in filled_parts(package):
        program, complaints = _compile_part(package, part, file, fields, styles, lists)
        found += complaints
        if isinstance(program, bytes):
            package = package.with_part(part.name, program)
        elif program is not None:
            programs.append(program)
    found += _reference_problems([tag for program in programs for tag in program.tags])
    found += _unread_tags(package, file)
    if has_errors(found):
        return None, found
    container = container_of(package.entries, [program.part.name for program in programs])
    return WordTemplate(file, package, fields, styles, tuple(programs), container, _last_drawing(package)), found


_Compiled = tuple[PartProgram | bytes | None, list[Diagnostic]]


def _compile_part(
    package: Package, part: FilledPart, file: str, fields: FieldTree, styles: StyleSheet, lists: ListSheet
) -> _Compiled:
    root = with_one_prefix(parse_template_xml(package.by_name[part.name].data))
    slots, found = read_slots(root, part, file)
    paragraphs, complaints = _paragraphs(root, part, file) if part.is_word else ([], [])
    found += complaints
    standing = statements(paragraphs, slots, root)
    tags = [tag for _, tag in standing]
    blocks, complaints = match_blocks(tags)
    said, wrong = read_tags(tags, fields, FUNCTIONS if part.is_word else ())
    found += complaints + wrong
    found += [*lonely_problems(paragraphs), *block_problems(standing, blocks), *cell_problems(standing, blocks)]
    found += [*slot_problems(slots), *_misplaced_numbers(standing, part)]
    if found or not (paragraphs or slots or part.label == MAIN_LABEL):
        return None, found
    read = ReadPart(part, root, paragraphs, slots, tags, dict(zip(map(id, tags), said, strict=True)))
    return (word_program(read, styles, lists) if part.is_word else slot_program(read)), found


def _paragraphs(root: etree._Element, part: FilledPart, file: str) -> tuple[list[TaggedParagraph], list[Diagnostic]]:
    found = list(_stray_tags(root, part, file))
    paragraphs, complaints = read_paragraphs(root, part, file)
    found += complaints
    paragraphs, complaints = join_paragraphs(paragraphs)
    for paragraph in paragraphs:
        paragraph.tags = [as_cell_tag(tag) for tag in paragraph.tags]
    return paragraphs, found + complaints


def _last_drawing(package: Package) -> int:
    """Return the largest id of a drawing in the package: copies of drawings count on from it."""
    parts = [part.name for part in filled_parts(package) if part.is_word]
    roots = [parse_template_xml(package.by_name[name].data) for name in parts]
    numbers = [str(drawing.get("id", "")) for root in roots for drawing in root.iter(DRAWING)]
    return max((int(number) for number in numbers if number.isdigit()), default=0)


def _stray_tags(root: etree._Element, part: FilledPart, file: str) -> Iterator[Diagnostic]:
    """Complain of tags in places that are never filled: other attributes, field codes, deleted text, formulas."""
    numbers = {paragraph: number for number, paragraph in enumerate(root.iter(PARAGRAPH), 1)}
    for element in root.iter(etree.Element):
        texts = [str(value) for name, value in element.attrib.items() if not is_slot(element, str(name))]
        if element.tag != TEXT and element.text:
            texts.append(element.text)
        for text in filter(OPENING.search, texts):
            message = f"Có thẻ ở chỗ không điền được (mã trường, mô tả hình, công thức, chữ đã xóa): «{shorten(text)}»"
            hint = "Chuyển thẻ vào chữ thường của đoạn; với chữ đã xóa thì chấp nhận thay đổi (Accept) rồi lưu lại."
            holder = element if element.tag == PARAGRAPH else ancestor(element, PARAGRAPH)
            number = numbers[holder] if holder is not None else 0
            place = f"đoạn {number}, {part.label}" if number else part.label
            yield MISPLACED_TAG.at(Span(file, number, place=place, part=part.name), message, hint)


def _misplaced_numbers(standing: Sequence[Standing], part: FilledPart) -> Iterator[Diagnostic]:
    for owner, tag in standing:
        call = _CALL.match(tag.body)
        if call and call.group(1) != "dan" and _is_beside_the_text(owner, part):
            where = owner.what if isinstance(owner, Slot) else part.label
            message = f"Thẻ «{shorten(tag.source)}» đánh số chỉ dùng trong thân văn bản, không dùng ở {where}"
            yield tag.place.complain(MISPLACED_TAG, message, 'Dẫn số điều thì dùng dan("tên").')


def _is_beside_the_text(owner: TaggedParagraph | Slot, part: FilledPart) -> bool:
    return isinstance(owner, Slot) or part.label != MAIN_LABEL or ancestor(owner.element, TEXT_BOX) is not None


def _reference_problems(tags: Sequence[Tag]) -> Iterator[Diagnostic]:
    """Complain of references to names that no article carries; names that come from fields are left to the render."""
    calls = [(tag, call) for tag in tags if (call := _CALL.match(tag.body))]
    articles = [_constant(call) for _, call in calls if call.group(1) == "dieu"]
    named = {name for name in articles if name}
    if any(call.group(1) == "dieu" and _names_a_field(tag) for tag, call in calls):
        return
    for tag, call in calls:
        name = _constant(call)
        if call.group(1) == "dan" and name is not None and name not in named:
            guess = closest(name, named)
            hint = f"Có phải «{guess}» không?" if guess else f'Đặt tên cho điều bằng dieu("{name}").'
            message = f"Dẫn chiếu đến điều mang tên «{shorten(name)}» mà không điều nào mang tên đó"
            yield tag.place.complain(WRONG_REFERENCE, message, hint)


def _names_a_field(tag: Tag) -> bool:
    return re.search(r"\(\s*[^\W\d]", tag.body) is not None


def _constant(call: re.Match[str]) -> str | None:
    return call.group(2) if call.group(2) is not None else call.group(3)


def _unread_tags(package: Package, file: str) -> Iterator[Diagnostic]:
    """Warn of tags in parts that are not filled (remarks, charts, custom properties): they would be printed as such."""
    filled = {part.name for part in filled_parts(package)}
    for entry in package.entries:
        if entry.name in filled or not entry.name.endswith(".xml"):
            continue
        text = "".join(str(piece) for piece in parse_template_xml(entry.data).itertext())
        opening = OPENING.search(text)
        if opening and not entry.name.startswith(("word/styles", "word/numbering", "customXml/")):
            shown = shorten(text[opening.start() :], 60)
            message = f"Thẻ «{shown}» nằm ở phần «{entry.name}», phần này không được điền"
            yield UNREAD_TAG.at(Span(file, place=entry.name), message, "Xóa thẻ đó, hoặc chuyển vào văn bản.")
