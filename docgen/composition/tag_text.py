"""Finding tags in plain text and writing their inside the way the parser expects it.

Word turns quotes into curly ones, hyphens into dashes and blanks into no-break blanks while a clerk types; quotes and
blanks are read as meant, a dash is asked back because it may stand for two things.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum

from docgen.composition.complaints_expression import DASH_IN_TAG, LONG_TAG, REFUSED_TAG, UNCLOSED_TAG
from docgen.diagnostics import Diagnostic, Rule, Span

LONGEST_TAG = 500
"""Characters of a tag with its braces; a longer one could overrun the parser."""

_MOST_COMPLAINTS = 20
_WINDOW = 4 * LONGEST_TAG
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BRACES = r"\{\{|\{%|\{\#|\}\}|%\}|\#\}"
_OUTSIDE = re.compile(r"\{{3,}|\}{3,}|" + _BRACES)
_STRINGS = r""""[^"]*"|'[^']*'|[“”„"][^“”"]*[“”"]|[‘’'][^‘’']*[‘’']"""
_STRING = re.compile(_STRINGS)
_INSIDE = re.compile(f"(?P<string>{_STRINGS})|{_BRACES}")
_LEVEL = re.compile(r"(p|tr|tc|r)(?=\s)")
_LEVELS_OF_VALUES = ("r", "p")
_DASHES = "‐‑‒–—―−"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tag stands: its span and, where the report cannot look it up by line, the text around it.

    ``lines`` tell where the lines of a source stand in the text: from which character on, and their places.
    ``is_whole`` where the characters of the text are none of the paragraph's (the description of a picture in it).
    """

    span: Span
    excerpt: str = ""
    lines: tuple[tuple[int, Span], ...] = ()
    is_whole: bool = False

    def complain(self, rule: Rule, message: str, *hints: str) -> Diagnostic:
        """Make a complaint of ``rule`` about this place."""
        return rule.at(self.span, message, *hints, excerpt=self.excerpt)

    def piece(self, start: int, end: int) -> Place:
        """Return the place of these characters of a Word paragraph, or of a text whose lines are known."""
        begun = [(offset, span) for offset, span in self.lines if offset <= start]
        if begun:
            offset, span = begun[-1]
            shift = min(start - offset, span.length)
            length = max(min(end - start, span.length - shift), 1)
            return Place(replace(span, column=span.column + shift, length=length), self.excerpt, self.lines)
        if not self.span.part or self.is_whole:
            return self
        return Place(replace(self.span, column=start + 1, length=end - start), self.excerpt)


class TagKind(Enum):
    """What a tag does: print a value, steer (if, for …), or nothing (a remark)."""

    VALUE = "{{"
    STATEMENT = "{%"
    REMARK = "{#"


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a text.

    ``level`` is what a statement removes with itself: "" or "r" nothing, "p" its paragraph, "tr" its table row,
    "tc" its table cell; a value at "p" gives its paragraph to what it prints, and a word of a cell («colspan» …) says
    something of the cell. ``body`` is the inside as the parser wants it, ``source`` the tag as written; ``start`` and
    ``end`` are its borders in the text.
    """

    kind: TagKind
    level: str
    body: str
    source: str
    start: int
    end: int
    place: Place

    @property
    def word(self) -> str:
        """The first word of the inside: ``if``, ``for`` …"""
        return self.body.split(" ", 1)[0]

    @property
    def rest(self) -> str:
        """The inside after its first word."""
        return self.body.partition(" ")[2].strip()


def scan(text: str, place: Place, *, in_word: bool = False) -> tuple[list[Tag], list[Diagnostic]]:
    """Return the tags of ``text`` in order, and what is wrong with their borders, length and characters.

    ``in_word``: values may stand at the levels ``r`` and ``p``, and statements may join paragraphs with «-».
    Takes time linear in the text, whatever stands in it; stops after twenty complaints.
    """
    tags: list[Tag] = []
    found: list[Diagnostic] = []
    position = 0
    while len(found) < _MOST_COMPLAINTS and (opener := _OUTSIDE.search(text, position)):
        position = opener.end()
        end = _end_of_tag(text, opener)
        if end is None:
            found.append(_border_complaint(text, opener, place.piece(*opener.span())))
            continue
        position = end
        tag, complaints = _tag(text, opener, end, place.piece(opener.start(), end), in_word)
        tags += [tag] if tag else []
        found += complaints
    return tags, found


def _end_of_tag(text: str, opener: re.Match[str]) -> int | None:
    """Return where the tag ends; braces inside quoted text do not count, unless the quotes are never closed."""
    closer = _CLOSERS.get(opener.group())
    if closer is None:
        return None
    start = opener.end()
    if opener.group() == "{#":
        at = text.find(closer, start)
        return None if at < 0 else at + len(closer)
    fallback = text.find(closer, start, start + _WINDOW)
    for token in _INSIDE.finditer(text, start, start + _WINDOW):
        if token.group() == closer:
            return token.end()
        if token.group("string") is None:
            before = 0 <= fallback < token.start()
            return fallback + len(closer) if before else None
    return None if fallback < 0 else fallback + len(closer)


def _border_complaint(text: str, opener: re.Match[str], place: Place) -> Diagnostic:
    braces = opener.group()
    shown = shorten(text[max(0, opener.start() - 15) : opener.end() + 25])
    if braces in _CLOSERS:
        return place.complain(
            UNCLOSED_TAG,
            f"Thẻ mở bằng «{braces}» ở «{shown}» không có dấu đóng «{_CLOSERS[braces]}» trong cùng đoạn",
            f"Viết đủ «{braces} … {_CLOSERS[braces]}» trong một đoạn; mỗi thẻ đóng bằng đúng dấu của nó.",
        )
    if len(set(braces)) == 1 and len(braces) > 2:
        return place.complain(
            UNCLOSED_TAG,
            f"Có {len(braces)} dấu ngoặc nhọn «{braces[0]}» liền nhau ở «{shown}»",
            "Thẻ chỉ mở bằng «{{» và đóng bằng «}}», không viết thừa dấu.",
        )
    return place.complain(
        UNCLOSED_TAG, f"Dấu đóng thẻ «{braces}» ở «{shown}» không có dấu mở", "Thêm dấu mở thẻ, hoặc xóa dấu thừa."
    )


def _tag(
    text: str, opener: re.Match[str], end: int, place: Place, in_word: bool
) -> tuple[Tag | None, list[Diagnostic]]:
    kind = TagKind(opener.group())
    source = text[opener.start() : end]
    inside = source[2:-2]
    if kind is not TagKind.REMARK and len(source) > LONGEST_TAG:
        message = f"Thẻ dài {len(source)} ký tự, chỉ được dài đến {LONGEST_TAG}: «{shorten(source)}»"
        return None, [place.complain(LONG_TAG, message, "Chia thành nhiều thẻ ngắn hơn.")]
    if in_word and kind is TagKind.STATEMENT:
        inside = inside.removeprefix("-").removesuffix("-")
    level = _LEVEL.match(inside)
    found = []
    known = _LEVELS_OF_VALUES if in_word else ()
    if kind is TagKind.VALUE and level and level.group() not in known and inside[level.end() :].strip():
        message = f"Thẻ in giá trị không có chữ «{level.group()}» đứng đầu: «{shorten(source)}»"
        found.append(place.complain(REFUSED_TAG, message, "Viết {{ ten_truong }}."))
    if kind is TagKind.REMARK:
        body = ""
    else:
        body, complaints = _straighten(inside[level.end() :] if level else inside, source, place)
        found += complaints
    name = level.group() if level else ""
    return Tag(kind, name, body, source, opener.start(), end, place), found


def _straighten(inside: str, source: str, place: Place) -> tuple[str, list[Diagnostic]]:
    """Return the inside in NFC with straight quotes and plain blanks; quoted text keeps its own characters."""
    text = unicodedata.normalize("NFC", inside)
    parts: list[str] = []
    position = 0
    for string in _STRING.finditer(text):
        parts += [_plain(text[position : string.start()]), _quoted(string.group())]
        position = string.end()
    parts.append(_plain(text[position:]))
    body = "".join(parts).strip()
    outside = "".join(parts[::2])
    found = []
    dash = next((char for char in outside if char in _DASHES), None)
    if dash:
        message = f"Thẻ «{shorten(source)}» có dấu gạch ngang dài «{dash}»"
        hint = "Tên trường dùng dấu gạch dưới «_»; chữ trong thẻ thì đặt trong dấu nháy."
        found.append(place.complain(DASH_IN_TAG, message, hint))
    if body[:1] in ("-", "+") or body[-1:] in ("-", "+"):
        message = f"Thẻ «{shorten(source)}» có dấu «-» hoặc «+» sát dấu ngoặc"
        found.append(place.complain(REFUSED_TAG, message, "Bỏ dấu đó; khoảng trắng giữ nguyên như trong mẫu."))
    return body, found


def _plain(text: str) -> str:
    blanks = re.sub(r"[\s\u200b\ufeff\u00ad]+", " ", text)
    return re.sub("[“”„]", '"', re.sub("[‘’]", "'", blanks))


def _quoted(text: str) -> str:
    quote = "'" if text[0] in "'‘’" else '"'
    content = re.sub(r"[\r\n]+", " ", text[1:-1]).replace("\\", "\\\\")
    return f"{quote}{content}{quote}"


def shorten(text: str, most: int = 80) -> str:
    """Return the text for a message: at most ``most`` characters, the rest as «…»."""
    return text if len(text) <= most else text[: most - 1] + "…"
