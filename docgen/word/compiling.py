"""From the bytes of a .docx to a template that can be filled many times, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from docgen.composition.clause_library import EMPTY_LIBRARY, ClauseLibrary
from docgen.composition.field_tree import FieldTree
from docgen.composition.program import read_tags
from docgen.composition.tag_blocks import match_blocks
from docgen.diagnostics import Diagnostic, has_errors
from docgen.word.arrangement import block_problems, lonely_problems, statements
from docgen.word.cells import as_cell_tag, cell_problems
from docgen.word.clause_expanding import Expansion, expand_clauses
from docgen.word.container import container_of
from docgen.word.gate import open_package
from docgen.word.joining import join_paragraphs
from docgen.word.lists import read_lists
from docgen.word.living_numbers import drop_numbers_marks
from docgen.word.numbering import FUNCTIONS
from docgen.word.package import Package, source_of
from docgen.word.part_program import PartProgram, ReadPart, slot_program, word_program
from docgen.word.parts import MAIN_LABEL, FilledPart, PartKind, filled_parts, label_of
from docgen.word.places import Places
from docgen.word.reading import MOST_TAGS, TaggedParagraph, read_paragraphs
from docgen.word.reference_checks import Spoken
from docgen.word.repairs import DRAWING
from docgen.word.slots import read_slots, slot_problems
from docgen.word.styles import StyleSheet, read_styles
from docgen.word.template import WordTemplate
from docgen.word.unread import stray_tags, unread_tags
from docgen.word.xml_names import W, parse_template_xml, serialise, value_of, with_one_prefix


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
    spoken = Spoken(library.own_names)
    for part in filled_parts(package):
        origin = expansion if package.main in (part.name, source_of(part.name)) else None
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
    found += unread_tags(package, file)
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
    places = _places(package, part, root, file, origin)
    slots, found = read_slots(root, part, places)
    found += stray_tags(root, part, places)
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


def _places(package: Package, part: FilledPart, root: etree._Element, file: str, origin: Expansion | None) -> Places:
    """Return the places of a part; those of links are where they are used."""
    own_number = (origin or Expansion()).own_number
    if part.kind is PartKind.LINKS:
        source = source_of(part.name)
        label = label_of(package, source)
        return Places(file, source, label, parse_template_xml(package.by_name[source].data), own_number)
    label = "" if part.kind is PartKind.PROPERTIES else part.label
    return Places(file, part.name, label, root, own_number)


def _paragraphs(
    root: etree._Element, part: FilledPart, file: str, origin: Expansion | None
) -> tuple[list[TaggedParagraph], list[Diagnostic]]:
    paragraphs, found = read_paragraphs(root, part, file, origin)
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
