"""What filling could leave behind that Word calls damage, found beforehand: each place gets a guard, others none.

A guard watches one thing while a paper is filled: whether a table got a row, a cell a last paragraph, a bookmark both
its ends, a copied paragraph an id of its own. Where no tag decides there is nothing to watch, and what a template
brought with it stays as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lxml import etree

from docgen.composition.tag_text import TagKind
from docgen.word.arrangement import removed_by
from docgen.word.cells import SPANNING
from docgen.word.filling import Bookmark
from docgen.word.instructions import Do, Instructions, TagAt
from docgen.word.notes_whole import COMMENT_ENDS, MARKS
from docgen.word.reading import TaggedParagraph
from docgen.word.repairs import BLOCKS, DRAWING, HOLDERS, columns_of, rows_of
from docgen.word.settling import KeptRow, WholeTable
from docgen.word.styles import StyleSheet
from docgen.word.typesetting import keep_last_rows, repeats_header
from docgen.word.xml_names import CELL, PARAGRAPH, ROW, TABLE, W, ancestor, value_of

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MARKS = (W + "bookmarkStart", W + "bookmarkEnd")


def tables_apart(paragraphs: Sequence[TaggedParagraph]) -> list[etree._Element]:
    """Return the tables whose cells tags decide, or whose rows come and go and differ in columns or have no grid.

    What grid such a table needs is known when it is filled only; these are made whole as trees.
    """
    found: dict[etree._Element, None] = {}
    for paragraph in paragraphs:
        for tag in paragraph.tags:
            if tag.level in SPANNING and (spanned := ancestor(paragraph.element, TABLE)) is not None:
                found[spanned] = None
            if tag.kind is TagKind.VALUE or tag.level not in ("tr", "tc"):
                continue
            element = removed_by(paragraph, tag)
            table = None if element is None else next(element.iterancestors(TABLE), None)
            if table is not None and (tag.level == "tc" or _lacks_grid(table) or _is_uneven(table, paragraphs)):
                found[table] = None
    return [table for table in found if not any(outer in found for outer in table.iterancestors(TABLE))]


def _lacks_grid(table: etree._Element) -> bool:
    return table.find(W + "tblGrid") is None


def _is_uneven(table: etree._Element, paragraphs: Sequence[TaggedParagraph]) -> bool:
    control = {
        removed_by(paragraph, tag)
        for paragraph in paragraphs
        for tag in paragraph.tags
        if tag.level == "tr" and tag.kind is not TagKind.VALUE
    }
    return len({columns_of(row) for row in rows_of(table) if row not in control}) > 1


@dataclass(frozen=True, slots=True)
class _Standing:
    blocks: int
    loops: int


@dataclass
class Guards:
    """Puts the guards of one part into its tree, which has the instructions of its tags."""

    root: etree._Element
    instructions: Instructions
    apart: Collection[etree._Element]
    styles: StyleSheet
    prefix: str
    root_tag: bytes

    def insert(self) -> None:
        """Put in all guards that the part needs."""
        self._standing = self._find_standing()
        inside_apart = {element for table in self.apart for element in table.iter(etree.Element)}
        droppable: dict[etree._Element, int] = {}
        for element in list(self._standing):
            if element.tag == TABLE and element not in inside_apart:
                self._guard_table(element, droppable)
        if not self.instructions.known:
            return
        for element in list(self._standing):
            if element.tag in HOLDERS and element not in inside_apart:
                self._guard_holder(element, droppable)
        self._guard_marks()
        for element, standing in self._standing.items():
            if standing.loops:
                self._guard_copies(element)
        for table in self.apart:
            number = self.instructions.fresh()
            table.addprevious(self._do("start", number))
            table.addnext(self._do("note", number, WholeTable(self.root_tag, self.styles)))

    @property
    def moves_notes(self) -> bool:
        """Whether a tag decides about the mark of a note or comment, or took one end of a comment away with itself."""
        starts, ends = (sorted(str(value_of(each, "id")) for each in self.root.iter(name)) for name in COMMENT_ENDS)
        decided = any(element.tag in MARKS and standing.blocks for element, standing in self._standing.items())
        return decided or starts != ends

    def _do(self, kind: str, number: int = 0, value: object = None) -> etree._Element:
        return self.instructions.node(Do(kind, number, value))

    def _find_standing(self) -> dict[etree._Element, _Standing]:
        """Return for every element how many blocks and how many loops are around it."""
        standing: dict[etree._Element, _Standing] = {}
        open_blocks: list[str] = []
        for node in self.root.iter():
            instruction = self.instructions.of(node)
            if instruction is None:
                standing[node] = _Standing(len(open_blocks), open_blocks.count("for"))
            elif isinstance(instruction, TagAt) and instruction.tag.kind is TagKind.STATEMENT:
                if instruction.tag.word in ("if", "for"):
                    open_blocks.append(instruction.tag.word)
                elif instruction.tag.word in ("endif", "endfor"):
                    open_blocks.pop()
        return standing

    def _is_sure(self, element: etree._Element, holder: etree._Element) -> bool:
        """Tell whether the element is there whenever what holds it is."""
        return self._standing[element].blocks == self._standing[holder].blocks

    def _guard_table(self, table: etree._Element, droppable: dict[etree._Element, int]) -> None:
        rows = rows_of(table)
        may_go = not any(self._is_sure(row, table) for row in rows)
        keeps = self.styles.is_house and repeats_header(table)
        changes = any(not self._is_sure(row, table) for row in rows)
        if keeps and not changes:
            keep_last_rows(table)
        if not may_go and not (keeps and changes):
            return
        number = self.instructions.fresh()
        for row in rows:
            row.addprevious(self._do("row", number))
        table.addprevious(self._do("table", number))
        if may_go:
            droppable[table] = number
            table.addnext(self._do("empty table", number))
        if keeps and changes:
            for row in rows:
                self._mark_kept(row)
            table.addnext(self._do("last rows", number, KeptRow(self.instructions.kept)))

    def _mark_kept(self, row: etree._Element) -> None:
        """Mark where each paragraph of a row says that it is kept with the next, in case the row has to be."""
        keep = f"<{self.prefix}:keepNext/>".encode()
        for paragraph in row.iter(PARAGRAPH):
            properties = paragraph.find(W + "pPr")
            if properties is None:
                whole = f"<{self.prefix}:pPr>".encode() + keep + f"</{self.prefix}:pPr>".encode()
                paragraph.insert(0, self._do("keep", 0, whole))
            elif properties.find(W + "keepNext") is None:
                at = int(properties.find(W + "pStyle") is not None)
                properties.insert(at, self._do("keep", 0, keep))

    def _guard_holder(self, holder: etree._Element, droppable: dict[etree._Element, int]) -> None:
        blocks = [child for child in holder.iterchildren(etree.Element) if child.tag in BLOCKS]
        sure = [block for block in blocks if self._is_sure(block, holder) and block not in droppable]
        has_tags = any(self.instructions.of(child) is not None for child in holder)
        if not has_tags and len(sure) == len(blocks) and blocks:
            return
        if (
            sure
            and (blocks[-1] is sure[-1] or holder.tag != CELL)
            and (sure[-1].tag == PARAGRAPH or holder.tag != CELL)
        ):
            return
        number = self.instructions.fresh()
        for block in blocks:
            kind = 1 if block.tag == PARAGRAPH else 2
            self._after(block, self._do("block", number, (kind, droppable.get(block))))
        holder.insert(0, self._do("holder", number))
        paragraph = f"<{self.prefix}:p/>".encode()
        holder.append(self._do("close", number, (holder.tag == CELL, paragraph)))

    def _after(self, element: etree._Element, node: etree._Element) -> None:
        """Put the node after the element and the guards that already follow it."""
        following = element.getnext()
        while following is not None and isinstance(self.instructions.of(following), Do):
            element, following = following, following.getnext()
        element.addnext(node)

    def _guard_marks(self) -> None:
        """Guard all bookmarks of a part where a tag decides about one, or took one end away with itself."""
        marks = [element for element in self._standing if element.tag in _MARKS]
        ends = [[value_of(mark, "id") for mark in marks if mark.tag == name] for name in _MARKS]
        if not any(self._standing[mark].blocks for mark in marks) and sorted(map(str, ends[0])) == sorted(
            map(str, ends[1])
        ):
            return
        for mark in marks:
            number = self.instructions.fresh()
            name = value_of(mark, "name") or "" if mark.tag == _MARKS[0] else None
            bookmark = Bookmark(value_of(mark, "id") or "", name)
            mark.set(W + "id", self.instructions.value(Do("hole")))
            mark.addprevious(self._do("start", number))
            mark.addnext(self._do("mark", number, bookmark))

    def _guard_copies(self, element: etree._Element) -> None:
        """Give copies of an element in a loop no id, or one of their own."""
        if element.tag == DRAWING and element.get("id") is not None:
            value = str(element.get("id")).encode()
            element.set("id", self.instructions.value(Do("drawing", self.instructions.fresh(), value)))
        elif element.tag in (PARAGRAPH, ROW):
            for name in (_W14 + "paraId", _W14 + "textId"):
                value = str(element.get(name, "")).encode()
                if value:
                    mark = self.instructions.whole(Do("once only", self.instructions.fresh(), value))
                    element.set(name, mark)
        elif element.tag == W + "sdtPr":
            identity = element.find(W + "id")
            if identity is not None:
                number = self.instructions.fresh()
                identity.addprevious(self._do("once", number))
                identity.addnext(self._do("end once", number))
