"""Paragraphs and tables of a story side by side, written as one story in which the changes are marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from docgen.comparison.aligning import Block, Change, align
from docgen.comparison.clauses import Level, Reading, name_of, opening_of
from docgen.comparison.keys import is_same, key_of_children
from docgen.comparison.marks import DEL, INS
from docgen.comparison.moving import Move, moves_of
from docgen.comparison.paragraph_text import text_of_paragraph
from docgen.comparison.paragraphs import (
    Story,
    has_section,
    last_paragraph,
    marked_content,
    opened_paragraph,
    paired_paragraph,
    separator,
    whole_paragraph,
)
from docgen.vietnamese import nfc
from docgen.word.xml_names import CELL, PARAGRAPH, ROW, TABLE, W, value_of

Styles = Mapping[str, str]
_ANCHORS = (Level.CHAPTER, Level.ARTICLE)
_COLUMNS = f"{W}tblGrid/{W}gridCol"


def compare_stories(
    old: Iterable[etree._Element], new: Iterable[etree._Element], story: Story, styles: Styles, *, moves: bool
) -> list[etree._Element]:
    """Return the blocks of both stories as one; ``moves`` allows paragraphs to be shown as moved, not in cells."""
    before, after = _blocks(old, story, styles), _blocks(new, story, styles)
    changes, opened = _with_one_end(align(before, after))
    moved = moves_of(changes[: opened if opened is not None else len(changes)]) if moves else {}
    out: list[etree._Element] = []
    for place, change in enumerate(changes if opened is None else changes[:opened]):
        _put(out, _written(change, story, styles, moved.get(place)), change, story)
    if opened is not None:
        out += _tail(changes[opened:], story)
    return out


def _blocks(elements: Iterable[etree._Element], story: Story, styles: Styles) -> list[Block]:
    blocks = [_block(element, story, styles) for element in elements if element.tag in (PARAGRAPH, TABLE)]
    if not blocks or blocks[-1].element.tag != PARAGRAPH:
        blocks.append(_block(etree.Element(PARAGRAPH), story, styles))
    return blocks


def _block(element: etree._Element, story: Story, styles: Styles) -> Block:
    if element.tag == TABLE:
        text = "\n".join(_read(paragraph, story, styles)[0] for paragraph in element.iter(PARAGRAPH))
        return Block(element, f"table {len(element.findall(_COLUMNS))}", text, None, "", text)
    text, opening = _read(element, story, styles)
    kind = "section" if has_section(element) else "paragraph"
    name = name_of(element) if story.named else None
    if opening is None or opening.level is Level.NONE:
        return Block(element, kind, text, name, "", text)
    anchor = f"#{name}" if name else ""
    if not anchor and opening.level in _ANCHORS and opening.heading:
        anchor = f"{opening.level.value} {opening.heading.casefold()}"
    return Block(element, kind, f"{opening.level.value}|{opening.heading}", name, anchor, opening.heading)


def _read(paragraph: etree._Element, story: Story, styles: Styles) -> Reading:
    known = story.seen.get(paragraph)
    if known is not None:
        return nfc(known[0]), known[1]
    text = nfc(text_of_paragraph(paragraph))
    return text, opening_of(paragraph, text, styles)


def _with_one_end(changes: list[Change]) -> tuple[list[Change], int | None]:
    """See that both stories end with one and the same paragraph mark, which cannot be put in or struck out.

    Returns the changes and, where text was only added or only taken away after the last common paragraph, the place
    of that paragraph: from there on the marks are told off one paragraph later.
    """
    last = next((place for place in range(len(changes) - 1, -1, -1) if None not in changes[place]), -1)
    tail = changes[last + 1 :]
    if not tail:
        return changes, None
    gone = [old for old, _ in tail if old is not None]
    come = [new for _, new in tail if new is not None]
    if gone and come:
        front: list[Change] = [(old, None) for old in gone[:-1]] + [(None, new) for new in come[:-1]]
        return [*changes[: last + 1], *front, (gone[-1], come[-1])], None
    old, new = changes[last]
    assert old is not None
    assert new is not None
    plain = all(block.kind == "paragraph" for block in (old, new, *gone, *come))
    if plain:
        return changes, last
    if come:
        middle: list[Change] = [(None, new), *((None, block) for block in come[:-1])]
        return [*changes[:last], *middle, (old, come[-1])], None
    middle = [(old, None), *((block, None) for block in gone[:-1])]
    return [*changes[:last], *middle, (gone[-1], new)], None


def _tail(changes: Sequence[Change], story: Story) -> list[etree._Element]:
    """Write the last common paragraph and what only one paper has after it."""
    old, new = changes[0]
    assert old is not None
    assert new is not None
    tag = DEL if changes[1][1] is None else INS
    alone = [block.element for change in changes[1:] for block in change if block is not None]
    out = [opened_paragraph(old.element, new.element, story, tag)]
    out += [whole_paragraph(element, story, tag) for element in alone[:-1]]
    ends = (old.element, alone[-1]) if tag == INS else (alone[-1], new.element)
    return [*out, last_paragraph(ends, marked_content(alone[-1], story, tag), story)]


def _put(out: list[etree._Element], written: list[etree._Element], change: Change, story: Story) -> None:
    if out and written[0].tag == TABLE and out[-1].tag == TABLE:
        # Word would take two tables without a paragraph between them for one.
        out.append(separator(story))
    out += written


def _written(change: Change, story: Story, styles: Styles, move: Move | None) -> list[etree._Element]:
    old, new = change
    if old is not None and new is not None:
        if is_same(old.element, new.element):
            if has_section(new.element):
                return [paired_paragraph(old.element, new.element, story)]
            return [new.element]
        if new.element.tag == TABLE:
            return [_table(old.element, new.element, story, styles)]
        return [paired_paragraph(old.element, new.element, story)]
    alone = old or new
    assert alone is not None
    if move is not None:
        return move.written(whole_paragraph(alone.element, story, move.tag), story.marker)
    return [_whole(alone.element, story, INS if old is None else DEL)]


def _whole(element: etree._Element, story: Story, tag: str) -> etree._Element:
    """Return a block of one paper alone, marked."""
    if element.tag == PARAGRAPH:
        return whole_paragraph(element, story, tag)
    for row in element.findall(ROW):
        _mark_row(row, story, tag)
    return element


def _mark_row(row: etree._Element, story: Story, tag: str) -> None:
    story.marker.marked_row(row, tag)
    for cell in row.findall(CELL):
        for block in [child for child in cell if child.tag in (PARAGRAPH, TABLE)]:
            marked = _whole(block, story, tag)
            if marked is not block:
                cell.replace(block, marked)


def _table(old: etree._Element, new: etree._Element, story: Story, styles: Styles) -> etree._Element:
    made = etree.Element(TABLE)
    properties = new.find(W + "tblPr")
    properties = etree.Element(W + "tblPr") if properties is None else properties
    _note_earlier(properties, old.find(W + "tblPr"), "tblPr", story)
    made.append(properties)
    grid = new.find(W + "tblGrid")
    if grid is not None:
        _note_earlier_grid(grid, old.find(W + "tblGrid"), story)
        made.append(grid)
    for before, after in align(_rows(old, story, styles), _rows(new, story, styles)):
        if before is not None and after is not None:
            made.append(_row(before.element, after.element, story, styles))
        else:
            alone = before or after
            assert alone is not None
            _mark_row(alone.element, story, INS if before is None else DEL)
            made.append(alone.element)
    return made


def _note_earlier_grid(grid: etree._Element, old: etree._Element | None, story: Story) -> None:
    """Note other widths of columns; for these Word keeps neither who nor when."""
    if old is None or key_of_children(grid) == key_of_children(old):
        return
    change = story.marker.earlier("tblGridChange", "tblGrid", list(old))
    for name in ("author", "date"):
        del change.attrib[W + name]
    grid.append(change)


def _rows(table: etree._Element, story: Story, styles: Styles) -> list[Block]:
    rows = []
    for row in table.findall(ROW):
        text = "\t".join(_read(paragraph, story, styles)[0] for paragraph in row.iter(PARAGRAPH))
        rows.append(Block(row, f"table row {_shape(row)}", text, None, "", text))
    return rows


def _shape(row: etree._Element) -> str:
    spans = [value_of(cell.find(f"{W}tcPr/{W}gridSpan")) or "1" for cell in row.findall(CELL)]
    edges = [value_of(row.find(f"{W}trPr/{W}{name}")) or "0" for name in ("gridBefore", "gridAfter")]
    return " ".join([*edges, *spans, key_of_children(row.find(W + "tblPrEx"))])


def _row(old: etree._Element, new: etree._Element, story: Story, styles: Styles) -> etree._Element:
    if is_same(old, new):
        return new
    properties, before = new.find(W + "trPr"), old.find(W + "trPr")
    if key_of_children(before) != key_of_children(properties):
        if properties is None:
            properties = etree.Element(W + "trPr")
            new.insert(0 if new.find(W + "tblPrEx") is None else 1, properties)
        _note_earlier(properties, before, "trPr", story)
    for early, late in zip(old.findall(CELL), new.findall(CELL), strict=True):
        _cell(early, late, story, styles)
    return new


def _cell(old: etree._Element, new: etree._Element, story: Story, styles: Styles) -> None:
    properties = new.find(W + "tcPr")
    if properties is None:
        properties = etree.Element(W + "tcPr")
    blocks = compare_stories(list(old), list(new), story, styles, moves=False)
    for child in list(new):
        new.remove(child)
    _note_earlier(properties, old.find(W + "tcPr"), "tcPr", story)
    new.append(properties)
    new.extend(blocks)


def _note_earlier(properties: etree._Element, old: etree._Element | None, name: str, story: Story) -> None:
    if key_of_children(properties) != key_of_children(old):
        properties.append(story.marker.earlier(f"{name}Change", name, () if old is None else list(old)))
