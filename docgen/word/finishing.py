"""The first thing done to a filled part: its processing instructions become line breaks, tabs and article numbers."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from docgen.word.numbering import LINE_BREAK, REFERENCE, TAB
from docgen.word.xml_names import RUN, TEXT, XML_SPACE, W

_MARKS = {LINE_BREAK: W + "br", TAB: W + "tab"}


def finish_notes(root: etree._Element, article_of: Callable[[str], str]) -> None:
    """Resolve every processing instruction of a filled part, in place, and drop runs that hold nothing any more.

    ``article_of`` turns the name in a reference into «Điều 5»; what it raises passes through.
    """
    for text in [element for element in root.iter(TEXT) if len(element)]:
        _split_text(text, article_of)
    for text in [element for element in root.iter(TEXT) if not element.text]:
        _remove(text)
    for run in [run for run in root.iter(RUN) if all(child.tag == W + "rPr" for child in run)]:
        _remove(run)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _split_text(element: etree._Element, article_of: Callable[[str], str]) -> None:
    """Cut a text element at its notes: text, break, text …; empty texts are left out."""
    pieces: list[etree._Element | str] = [element.text or ""]
    for note in element:
        if not isinstance(note, etree._ProcessingInstruction):
            raise TypeError(f"markup {note.tag!r} inside a text")
        if note.target == REFERENCE:
            pieces.append(article_of(bytes.fromhex(note.text or "").decode("utf-8")))
        else:
            pieces.append(element.makeelement(_MARKS[str(note.target)]))
        pieces.append(note.tail or "")
    parent = element.getparent()
    assert parent is not None, "a text stands in a run"
    at = parent.index(element)
    parent.remove(element)
    for piece in reversed(_joined(pieces)):
        if isinstance(piece, str):
            made = element.makeelement(TEXT, {XML_SPACE: "preserve"})
            made.text = piece
            parent.insert(at, made)
        else:
            parent.insert(at, piece)


def _joined(pieces: list[etree._Element | str]) -> list[etree._Element | str]:
    joined: list[etree._Element | str] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return [piece for piece in joined if not isinstance(piece, str) or piece]
