"""One paragraph of the redline: both papers' words in it, each difference marked the way Word marks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from lxml import etree

from docgen.comparison.clauses import Reading
from docgen.comparison.keys import key_of
from docgen.comparison.marks import DEL, INS, Marker, paragraph_properties
from docgen.comparison.preparing import BOOKMARKS
from docgen.comparison.tokens import Token, pieces_of, same_in_form, tokens_of
from docgen.word.xml_names import PARAGRAPH, W, value_of

_PROPERTIES = W + "pPr"
_LETTERS = W + "rPr"
_SECTION = W + "sectPr"
_NOT_BASE = (_LETTERS, _SECTION, W + "pPrChange")


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """Properties of a section in the redline, and those of each paper that it stands for (None: not in that paper)."""

    element: etree._Element
    old: etree._Element | None
    new: etree._Element | None


@dataclass(frozen=True, slots=True)
class Story:
    """What writing a part needs: who marks, the bookmarks the new paper has, the sections written so far.

    ``named`` tells whether both papers name their clauses, so that names tell clauses apart; ``seen`` is what is known
    already of paragraphs.
    """

    marker: Marker
    bookmarks: frozenset[str]
    named: bool = False
    sections: list[SectionPlace] = field(default_factory=list)
    seen: Mapping[etree._Element, Reading] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Properties:
    base: tuple[etree._Element, ...] = ()
    letters: tuple[etree._Element, ...] = ()
    section: etree._Element | None = None


def _properties(paragraph: etree._Element) -> _Properties:
    found = paragraph.find(_PROPERTIES)
    if found is None:
        return _Properties()
    letters = found.find(_LETTERS)
    base = tuple(child for child in found if child.tag not in _NOT_BASE)
    return _Properties(base, () if letters is None else tuple(letters), found.find(_SECTION))


def whole_paragraph(paragraph: etree._Element, story: Story, tag: str) -> etree._Element:
    """Return a paragraph of one paper alone, marked with all its text and its mark; ``tag`` is w:ins, w:del…"""
    seen = _properties(paragraph)
    if seen.section is not None:
        is_new = tag == INS
        story.sections.append(
            SectionPlace(seen.section, None if is_new else seen.section, seen.section if is_new else None)
        )
    signs = [story.marker.make(tag)]
    properties = paragraph_properties(seen.base, seen.letters, seen.section, (None, None), signs)
    return _paragraph(properties, marked_content(paragraph, story, tag))


def marked_content(paragraph: etree._Element, story: Story, tag: str) -> list[etree._Element]:
    """Return what is in a paragraph of one paper alone, marked."""
    content = [child for child in paragraph if child.tag != _PROPERTIES]
    if tag != INS and tag != W + "moveTo":
        content = [child for child in content if not _is_taken(child, story)]
    return story.marker.wrapped(tag, content)


def _is_taken(element: etree._Element, story: Story) -> bool:
    """Tell whether an old bookmark gives way to that of the same name in the new paper."""
    return element.tag in BOOKMARKS and value_of(element, "id") in story.bookmarks


def paired_paragraph(old: etree._Element, new: etree._Element, story: Story) -> etree._Element:
    """Return a paragraph that both papers have, with what differs inside marked."""
    before, after = _properties(old), _properties(new)
    return _paragraph(_changed_properties(before, after, story), changed_content(old, new, story))


def last_paragraph(
    properties_of: tuple[etree._Element, etree._Element], content: list[etree._Element], story: Story
) -> etree._Element:
    """Return the last paragraph of a story or cell: its mark stays, with the properties of (old, new) paragraphs."""
    before, after = (_properties(paragraph) for paragraph in properties_of)
    return _paragraph(_changed_properties(before, after, story), content)


def opened_paragraph(old: etree._Element, new: etree._Element, story: Story, tag: str) -> etree._Element:
    """Return a paragraph that both papers have but that ends here in one only: its mark is put in or struck out."""
    seen = _properties(new if tag == INS else old)
    properties = paragraph_properties(seen.base, seen.letters, None, (None, None), [story.marker.make(tag)])
    return _paragraph(properties, changed_content(old, new, story))


def separator(story: Story) -> etree._Element:
    """Return an empty paragraph that is gone whether changes are accepted or refused: it keeps two tables apart."""
    signs = [story.marker.make(INS), story.marker.make(DEL)]
    return _paragraph(paragraph_properties((), (), None, (None, None), signs), [])


def has_section(paragraph: etree._Element) -> bool:
    """Tell whether a section ends with the paragraph."""
    properties = next(paragraph.iterchildren(_PROPERTIES), None)
    return properties is not None and next(properties.iterchildren(_SECTION), None) is not None


def _paragraph(properties: etree._Element | None, content: Iterable[etree._Element]) -> etree._Element:
    made = etree.Element(PARAGRAPH)
    if properties is not None:
        made.append(properties)
    made.extend(list(content))
    return made


def _keys(elements: Iterable[etree._Element]) -> str:
    return "".join(map(key_of, elements))


def _changed_properties(before: _Properties, after: _Properties, story: Story) -> etree._Element | None:
    letters = base = None
    if _keys(before.letters) != _keys(after.letters):
        letters = story.marker.earlier("rPrChange", "rPr", before.letters)
    if _keys(before.base) != _keys(after.base):
        base = story.marker.earlier("pPrChange", "pPr", before.base)
    section = after.section
    if before.section is not None and after.section is not None:
        section = changed_section(before.section, after.section, story)
    return paragraph_properties(after.base, after.letters, section, (letters, base))


_REFERENCES = (W + "headerReference", W + "footerReference")


def changed_section(old: etree._Element, new: etree._Element, story: Story) -> etree._Element:
    """Return the new properties of a section with the old ones noted; headers and footers are put in later."""
    before = [child for child in old if child.tag not in _REFERENCES]
    if _keys(before) != _keys(child for child in new if child.tag not in _REFERENCES):
        new.append(story.marker.earlier("sectPrChange", "sectPr", before))
    story.sections.append(SectionPlace(new, old, new))
    return new


def changed_content(old: etree._Element, new: etree._Element, story: Story) -> list[etree._Element]:
    """Return the content of a paragraph with the words that went and came marked, and letters that changed form."""
    before, after = tokens_of(old), tokens_of(new)
    out: list[etree._Element] = []
    for what, i1, i2, j1, j2 in _differences(before, after):
        if what == "equal":
            out += _kept(list(zip(before[i1:i2], after[j1:j2], strict=True)), story)
            continue
        out += _replaced(before[i1:i2], after[j1:j2], story)
    return out


def _kept(pairs: list[tuple[Token, Token]], story: Story) -> list[etree._Element]:
    """Return what both papers say, with letters that changed form; a field whose letters did is replaced."""
    out: list[etree._Element] = []
    start = 0
    for place in [*(at for at, pair in enumerate(pairs) if not same_in_form(*pair)), len(pairs)]:
        out += pieces_of([(late, _earlier_letters(early, late, story)) for early, late in pairs[start:place]])
        if place < len(pairs):
            out += _replaced([pairs[place][0]], [pairs[place][1]], story)
        start = place + 1
    return out


def _replaced(before: Sequence[Token], after: Sequence[Token], story: Story) -> list[etree._Element]:
    gone = [token for token in before if token.bookmark is None or token.bookmark not in story.bookmarks]
    out = story.marker.wrapped(DEL, pieces_of([(token, None) for token in gone]))
    return out + story.marker.wrapped(INS, pieces_of([(token, None) for token in after]))


def _earlier_letters(early: Token, late: Token, story: Story) -> etree._Element | None:
    if early.letters_key == late.letters_key:
        return None
    return story.marker.earlier("rPrChange", "rPr", () if early.letters is None else early.letters)


_Difference = tuple[str, int, int, int, int]


def _differences(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Difference]:
    """Yield the steps from old to new; lone signs between two changes are changed along, which reads better."""
    steps = _steps([token.key for token in old], [token.key for token in new])
    held: _Difference | None = None
    for place, step in enumerate(steps):
        what, i1, i2, j1, j2 = step
        between = 0 < place < len(steps) - 1
        if what == "equal" and not (between and _says_nothing(old[i1:i2]) and _is_long(steps, place)):
            if held is not None:
                yield held
            held = None
            yield step
        else:
            held = ("replace", i1, i2, j1, j2) if held is None else ("replace", held[1], i2, held[3], j2)
    if held is not None:
        yield held


def _steps(old: list[str], new: list[str]) -> list[_Difference]:
    """Return the steps from old to new; what is the same at both ends is not searched, being most of a paragraph."""
    shorter = min(len(old), len(new))
    start = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    room = shorter - start
    end = next((place for place in range(room) if old[-1 - place] != new[-1 - place]), room)
    inside = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False)
    steps: list[_Difference] = [("equal", 0, start, 0, start)] if start else []
    steps += [(what, i1 + start, i2 + start, j1 + start, j2 + start) for what, i1, i2, j1, j2 in inside.get_opcodes()]
    if end:
        steps.append(("equal", len(old) - end, len(old), len(new) - end, len(new)))
    return steps


def _says_nothing(tokens: Sequence[Token]) -> bool:
    return all(token.text and not token.text.isalnum() for token in tokens)


def _is_long(steps: Sequence[_Difference], place: int) -> bool:
    """Tell whether words were replaced on both sides of a step, so that it is an accident between them."""
    return steps[place - 1][0] == "replace" and steps[place + 1][0] == "replace"
