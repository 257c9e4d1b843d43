"""Numbered lists of Word in loops: one that begins anew in each round gets a number of its own in each.

Word counts all paragraphs of one list number through. A list begins anew in every round of a loop when it begins inside
the loop, after something else in it (a heading, a sentence), and has more than one item there; where the rounds
themselves are the items it counts through, as it does where it began before the loop.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from docgen.composition.tag_text import TagKind
from docgen.word.instructions import Do, Instructions, TagAt
from docgen.word.package import Package
from docgen.word.xml_names import PARAGRAPH, TEXT, W, parse_template_xml, value_of

_MOST_BASES = 15
_BEFORE_NUMBER = tuple(
    W + name for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)


@dataclass(frozen=True)
class ListSheet:
    """The lists that a template defines: their numbers, and the number and level that paragraph styles bring."""

    numbers: frozenset[str] = frozenset()
    by_style: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The largest number of a list: those made for a paper count on from it."""
        return max((int(number) for number in self.numbers if number.isdigit()), default=0)


def read_lists(package: Package) -> ListSheet:
    """Read which lists the template defines and which of its styles number their paragraphs."""
    lists, styles = (_related(package, kind) for kind in ("numbering", "styles"))
    if lists is None:
        return ListSheet()
    numbers = frozenset(value_of(each, "numId") or "" for each in lists.iter(W + "num"))
    known = {} if styles is None else {value_of(each, "styleId") or "": each for each in styles.iter(W + "style")}
    by_style: dict[str, tuple[str, str]] = {}
    for identity in known:
        said = _of_style(identity, known)
        if said is not None:
            by_style[identity] = said
    return ListSheet(numbers, by_style)


def _related(package: Package, kind: str) -> etree._Element | None:
    names = package.related(package.main, kind)
    return parse_template_xml(package.by_name[names[0]].data) if names else None


def _of_style(identity: str, known: Mapping[str, etree._Element]) -> tuple[str, str] | None:
    for _ in range(_MOST_BASES):
        style = known.get(identity)
        if style is None:
            return None
        number = value_of(style.find(f"{W}pPr/{W}numPr/{W}numId"))
        if number is not None:
            return number, value_of(style.find(f"{W}pPr/{W}numPr/{W}ilvl")) or "0"
        identity = value_of(style.find(W + "basedOn")) or ""
    return None


@dataclass(eq=False)
class _Loop:
    node: etree._Element
    has_text: bool = False


@dataclass
class _Item:
    paragraph: etree._Element
    loops: tuple[_Loop, ...]
    after_text: tuple[bool, ...]


def begin_lists_anew(root: etree._Element, instructions: Instructions, lists: ListSheet) -> None:
    """Put into a tree that has the instructions of its tags what gives lists that begin anew their own numbers."""
    items: dict[str, list[_Item]] = {}
    for number, item in _items(root, instructions, lists):
        items.setdefault(number, []).append(item)
    for number, found in items.items():
        loop = _beginning(found)
        if loop is None:
            continue
        loop.node.addnext(instructions.node(Do("new list", 0, (number, lists.last))))
        for item in found:
            _number_of_its_own(item.paragraph, lists).set(W + "val", instructions.value(Do("list", 0, number)))


def _items(root: etree._Element, instructions: Instructions, lists: ListSheet) -> Iterator[tuple[str, _Item]]:
    """Yield the numbered paragraphs with the loops around them, and whether text stands before them in each."""
    loops: list[_Loop] = []
    for node in root.iter():
        instruction = instructions.of(node)
        if isinstance(instruction, TagAt) and instruction.tag.kind is TagKind.STATEMENT:
            if instruction.tag.word == "for":
                loops.append(_Loop(node))
            elif instruction.tag.word == "endfor":
                loops.pop()
        elif node.tag == PARAGRAPH:
            number = _number_and_level(node, lists)[0]
            if number in lists.numbers and loops:
                yield number, _Item(node, tuple(loops), tuple(loop.has_text for loop in loops))
            elif number in lists.numbers:
                yield number, _Item(node, (), ())
            if any(len(text) or text.text for text in node.iter(TEXT)):
                for loop in loops:
                    loop.has_text = True


def _beginning(items: list[_Item]) -> _Loop | None:
    """Return the innermost loop in whose every round the list begins anew, None where it counts through."""
    first = items[0]
    for loop, after_text in reversed(list(zip(first.loops, first.after_text, strict=True))):
        inside = [item for item in items if loop in item.loops]
        deeper = any(item.loops[-1] is not loop for item in inside)
        if after_text and (deeper or len(inside) > 1):
            return loop
    return None


def _number_and_level(paragraph: etree._Element, lists: ListSheet) -> tuple[str, str]:
    own = paragraph.find(f"{W}pPr/{W}numPr")
    style = value_of(paragraph.find(f"{W}pPr/{W}pStyle")) or ""
    number, level = lists.by_style.get(style, ("", "0"))
    if own is None:
        return number, level
    return value_of(own.find(W + "numId")) or number, value_of(own.find(W + "ilvl")) or level


def _number_of_its_own(paragraph: etree._Element, lists: ListSheet) -> etree._Element:
    """Return the ``w:numId`` of a paragraph, made where only its style has one."""
    number, level = _number_and_level(paragraph, lists)
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = paragraph.makeelement(W + "pPr")
        paragraph.insert(0, properties)
    own = properties.find(W + "numPr")
    if own is None:
        own = properties.makeelement(W + "numPr")
        properties.insert(len([child for child in properties if child.tag in _BEFORE_NUMBER]), own)
    found = own.find(W + "numId")
    if found is None:
        if own.find(W + "ilvl") is None:
            own.insert(0, own.makeelement(W + "ilvl", {W + "val": level}))
        found = own.makeelement(W + "numId", {W + "val": number})
        own.insert(1, found)
    return found
