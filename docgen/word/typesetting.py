"""What a decree asks of lines and no Word style can say: even line breaks, ruled lines as long as their text.

A ruled line is an empty paragraph with a bottom border in a style «VB Đường kẻ …»; its indents are set here so that
the border has the length that the profile asks, measured against the line of text above it, and stands in its middle.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from docgen.layout import LayoutProfile, balanced_lines, text_width_mm
from docgen.vietnamese import upper
from docgen.word.reading import OBJECT, Atom, paragraph_atoms
from docgen.word.room_for_text import TWIPS_PER_MM, container_width
from docgen.word.styles import Format, StyleSheet
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

_BLANKS = re.compile(r"[ \t\r\n]+")
_BEFORE_INDENT = {
    W + "pStyle",
    W + "keepNext",
    W + "keepLines",
    W + "pageBreakBefore",
    W + "framePr",
    W + "widowControl",
    W + "numPr",
    W + "suppressLineNumbers",
    W + "pBdr",
    W + "shd",
    W + "tabs",
    W + "suppressAutoHyphens",
    W + "kinsoku",
    W + "wordWrap",
    W + "overflowPunct",
    W + "topLinePunct",
    W + "autoSpaceDE",
    W + "autoSpaceDN",
    W + "bidi",
    W + "adjustRightInd",
    W + "snapToGrid",
    W + "spacing",
}


def typeset(root: etree._Element, styles: StyleSheet, profile: LayoutProfile) -> None:
    """Break the lines of headings evenly and give ruled lines their length, in place."""
    for paragraph in list(root.iter(PARAGRAPH)):
        name = styles.name_of(paragraph)
        if name in BALANCED:
            _balance(paragraph, styles)
        elif name.startswith(RULED) and profile.has_style(name):
            line = profile.style(name).line
            if line is not None:
                _rule(paragraph, styles, float(line.ratio.value))
    for table in root.iter(TABLE):
        _keep_last_rows(table)


def _keep_last_rows(table: etree._Element) -> None:
    """Keep the last two rows of a table with a repeated header together: a total never stands alone under it."""
    rows = table.findall(ROW)
    if len(rows) < 3 or table.find(f"{ROW}/{W}trPr/{W}tblHeader") is None:
        return
    for paragraph in rows[-2].iter(PARAGRAPH):
        properties = paragraph.find(W + "pPr")
        if properties is None:
            properties = paragraph.makeelement(W + "pPr")
            paragraph.insert(0, properties)
        if properties.find(W + "keepNext") is None:
            properties.insert(int(properties.find(W + "pStyle") is not None), properties.makeelement(W + "keepNext"))


def _balance(paragraph: etree._Element, styles: StyleSheet) -> None:
    atoms = paragraph_atoms(paragraph)
    text = "".join(atom.text for atom in atoms)
    room = _room(paragraph, styles)
    if room is None or any(mark in text for mark in ("\n", "\t", OBJECT)):
        return
    lines = balanced_lines(text, room, _measure(paragraph, styles))
    blanks = [match for match in _BLANKS.finditer(text.rstrip()) if match.start() > 0]
    at = 0
    breaks: list[re.Match[str]] = []
    for line in lines[:-1]:
        at += len(_BLANKS.split(line))
        breaks.append(blanks[at - 1])
    for blank in reversed(breaks):
        _break_line([atom for atom in atoms if atom.start < blank.end() and atom.end > blank.start()], blank)


def _break_line(atoms: list[Atom], blank: re.Match[str]) -> None:
    """Replace the blank by a line break."""
    for position, atom in reversed(list(enumerate(atoms))):
        text = atom.element.text or ""
        left, right = text[: max(blank.start() - atom.start, 0)], text[blank.end() - atom.start :]
        if position:
            atom.element.text = right
            continue
        rest = atom.element.makeelement(TEXT, {XML_SPACE: "preserve"})
        atom.element.text, rest.text = left, right
        line_break = atom.element.makeelement(W + "br")
        atom.element.addnext(line_break)
        line_break.addnext(rest)


def _rule(paragraph: etree._Element, styles: StyleSheet, ratio: float) -> None:
    """Set the indents of a ruled line so that its border is ``ratio`` of the line of text above, centred on it."""
    above = _text_above(paragraph)
    width = container_width(paragraph, styles)
    if above is None or width is None:
        return
    around = styles.format_of(above)
    room = width - around.left - around.right
    length = min(room, round(_last_line_mm(above, styles) * ratio * TWIPS_PER_MM))
    spare = room - length
    _set_indents(paragraph, around.left + spare // 2, around.right + spare - spare // 2)


def _text_above(paragraph: etree._Element) -> etree._Element | None:
    for sibling in paragraph.itersiblings(preceding=True):
        if sibling.tag != PARAGRAPH:
            return None
        if "".join(atom.text for atom in paragraph_atoms(sibling)).strip():
            return sibling
    return None


def _last_line_mm(paragraph: etree._Element, styles: StyleSheet) -> float:
    measure = _measure(paragraph, styles)
    text = "".join(atom.text for atom in paragraph_atoms(paragraph)).replace(OBJECT, "")
    line = text.rstrip().rsplit("\n", 1)[-1].strip()
    room = _room(paragraph, styles)
    if room is None or measure(line) <= room:
        return measure(line)
    last = ""
    for word in line.split():
        longer = f"{last} {word}".strip()
        last = longer if measure(longer) <= room else word
    return measure(last)


def _room(paragraph: etree._Element, styles: StyleSheet) -> float | None:
    """Return the millimetres that every line of the paragraph has."""
    width = container_width(paragraph, styles)
    if width is None:
        return None
    own = styles.format_of(paragraph)
    return max(width - own.left - own.right - max(own.first_line, 0), 0) / TWIPS_PER_MM


def _measure(paragraph: etree._Element, styles: StyleSheet) -> Callable[[str], float]:
    """Return the measure of text in the paragraph's letters; of runs that differ the largest and boldest counts."""
    base = styles.format_of(paragraph)
    runs = {id(atom.run): atom.run for atom in paragraph_atoms(paragraph)}
    letters = [base.with_letters(run.find(W + "rPr")) for run in runs.values()] or [base]
    size = max(item.size for item in letters)
    return _measure_of(
        Format(
            size=size,
            bold=any(item.bold for item in letters),
            italic=all(item.italic for item in letters),
            capitals=any(item.capitals for item in letters),
        )
    )


def _measure_of(letters: Format) -> Callable[[str], float]:
    def measure(text: str) -> float:
        shown = upper(text) if letters.capitals else text
        return text_width_mm(shown, letters.size, bold=letters.bold, italic=letters.italic)

    return measure


def _set_indents(paragraph: etree._Element, left: int, right: int) -> None:
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = paragraph.makeelement(W + "pPr")
        paragraph.insert(0, properties)
    old = properties.find(W + "ind")
    if old is not None:
        properties.remove(old)
    at = sum(1 for child in properties if child.tag in _BEFORE_INDENT)
    sides = {W + "left": str(left), W + "right": str(right), W + "firstLine": "0"}
    properties.insert(at, properties.makeelement(W + "ind", sides))
