"""From the bytes of a .docx to a template that can be filled many times, or to everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from docgen.composition.clause_library import EMPTY_LIBRARY, ClauseLibrary
from docgen.composition.field_tree import FieldTree
from docgen.composition.program import read_tags
from docgen.composition.tag_blocks import match_blocks
from docgen.composition.tag_text import shorten
from docgen.diagnostics import Diagnostic, Span, has_errors
from docgen.word.arrangement import block_problems, lonely_problems, statements
from docgen.word.cells import as_cell_tag, cell_problems
from docgen.word.clause_expanding import Expansion, expand_clauses
from docgen.word.complaints import MISPLACED_TAG, UNREAD_TAG
from docgen.word.container import container_of
from docgen.word.gate import Package, open_package
from docgen.word.joining import join_paragraphs
from docgen.word.lists import read_lists
from docgen.word.living_numbers import drop_numbers_marks
from docgen.word.numbering import FUNCTIONS
from docgen.word.part_program import PartProgram, ReadPart, slot_program, word_program
from docgen.word.parts import MAIN_LABEL, FilledPart, filled_parts
from docgen.word.reading import MOST_TAGS, TaggedParagraph, read_paragraphs
from docgen.word.reference_checks import Spoken
from docgen.word.repairs import DRAWING
from docgen.word.slots import is_slot, read_slots, slot_problems
from docgen.word.styles import StyleSheet, read_styles
from docgen.word.template import WordTemplate
from docgen.word.xml_names import PARAGRAPH, TEXT, W, ancestor, parse_template_xml, serialise, value_of, with_one_prefix

OPENING = re.compile(r"\{\{|\{%|\{#")


def compile_template(
    data: bytes, file: str, fields: FieldTree, library: ClauseLibrary = EMPTY_LIBRARY
) -> tuple[WordTemplate | None, list[Diagnostic]]:
    """Gate, read, check and compile a .docx; ``file`` is its name for messages, ``fields`` what its tags may name.

    ``library`` holds the clauses that the template may call.
    All mistakes come at once; with an error among them there is no template (warnings let it through).
    """
    package, found = open_package(data, file)
    if package is None:
        return None, found
    styles, lists = read_styles(package), read_lists(package)
    package, expansion, complaints = _with_clauses(package, file, fields, library, styles)
    found += complaints
    last_drawing, last_mark = _last_ids(package)
    programs: list[PartProgram] = []
    spoken = Spoken()
    for part in filled_parts(package):
        origin = expansion if part.label == MAIN_LABEL else None
        read, complaints = _read_part(package, part, file, fields, spoken, origin)
        found += complaints
        program: PartProgram | bytes | None = None
        if read is not None:
            program = word_program(read, styles, lists, last_mark) if part.is_word else slot_program(read)
        if isinstance(program, bytes):
            package = package.with_part(part.name, program)
        elif program is not None:
            programs.append(program)
    found += spoken.problems()
    found += _unread_tags(package, file)
    if has_errors(found):
        return None, found
    container = container_of(package.entries, [program.part.name for program in programs])
    marks = last_mark + MOST_TAGS
    made = WordTemplate(file, package, fields, styles, tuple(programs), container, last_drawing, marks, expansion)
    return made, found


def _with_clauses(
    package: Package, file: str, fields: FieldTree, library: ClauseLibrary, styles: StyleSheet
) -> tuple[Package, Expansion, list[Diagnostic]]:
    """Put the clauses of the library into the body, so that whoever reads the template later finds them there."""
    body, found = Expansion(), []
    for part in filled_parts(package):
        data = package.by_name[part.name].data
        if part.is_word and b"dieu_khoan" in data:
            root = with_one_prefix(parse_template_xml(data))
            expansion, complaints = expand_clauses(root, part, file, fields, library, styles)
            found += complaints
            if expansion.groups or complaints:
                package = package.with_part(part.name, serialise(root))
            body = expansion if part.label == MAIN_LABEL else body
    return package, body, found


def _read_part(
    package: Package, part: FilledPart, file: str, fields: FieldTree, spoken: Spoken, origin: Expansion | None
) -> tuple[ReadPart | None, list[Diagnostic]]:
    root = with_one_prefix(parse_template_xml(package.by_name[part.name].data))
    if part.is_word:
        drop_numbers_marks(root)
    slots, found = read_slots(root, part, file)
    paragraphs, complaints = _paragraphs(root, part, file, origin) if part.is_word else ([], [])
    found += complaints
    standing = statements(paragraphs, slots, root)
    tags = [tag for _, tag in standing]
    blocks, complaints = match_blocks(tags)
    said, wrong = read_tags(tags, fields, FUNCTIONS if part.is_word else ())
    found += complaints + wrong
    found += [*lonely_problems(paragraphs), *block_problems(standing, blocks), *cell_problems(standing, blocks)]
    found += slot_problems(slots)
    if not wrong:
        # What a refused tag says is not to be reckoned with.
        found += spoken.see(standing, said, part)
    if found or not (paragraphs or slots or part.label == MAIN_LABEL):
        return None, found
    return ReadPart(part, root, paragraphs, slots, tags, dict(zip(map(id, tags), said, strict=True))), found


def _paragraphs(
    root: etree._Element, part: FilledPart, file: str, origin: Expansion | None
) -> tuple[list[TaggedParagraph], list[Diagnostic]]:
    found = list(_stray_tags(root, part, file, origin or Expansion()))
    paragraphs, complaints = read_paragraphs(root, part, file, origin)
    found += complaints
    paragraphs, complaints = join_paragraphs(paragraphs)
    for paragraph in paragraphs:
        paragraph.tags = [as_cell_tag(tag) for tag in paragraph.tags]
    return paragraphs, found + complaints


def _last_ids(package: Package) -> tuple[int, int]:
    """Return the largest id of a drawing in the package and that of a bookmark: those of a paper count on from them."""
    parts = [part.name for part in filled_parts(package) if part.is_word]
    roots = [parse_template_xml(package.by_name[name].data) for name in parts]
    drawings = [str(drawing.get("id", "")) for root in roots for drawing in root.iter(DRAWING)]
    marks = [value_of(mark, "id") or "" for root in roots for mark in root.iter(W + "bookmarkStart")]
    return _largest(drawings), _largest(marks)


def _largest(numbers: Sequence[str]) -> int:
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def _stray_tags(root: etree._Element, part: FilledPart, file: str, origin: Expansion) -> Iterator[Diagnostic]:
    """Complain of tags in places that are never filled: other attributes, field codes, deleted text, formulas."""
    numbers = {element: origin.own_number(number) for number, element in enumerate(root.iter(PARAGRAPH), 1)}
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
