"""Which paragraphs of a template are looked at again once they are filled, because their lines matter.

Headings that no tag decides are broken here and now. Of the others, and of the text above ruled lines, the plan holds
what must be known of the template; the second pass (see :mod:`docgen.word.settling`) sees their text only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from docgen.composition.tag_text import TagKind
from docgen.word.instructions import Do, Instructions
from docgen.word.lines import last_line_mm
from docgen.word.marking import mark_texts
from docgen.word.reading import SIGNS, TaggedParagraph, own_runs, paragraph_text
from docgen.word.room_for_text import container_width
from docgen.word.settling import Above, Held, Line, NothingAbove, Rule, Sign
from docgen.word.styles import StyleSheet
from docgen.word.typesetting import (
    BALANCED,
    RULED,
    balance,
    letters_in,
    letters_of,
    place_of_indent,
    properties_of,
    room_of,
)
from docgen.word.writing import Markup
from docgen.word.xml_names import PARAGRAPH, TABLE, TEXT, W


@dataclass
class LinePlan:
    """What is looked at again in a part, by element of its tree."""

    styles: StyleSheet
    tagged: Mapping[etree._Element, TaggedParagraph]
    held: dict[etree._Element, tuple[Line, bool, bool]] = field(default_factory=dict)
    above: dict[etree._Element, Above] = field(default_factory=dict)
    nothing: dict[etree._Element, bool] = field(default_factory=dict)
    ruled: dict[etree._Element, tuple[str, int | None]] = field(default_factory=dict)

    def insert(self, instructions: Instructions, prefix: str, markup: Markup) -> None:
        """Put the instructions into the tree, which by now has those of the tags."""
        for paragraph, (line, balanced, remembered) in self.held.items():
            number = instructions.fresh()
            self._mark_pieces(paragraph, instructions)
            paragraph.addprevious(instructions.node(Do("start", number)))
            note = Held(line, balanced, remembered, markup)
            paragraph.addnext(instructions.node(Do("note", number, note)))
        for paragraph, text in self.above.items():
            paragraph.addnext(instructions.node(Do("note here", 0, text)))
        for element, inside in self.nothing.items():
            node = instructions.node(Do("note here", 0, NothingAbove()))
            if inside:
                element.insert(0, node)
            else:
                element.addnext(node)
        for paragraph, (style, width) in self.ruled.items():
            properties = properties_of(paragraph)
            before = _written_indent(properties, prefix)
            rule = Rule(style, width, before, prefix)
            properties.insert(place_of_indent(properties), instructions.node(Do("note hole", 0, rule)))

    def _mark_pieces(self, paragraph: etree._Element, instructions: Instructions) -> None:
        runs = list(own_runs(paragraph))
        letters = [letters_in(paragraph, run, self.styles) for run in runs]
        differ = len(set(letters)) > 1
        for run, of_run in zip(runs, letters, strict=True):
            mark_texts([child for child in run if child.tag == TEXT], instructions)
            for child in list(run):
                sign = SIGNS.get(child.tag) if isinstance(child.tag, str) else ""
                if sign is None:
                    sign = "\ufffc"
                if sign:
                    child.addprevious(instructions.node(Do("add", 0, Sign(sign))))
            if differ:
                run.insert(0, instructions.node(Do("add", 0, of_run)))


def plan_lines(
    root: etree._Element,
    paragraphs: Sequence[TaggedParagraph],
    styles: StyleSheet,
    apart: Collection[etree._Element],
) -> LinePlan:
    """Break the headings that no tag decides and plan the rest; tables ``apart`` are typeset when they are filled."""
    plan = LinePlan(styles, {paragraph.element: paragraph for paragraph in paragraphs})
    for paragraph in list(root.iter(PARAGRAPH)):
        name = styles.name_of(paragraph)
        if _goes_away(plan.tagged.get(paragraph)) or any(table in apart for table in paragraph.iterancestors(TABLE)):
            continue
        if name in BALANCED and paragraph in plan.tagged:
            plan.held[paragraph] = (_line(paragraph, styles), True, False)
        elif name in BALANCED:
            balance(paragraph, styles)
        elif name.startswith(RULED):
            plan.ruled[paragraph] = (name, container_width(paragraph, styles))
    for paragraph in plan.ruled:
        _plan_above(paragraph, plan)
    return plan


def _plan_above(ruled: etree._Element, plan: LinePlan) -> None:
    """Plan to remember every text that may come to stand above the ruled line, back to one that is always there."""
    container = ruled.getparent()
    assert container is not None
    depth = 0
    for sibling in ruled.itersiblings(etree.Element, preceding=True):
        control = plan.tagged.get(sibling)
        if control is not None and _goes_away(control):
            word = next(tag.word for tag in control.tags if tag.level == "p")
            if word == "for" and depth == 0:
                _remember_all(container, plan)
                return
            depth += {"endif": 1, "endfor": 1, "else": int(depth == 0), "elif": int(depth == 0)}.get(word, 0)
            depth -= int(word in ("if", "for") and depth > 0)
        elif sibling.tag != PARAGRAPH:
            plan.nothing[sibling] = False
            if depth == 0:
                return
        elif _remember(sibling, plan) and depth == 0:
            return
    plan.nothing[container] = True


def _remember_all(container: etree._Element, plan: LinePlan) -> None:
    """Plan to remember everything in a container where a ruled line is repeated: what follows may stand above it."""
    plan.nothing[container] = True
    for child in container.iterchildren(etree.Element):
        if child.tag != PARAGRAPH:
            plan.nothing[child] = False
        elif not _goes_away(plan.tagged.get(child)):
            _remember(child, plan)


def _remember(paragraph: etree._Element, plan: LinePlan) -> bool:
    """Plan to remember the text of a paragraph; tell whether it certainly has some."""
    line = _line(paragraph, plan.styles)
    tagged = plan.tagged.get(paragraph)
    if tagged is None:
        text = paragraph_text(paragraph)
        if text.strip():
            letters = letters_of(paragraph, plan.styles)
            plan.above[paragraph] = Above(text, line, letters, last_line_mm(text, line.room, letters))
        return bool(text.strip())
    _, balanced, _ = plan.held.get(paragraph, (line, False, False))
    plan.held[paragraph] = (line, balanced, True)
    if any(tag.kind is TagKind.STATEMENT for tag in tagged.tags):
        return False
    own = tagged.text
    for tag in reversed(tagged.tags):
        own = own[: tag.start] + own[tag.end :]
    return bool(own.replace("\ufffc", "").strip())


def _goes_away(paragraph: TaggedParagraph | None) -> bool:
    return paragraph is not None and any(tag.level == "p" for tag in paragraph.tags)


def _line(paragraph: etree._Element, styles: StyleSheet) -> Line:
    own = styles.format_of(paragraph)
    letters = {letters_in(paragraph, run, styles) for run in own_runs(paragraph)}
    usual = letters.pop() if len(letters) == 1 else letters_in(paragraph, None, styles)
    return Line(room_of(paragraph, styles), usual, own.left, own.right)


def _written_indent(properties: etree._Element, prefix: str) -> bytes:
    old = properties.find(W + "ind")
    if old is None:
        return b""
    own = [(str(name), str(value)) for name, value in old.attrib.items()]
    sides = "".join(f' {prefix}:{name.removeprefix(W)}="{value}"' for name, value in own if name.startswith(W))
    return f"<{prefix}:ind{sides}/>".encode()
