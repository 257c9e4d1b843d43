"""What a decree asks of lines and no Word style can say, done on a tree: even line breaks, ruled lines, last rows.

A ruled line is an empty paragraph with a bottom border in a style «VB Đường kẻ …»; its indents are set so that the
border has the length that the profile asks, measured against the line of text above it, and stands in its middle.
Done once where no tag decides, else for the pieces concerned only (see :mod:`docgen.word.holding`).
"""

from __future__ import annotations

from lxml import etree

from docgen.layout import LayoutProfile
from docgen.word.lines import Letters, breaks, last_line_mm, widest
from docgen.word.reading import OBJECT, Atom, paragraph_atoms
from docgen.word.room_for_text import TWIPS_PER_MM, container_width
from docgen.word.styles import StyleSheet
from docgen.word.xml_names import PARAGRAPH, ROW, TABLE, TEXT, XML_SPACE, W

BALANCED = (
    "VB Cơ quan chủ quản",
    "VB Cơ quan ban hành",
    "VB Trích yếu",
    "VB Kèm theo",
    "VB Quyết định",
    "VB Tên chương",
)
RULED = "VB Đường kẻ"
_BEFORE_INDENT = {
    W + name
    for name in (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
        *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct"),
        *("topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing"),
    )
}


def typeset(root: etree._Element, styles: StyleSheet, profile: LayoutProfile) -> None:
    """Break the lines of headings evenly, give ruled lines their length and keep last rows together, in place."""
    for paragraph in list(root.iter(PARAGRAPH)):
        name = styles.name_of(paragraph)
        if name in BALANCED:
            balance(paragraph, styles)
        elif name.startswith(RULED):
            _rule(paragraph, styles, ratio_of(name, profile))
    for table in root.iter(TABLE):
        keep_last_rows(table)


def ratio_of(style: str, profile: LayoutProfile) -> float | None:
    """Return how long the profile wants the line of a ruled style, as part of the text above; None where silent."""
    line = profile.style(style).line if profile.has_style(style) else None
    return None if line is None else float(line.ratio.value)


def keep_last_rows(table: etree._Element) -> None:
    """Keep the last two rows of a table with a repeated header together: a total never stands alone under it."""
    rows = table.findall(ROW)
    if len(rows) > 2 and repeats_header(table):
        keep_with_next(rows[-2])


def repeats_header(table: etree._Element) -> bool:
    """Tell whether the table repeats a row at the top of each page."""
    return table.find(f"{ROW}/{W}trPr/{W}tblHeader") is not None


def keep_with_next(row: etree._Element) -> None:
    """Keep every paragraph of a row on the page of what follows."""
    for paragraph in row.iter(PARAGRAPH):
        properties = properties_of(paragraph)
        if properties.find(W + "keepNext") is None:
            properties.insert(int(properties.find(W + "pStyle") is not None), properties.makeelement(W + "keepNext"))


def properties_of(paragraph: etree._Element) -> etree._Element:
    """Return the properties of a paragraph, made where there were none."""
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = paragraph.makeelement(W + "pPr")
        paragraph.insert(0, properties)
    return properties


def balance(paragraph: etree._Element, styles: StyleSheet) -> None:
    """Break the lines of a paragraph evenly, unless it holds breaks, tabs or objects of its own."""
    atoms = paragraph_atoms(paragraph)
    text = "".join(atom.text for atom in atoms)
    room = room_of(paragraph, styles)
    if room is None or any(mark in text for mark in ("\n", "\t", OBJECT)):
        return
    for start, end in reversed(breaks(text, room, letters_of(paragraph, styles))):
        _break_line([atom for atom in atoms if atom.start < end and atom.end > start], start, end)


def _break_line(atoms: list[Atom], start: int, end: int) -> None:
    """Replace the blank from ``start`` to ``end`` by a line break."""
    for position, atom in reversed(list(enumerate(atoms))):
        text = atom.element.text or ""
        left, right = text[: max(start - atom.start, 0)], text[end - atom.start :]
        if position:
            atom.element.text = right
            continue
        rest = atom.element.makeelement(TEXT, {XML_SPACE: "preserve"})
        atom.element.text, rest.text = left, right
        line_break = atom.element.makeelement(W + "br")
        atom.element.addnext(line_break)
        line_break.addnext(rest)


def _rule(paragraph: etree._Element, styles: StyleSheet, ratio: float | None) -> None:
    above = _text_above(paragraph)
    width = container_width(paragraph, styles)
    if above is None or width is None or ratio is None:
        return
    around = styles.format_of(above)
    text = "".join(atom.text for atom in paragraph_atoms(above)).replace(OBJECT, "")
    line = last_line_mm(text, room_of(above, styles), letters_of(above, styles))
    left, right = indents(line * ratio, width, around.left, around.right)
    properties = properties_of(paragraph)
    properties.insert(place_of_indent(properties), indent(properties, left, right))


def indents(length_mm: float, width: int, left: int, right: int) -> tuple[int, int]:
    """Return the indents of a line of this length in the middle of the room between ``left`` and ``right``, twips."""
    room = width - left - right
    spare = room - min(room, round(length_mm * TWIPS_PER_MM))
    return left + spare // 2, right + spare - spare // 2


def indent(properties: etree._Element, left: int, right: int) -> etree._Element:
    """Make the element that indents a ruled line."""
    return properties.makeelement(W + "ind", {W + "left": str(left), W + "right": str(right), W + "firstLine": "0"})


def place_of_indent(properties: etree._Element) -> int:
    """Take away the indent that paragraph properties have and return the index at which the schema wants one."""
    old = properties.find(W + "ind")
    if old is not None:
        properties.remove(old)
    return sum(1 for child in properties if child.tag in _BEFORE_INDENT)


def _text_above(paragraph: etree._Element) -> etree._Element | None:
    for sibling in paragraph.itersiblings(preceding=True):
        if sibling.tag != PARAGRAPH:
            return None
        if "".join(atom.text for atom in paragraph_atoms(sibling)).strip():
            return sibling
    return None


def room_of(paragraph: etree._Element, styles: StyleSheet) -> float | None:
    """Return the millimetres that every line of the paragraph has."""
    width = container_width(paragraph, styles)
    if width is None:
        return None
    own = styles.format_of(paragraph)
    return max(width - own.left - own.right - max(own.first_line, 0), 0) / TWIPS_PER_MM


def letters_of(paragraph: etree._Element, styles: StyleSheet) -> Letters:
    """Return the letters that the paragraph is measured in; of runs that differ the largest and boldest count."""
    runs = {id(atom.run): atom.run for atom in paragraph_atoms(paragraph)}
    return widest(
        [letters_in(paragraph, run, styles) for run in runs.values()] or [letters_in(paragraph, None, styles)]
    )


def letters_in(paragraph: etree._Element, run: etree._Element | None, styles: StyleSheet) -> Letters:
    """Return the letters of one run of the paragraph, or those that the paragraph gives to its runs."""
    found = styles.format_of(paragraph).with_letters(None if run is None else run.find(W + "rPr"))
    return Letters(found.size, found.bold, found.italic, found.capitals)
