"""What the styles of a template say about letters and indents, worked out once along the chain of base styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from docgen.word.package import Package
from docgen.word.xml_names import W, parse_template_xml, value_of

_OFF = ("0", "false", "off", "none")
_WORDS_OWN_SIZE = 10.0
_WORDS_OWN_CELL_MARGIN = 115
_MOST_BASES = 15
"""Styles below a style that are looked at; Word itself allows about ten."""


@dataclass(frozen=True, slots=True)
class Format:
    """Letters and indents of a paragraph: points for the size, twentieths of a point for indents."""

    size: float = _WORDS_OWN_SIZE
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    left: int = 0
    right: int = 0
    first_line: int = 0

    def with_letters(self, properties: etree._Element | None) -> Format:
        """Return the format as changed by a ``w:rPr``."""
        if properties is None:
            return self
        size = value_of(properties.find(W + "sz"))
        return replace(
            self,
            size=float(size) / 2 if size else self.size,
            bold=_switch(properties, "b", self.bold),
            italic=_switch(properties, "i", self.italic),
            capitals=_switch(properties, "caps", self.capitals),
        )

    def with_indents(self, properties: etree._Element | None) -> Format:
        """Return the format as changed by a ``w:pPr``."""
        indent = None if properties is None else properties.find(W + "ind")
        if indent is None:
            return self
        hanging = value_of(indent, "hanging")
        first = f"-{hanging}" if hanging else value_of(indent, "firstLine")
        return replace(
            self,
            left=whole(value_of(indent, "left") or value_of(indent, "start"), self.left),
            right=whole(value_of(indent, "right") or value_of(indent, "end"), self.right),
            first_line=whole(first, self.first_line),
        )


@dataclass(frozen=True)
class StyleSheet:
    """Paragraph styles by id (name and format) and side margins of cells by table style id."""

    names: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, Format] = field(default_factory=dict)
    cell_margins: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    default: str = ""
    default_table: str = ""

    @property
    def is_house(self) -> bool:
        """Whether the template uses the styles of these papers; Word files of other makers are not typeset."""
        return any(name.startswith("VB ") for name in self.names.values())

    def name_of(self, paragraph: etree._Element) -> str:
        """Return the name of a paragraph's style as the style gallery shows it."""
        return self.names.get(self._id_of(paragraph), "")

    def format_of(self, paragraph: etree._Element) -> Format:
        """Return the format of a paragraph: its style's, changed by its own indents; letters are those of the style."""
        return self.formats.get(self._id_of(paragraph), Format()).with_indents(paragraph.find(W + "pPr"))

    def margins_of(self, table: etree._Element) -> tuple[int, int]:
        """Return the side margins of a table's cells, where neither the table nor the cell sets them itself."""
        style = value_of(table.find(f"{W}tblPr/{W}tblStyle")) or self.default_table
        either = (_WORDS_OWN_CELL_MARGIN, _WORDS_OWN_CELL_MARGIN)
        return self.cell_margins.get(style, self.cell_margins.get(self.default_table, either))

    def _id_of(self, paragraph: etree._Element) -> str:
        return value_of(paragraph.find(f"{W}pPr/{W}pStyle")) or self.default


def read_styles(package: Package) -> StyleSheet:
    """Read the styles part; a template without one has an empty sheet."""
    parts = package.related(package.main, "styles")
    if not parts:
        return StyleSheet()
    root = parse_template_xml(package.by_name[parts[0]].data)
    defaults = root.find(W + "docDefaults")
    start = Format()
    if defaults is not None:
        start = start.with_letters(defaults.find(f"{W}rPrDefault/{W}rPr"))
        start = start.with_indents(defaults.find(f"{W}pPrDefault/{W}pPr"))
    styles = {value_of(style, "styleId") or "": style for style in root.iter(W + "style")}
    paragraphs = {key: style for key, style in styles.items() if value_of(style, "type") == "paragraph"}
    tables = {key: style for key, style in styles.items() if value_of(style, "type") == "table"}
    return StyleSheet(
        names={key: value_of(style.find(W + "name")) or key for key, style in paragraphs.items()},
        formats={key: _format(key, paragraphs, start) for key in paragraphs},
        cell_margins={key: margins for key in tables if (margins := _table_margins(key, tables)) is not None},
        default=_default(paragraphs),
        default_table=_default(tables),
    )


def whole(text: str | None, otherwise: int) -> int:
    """Return a measure as a whole number, ``otherwise`` where it is absent or no number."""
    try:
        return otherwise if text is None else round(float(text))
    except ValueError:
        return otherwise


def margins_in(properties: etree._Element | None, name: str) -> tuple[int | None, int | None]:
    """Return the left and right margins set in ``w:tblCellMar`` or ``w:tcMar`` of these properties."""
    box = None if properties is None else properties.find(W + name)
    if box is None:
        return None, None
    sides = []
    for words in (("left", "start"), ("right", "end")):
        element = next((found for word in words if (found := box.find(W + word)) is not None), None)
        sides.append(None if element is None else whole(value_of(element, "w"), 0))
    return sides[0], sides[1]


def _chain(key: str, styles: Mapping[str, etree._Element]) -> list[etree._Element]:
    """Return the style and its bases, the farthest base first."""
    chain: list[etree._Element] = []
    while key in styles and styles[key] not in chain and len(chain) < _MOST_BASES:
        chain.append(styles[key])
        key = value_of(styles[key].find(W + "basedOn")) or ""
    return chain[::-1]


def _format(key: str, styles: Mapping[str, etree._Element], start: Format) -> Format:
    for style in _chain(key, styles):
        start = start.with_letters(style.find(W + "rPr")).with_indents(style.find(W + "pPr"))
    return start


def _table_margins(key: str, styles: Mapping[str, etree._Element]) -> tuple[int, int] | None:
    left: int | None = None
    right: int | None = None
    for style in _chain(key, styles):
        own_left, own_right = margins_in(style.find(W + "tblPr"), "tblCellMar")
        left, right = (left if own_left is None else own_left), (right if own_right is None else own_right)
    return None if left is None or right is None else (left, right)


def _default(styles: Mapping[str, etree._Element]) -> str:
    return next((key for key, style in styles.items() if value_of(style, "default") in ("1", "true", "on")), "")


def _switch(properties: etree._Element, name: str, otherwise: bool) -> bool:
    element = properties.find(W + name)
    return otherwise if element is None else value_of(element) not in _OFF
