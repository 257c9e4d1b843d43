"""How the text of a value becomes bytes of XML: escaped always, the common case told from the others at one glance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from docgen.composition.filters import to_text
from docgen.word.objects import Placed, Writer, is_object, place

_CONTROLS = bytes(range(32))
_TELLTALE = _CONTROLS + b'&<>"\xef'
"""Bytes that plain text does not have; EF leads the characters U+F000 to U+FFFF, two of which XML forbids."""

_MOST_KNOWN = 4096
"""Texts whose bytes a process remembers: the words of lists, the names that a paper says again and again."""

_OF_ADDRESSES = "/:?#[]@!$&'()*+,;=-._~%"
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


@dataclass(frozen=True, slots=True)
class Markup:
    """What stands for a line break and for a tab of a text, with the prefix that the part gives to Word's names."""

    line_break: str
    tab: str


def word_markup(prefix: str) -> Markup:
    """Return the markup of a Word part: a break ends the text element and begins another."""
    again = f'<{prefix}:t xml:space="preserve">'
    return Markup(f"</{prefix}:t><{prefix}:br/>{again}", f"</{prefix}:t><{prefix}:tab/>{again}")


PLAIN = Markup("\n", "\t")
"""For text outside Word parts: breaks and tabs stay what they are."""


def text_writer(markup: Markup, objects: list[Placed]) -> Writer:
    """Return the function that writes a value as the text of an element; docxtpl's objects are put into ``objects``.

    It raises Empty and Unfit as :func:`docgen.composition.filters.to_text` does.
    """
    known, fresh = _known_texts(markup)
    in_word = markup != PLAIN

    def write(value: Any) -> bytes:
        if type(value) is not str:
            return place(value, objects) if in_word and is_object(value) else fresh(to_text(value))
        data = known.get(value)
        if data is None:
            if len(known) >= _MOST_KNOWN:
                known.clear()
            data = known[value] = fresh(value)
        return data

    return write


@lru_cache
def _known_texts(markup: Markup) -> tuple[dict[str, bytes], Callable[[str], bytes]]:
    """Return the texts that are known in this markup, and the function that writes a new one."""

    def fresh(text: str) -> bytes:
        try:
            data = text.encode()
        except UnicodeEncodeError:
            to_text(text)
            raise
        if len(data.translate(None, _TELLTALE)) == len(data):
            return data
        return escaped(to_text(text), markup).encode()

    return {}, fresh


def write_attribute(value: Any) -> bytes:
    """Write a value into an attribute; raises as the writers of text do."""
    return to_text(value).translate(_ATTRIBUTE).encode()


def write_link(value: Any) -> bytes:
    """Write a value into the target of a link: what an address cannot hold is coded by percent signs."""
    return quote(to_text(value), safe=_OF_ADDRESSES).translate(_ATTRIBUTE).encode()


def escaped(text: str, markup: Markup) -> str:
    """Return a text (of characters that XML allows) as XML."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return text.replace("\n", markup.line_break).replace("\t", markup.tab)
