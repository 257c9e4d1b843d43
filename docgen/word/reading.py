"""Reading the text and the tags of a part, paragraph by paragraph, each tag with its place.

Word cuts a paragraph into runs at every change of format or language; a tag may lie over many of them. It is read
across runs that stand side by side and across what cuts them: a tracked insertion counts as accepted, what a tag
prints stands where the tag begins. Only a tag that steers cannot begin in a link or content control and end outside,
since what it encloses would be torn; the complaint names what is in the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from lxml import etree

from docgen.composition.tag_text import Place, Tag, TagKind, scan
from docgen.diagnostics import Diagnostic, Span
from docgen.word.complaints import BROKEN_TAG, OVERSIZED_DOCX
from docgen.word.parts import FilledPart
from docgen.word.xml_names import PARAGRAPH, RUN, TEXT, W, value_of

_CHARACTERS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "‑",
    W + "softHyphen": "\u00ad",
}
_SILENT = {W + "rPr", W + "lastRenderedPageBreak", W + "delText", W + "instrText", W + "delInstrText"}
MOST_TAGS = 10_000
"""Tags of one part; a paper of fifty pages has a tenth of that."""

OBJECT = "\ufffc"
"""Stands for what is no text: a picture, a field mark, a note reference."""

SIGNS = {**_CHARACTERS, **dict.fromkeys((*_SILENT, TEXT), "")}
"""The character that a child of a run stands for, "" for those that stand for none or for their own text; any other
child counts as OBJECT."""

_OBSTACLES = {
    W + "hyperlink": "liên kết (hyperlink)",
    W + "sdtContent": "khung nội dung (content control)",
    W + "fldSimple": "trường (field)",
}
_PICTURE = ("hình ảnh", "Cắt hình ra (Ctrl+X), gõ lại thẻ liền một mạch, rồi dán hình vào trước hoặc sau thẻ.")
_FIELD = ("trường (field)", "Xóa trường nằm trong thẻ, gõ lại thẻ liền một mạch; cần trường thì chèn lại ngoài thẻ.")
_NOTE = ("dấu chú thích", "Cắt dấu chú thích (Ctrl+X), gõ lại thẻ liền một mạch, rồi dán dấu vào sau thẻ.")
_REMARK = (
    "ghi chú bên lề (comment)",
    "Xóa ghi chú ấy, gõ lại thẻ liền một mạch; cần ghi chú thì bôi đen cả thẻ rồi ghi lại.",
)
_BREAK = ("dấu ngắt trang hoặc ngắt cột", "Xóa dấu ngắt nằm trong thẻ; cần ngắt thì đặt lại ở trước hoặc sau thẻ.")
_SIGN = ("ký hiệu đặc biệt (Symbol)", "Xóa ký hiệu nằm trong thẻ; cần ký hiệu thì chèn lại ngoài thẻ.")
_RUBY = ("chữ có phiên âm", "Bỏ phiên âm của chữ trong thẻ, rồi gõ lại thẻ liền một mạch.")
_ANYTHING = ("thứ không phải chữ", "Xóa cả thẻ rồi gõ lại liền một mạch.")
_OBJECTS = {
    **dict.fromkeys((W + "drawing", W + "pict", W + "object"), _PICTURE),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent": _PICTURE,
    W + "fldChar": _FIELD,
    W + "commentReference": _REMARK,
    **dict.fromkeys((f"{W}{kind}note{end}" for kind in ("foot", "end") for end in ("Reference", "Ref")), _NOTE),
    W + "br": _BREAK,
    W + "sym": _SIGN,
    W + "ruby": _RUBY,
}
"""What may stand within a tag and is no text: its name and what to do."""

_MERE_MARKS = (W + "ins", W + "moveTo", W + "smartTag", W + "customXml")
"""What says something about runs and nothing to a reader of the finished paper."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a paragraph's text: where it starts, its characters, its element (a child of a run)."""

    start: int
    text: str
    element: etree._Element

    @property
    def end(self) -> int:
        """Where the piece ends."""
        return self.start + len(self.text)

    @property
    def run(self) -> etree._Element:
        """The run that holds the element."""
        parent = self.element.getparent()
        assert parent is not None, "an atom stands in a run"
        return parent


@dataclass(slots=True)
class TaggedParagraph:
    """A paragraph with its place, its text in pieces and the tags in it."""

    element: etree._Element
    place: Place
    atoms: list[Atom]
    tags: list[Tag] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the paragraph; what is no text counts as one OBJECT character."""
        return "".join(atom.text for atom in self.atoms)

    def atoms_of(self, tag: Tag) -> list[Atom]:
        """Return the pieces that the tag lies in."""
        return [atom for atom in self.atoms if atom.start < tag.end and atom.end > tag.start]


class Origin(Protocol):
    """Tells the paragraphs of a part that came from elsewhere from its own."""

    @property
    def places(self) -> Mapping[int, Place]:
        """The places of paragraphs from elsewhere, by their number."""
        ...

    def own_number(self, number: int) -> int:
        """Return the number that a paragraph had before others came in."""
        ...


def read_paragraphs(
    root: etree._Element, part: FilledPart, file: str, origin: Origin | None = None
) -> tuple[list[TaggedParagraph], list[Diagnostic]]:
    """Return the paragraphs of a Word part that hold tags, in order, and what is wrong with the tags' borders.

    Paragraphs count from 1 within the part, those of tables and text boxes included; ``origin`` knows those that came
    from elsewhere.
    """
    paragraphs: list[TaggedParagraph] = []
    found: list[Diagnostic] = []
    count = 0
    for number, element in enumerate(root.iter(PARAGRAPH), 1):
        atoms = paragraph_atoms(element)
        text = "".join(atom.text for atom in atoms)
        if "{" not in text and "}" not in text:
            continue
        place = origin.places.get(number) if origin is not None else None
        if place is None:
            own = number if origin is None else origin.own_number(number)
            span = Span(file, line=own, place=f"đoạn {own}, {part.label}", part=part.name)
            place = Place(span, text.replace(OBJECT, "").strip())
        paragraph = TaggedParagraph(element, place, atoms)
        paragraph.tags, complaints = scan(text, paragraph.place, in_word=True)
        found += complaints
        for tag in paragraph.tags:
            _accept(paragraph, tag)
            found += _obstacles(paragraph, tag)
        # What is in the way was told once; what the tag says is judged without it.
        paragraph.tags = [replace(tag, body=tag.body.replace(OBJECT, "")) for tag in paragraph.tags]
        paragraphs.append(paragraph)
        count += len(paragraph.tags)
        if count > MOST_TAGS:
            message = f"Tệp có hơn {MOST_TAGS} thẻ ở {part.label}"
            found.append(paragraph.place.complain(OVERSIZED_DOCX, message, "Dùng vòng lặp for thay cho thẻ lặp lại."))
            return [], found
    return paragraphs, found


def tagged(element: etree._Element, place: Place) -> TaggedParagraph:
    """Return a paragraph without tags as one that may come to have some."""
    return TaggedParagraph(element, place, paragraph_atoms(element))


def paragraph_text(element: etree._Element) -> str:
    """Return the text of a paragraph, without that of text boxes in it."""
    return "".join(atom.text for atom in paragraph_atoms(element)).replace(OBJECT, "")


def paragraph_atoms(paragraph: etree._Element) -> list[Atom]:
    """Return the text of a paragraph in pieces, without that of text boxes in it."""
    return list(_atoms(paragraph))


def _atoms(paragraph: etree._Element) -> Iterator[Atom]:
    position = 0
    for run in own_runs(paragraph):
        for child in run:
            if child.tag in _SILENT or not isinstance(child.tag, str):
                continue
            text = (child.text or "") if child.tag == TEXT else _CHARACTERS.get(child.tag, OBJECT)
            if text:
                yield Atom(position, text, child)
                position += len(text)


def own_runs(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph in order, not those of paragraphs inside it (text boxes)."""
    for child in element:
        if child.tag == RUN:
            yield child
        elif child.tag not in (W + "pPr", W + "del", W + "moveFrom"):
            yield from own_runs(child)


def _accept(paragraph: TaggedParagraph, tag: Tag) -> None:
    """Take away the marks of insertion and the like around the pieces of a tag that they cut.

    Also around a tag that steers: the other end of what it encloses may stand outside.
    """
    runs = [atom.run for atom in paragraph.atoms_of(tag)]
    if len({run.getparent() for run in runs}) == 1 and tag.kind is not TagKind.STATEMENT:
        return
    for run in runs:
        while (mark := next((each for each in run.iterancestors(*_MERE_MARKS)), None)) is not None:
            if not any(each is paragraph.element for each in mark.iterancestors(PARAGRAPH)):
                break
            for child in list(mark):
                if child.tag not in (W + "smartTagPr", W + "customXmlPr"):
                    mark.addprevious(child)
            parent = mark.getparent()
            assert parent is not None, "a mark stands in a paragraph"
            parent.remove(mark)


def _obstacles(paragraph: TaggedParagraph, tag: Tag) -> Iterator[Diagnostic]:
    atoms = paragraph.atoms_of(tag)
    shown = " ".join(tag.source.replace(OBJECT, "▯").split())
    strange = next((atom for atom in atoms if atom.text == OBJECT or _is_page_break(atom.element)), None)
    if strange is not None:
        name, hint = _OBJECTS.get(strange.element.tag, _ANYTHING)
        yield tag.place.complain(BROKEN_TAG, f"Thẻ «{shown}» bị cắt bởi {name}", hint)
        return
    parents = list(dict.fromkeys(atom.run.getparent() for atom in atoms))
    fields = any(parent is not None and parent.tag == W + "fldSimple" for parent in parents)
    steers = tag.kind is TagKind.STATEMENT and tag.level not in ("p", "tr", "tc")
    if len(parents) > 1 and (fields or steers):
        names = [_OBSTACLES.get(str(parent.tag)) for parent in parents if parent is not None]
        cause = next(filter(None, names), "định dạng đặc biệt")
        hint = "Xóa cả thẻ rồi gõ lại liền một mạch, ở trong hoặc ở ngoài hẳn chỗ đó."
        yield tag.place.complain(BROKEN_TAG, f"Thẻ «{shown}» bị cắt bởi {cause}", hint)


def _is_page_break(element: etree._Element) -> bool:
    return element.tag == W + "br" and value_of(element, "type") in ("page", "column")
