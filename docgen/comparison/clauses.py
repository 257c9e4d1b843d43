"""The clauses of a finished paper: by the bookmark around a number, else by style, else by how numbers are typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from lxml import etree

from docgen.comparison.opening import body_of, open_paper
from docgen.comparison.paragraph_text import style_names, text_of_paragraph
from docgen.diagnostics import Diagnostic
from docgen.vietnamese import nfc
from docgen.word.xml_names import PARAGRAPH, TABLE, W, ancestor, value_of


class Level(Enum):
    """The levels of a Vietnamese legal paper; the values are the words a clerk reads."""

    CHAPTER = "chương"
    SECTION = "mục"
    ARTICLE = "điều"
    CLAUSE = "khoản"
    POINT = "điểm"
    NONE = ""
    """What stands before the first clause, between papers bound together, and after the last clause."""

    @property
    def depth(self) -> int:
        """0 for a chapter, 4 for a point, 5 for what is no clause."""
        return _DEPTHS[self._value_]


_DEPTHS = {level.value: depth for depth, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class ReadClause:
    """One clause of a finished paper, without the clauses inside it.

    ``number`` is as written, without the stop or bracket after it («Chương II», «Điều 5», «1», «đ»), empty where none
    is written. ``name`` is the name the template gave it, None where it gave none or the paper was typed by hand.
    ``heading`` is the first paragraph without its number (for a chapter its title), ``text`` that and what follows it,
    a line a paragraph. ``paragraphs`` count all paragraphs of the body in order from 0, those in tables and text boxes
    included. ``path`` holds the numbers of the clauses around it, the outermost first, chapters left out below an
    article: («Điều 7», «2») for a point.
    """

    level: Level
    number: str
    name: str | None
    heading: str
    text: str
    paragraphs: tuple[int, ...]
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first paragraph of a clause says: level, number as written, bookmark name, text without the number."""

    level: Level
    number: str
    name: str | None
    heading: str


Reading = tuple[str, Opening | None]
"""The text of a paragraph and what it opens."""

BOOKMARK = re.compile(r"_DG_([a-z][a-z0-9_]{0,35})")
_STYLES = {
    "VB Chương": Level.CHAPTER,
    "VB Mục lớn": Level.SECTION,
    "VB Điều": Level.ARTICLE,
    "VB Khoản": Level.CLAUSE,
    "VB Điểm": Level.POINT,
}
_CHAPTER_TITLE = "VB Tên chương"
_PLAIN_STYLES = ("VB Đoạn", "VB Lệnh", "VB Bảng")
_PATTERNS = (
    (Level.CHAPTER, re.compile(r"\s*((?:chương|phần)\s+(?:[ivxlc]+|\d{1,3}))\b\s*[.:\-–]?\s*", re.IGNORECASE)),
    (Level.SECTION, re.compile(r"\s*(mục\s+(?:[ivxlc]+|\d{1,3}))\b\s*(?:[.:\-–]\s*|(?=[A-ZĐÀ-Ỹ])|$)", re.IGNORECASE)),
    (Level.ARTICLE, re.compile(r"\s*(điều\s+\d{1,3}[a-zđ]?)\s*(?:[.:]\s*|$)", re.IGNORECASE)),
    (Level.CLAUSE, re.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){0,2})(?:\.|\))(?:\s+|$)")),
    (Level.POINT, re.compile(r"\s*((?:[a-z]|đ){1,2})\)\s*")),
)
_STYLED_NUMBER = {Level.ARTICLE: re.compile(r"\s*(điều\s+\d{1,3}[a-zđ]?)\s*[.:]?\s*", re.IGNORECASE)}
_TITLES = re.compile(r"(NỘI QUY|QUY CHẾ|QUY ĐỊNH|QUYẾT ĐỊNH|PHƯƠNG ÁN|KẾ HOẠCH)\s*:?")
_RECIPIENTS = re.compile(r"\s*nơi nhận\s*:", re.IGNORECASE)


def read_clauses(data: bytes, file: str) -> tuple[tuple[ReadClause, ...], list[Diagnostic]]:
    """Return the clauses of a .docx in order, and what is to be said of the file, whose name is ``file``.

    With an error there are no clauses. Changes that the file tracks are taken as accepted, with a warning.
    """
    package, found = open_paper(data, file)
    if package is None:
        return (), found
    return tuple(clauses_of(body_of(package), style_names(package))), found


def clauses_of(
    body: etree._Element, styles: Mapping[str, str], seen: dict[etree._Element, Reading] | None = None
) -> Iterator[ReadClause]:
    """Yield the clauses of a body; ``styles`` are the names of paragraph styles by id, "" for the usual one.

    What each paragraph says is put into ``seen``, for whoever looks at the body again.
    """
    draft: _Draft | None = None
    around: list[tuple[Level, str]] = []
    for index, paragraph in enumerate(body.iter(PARAGRAPH)):
        text = text_of_paragraph(paragraph)
        opening = opening_of(paragraph, text, styles)
        if seen is not None:
            seen[paragraph] = text, opening
        if draft is not None and draft.takes_title(paragraph, opening, text, styles):
            draft.opening = Opening(draft.opening.level, draft.opening.number, draft.opening.name, text.strip())
            draft.add(index, "")
        elif draft is not None and (opening is None or draft.opening.level is opening.level is Level.NONE):
            draft.add(index, text)
        else:
            if draft is not None:
                yield draft.finished()
            opening = opening or Opening(Level.NONE, "", None, text.strip())
            draft = _Draft(opening, [index], [], _path(around, opening))
    if draft is not None:
        yield draft.finished()


@dataclass
class _Draft:
    opening: Opening
    indices: list[int]
    lines: list[str]
    path: tuple[str, ...]

    def add(self, index: int, line: str) -> None:
        self.indices.append(index)
        if line.strip():
            self.lines.append(line.strip())

    def takes_title(
        self, paragraph: etree._Element, opening: Opening | None, text: str, styles: Mapping[str, str]
    ) -> bool:
        """Tell whether a paragraph is the title of the chapter that has just begun with its number alone."""
        if self.opening.level not in (Level.CHAPTER, Level.SECTION) or self.opening.heading or self.lines:
            return False
        if style_of(paragraph, styles) == _CHAPTER_TITLE:
            return True
        return bool(text.strip()) and opening is None and ancestor(paragraph, TABLE) is None

    def finished(self) -> ReadClause:
        opening = self.opening
        text = "\n".join(part for part in (opening.heading, *self.lines) if part)
        return ReadClause(
            opening.level, opening.number, opening.name, opening.heading, text, tuple(self.indices), self.path
        )


def _path(around: list[tuple[Level, str]], opening: Opening) -> tuple[str, ...]:
    """Return the numbers around a clause that opens and remember it for those inside it."""
    if opening.level is Level.NONE:
        around.clear()
        return ()
    while around and around[-1][0].depth >= opening.level.depth:
        around.pop()
    path = tuple(
        number
        for level, number in around
        if opening.level.depth <= Level.ARTICLE.depth or level.depth >= Level.ARTICLE.depth
    )
    around.append((opening.level, opening.number))
    return path


def style_of(paragraph: etree._Element, styles: Mapping[str, str]) -> str:
    """Return the name of a paragraph's style."""
    properties = next(paragraph.iterchildren(W + "pPr"), None)
    found = None if properties is None else next(properties.iterchildren(W + "pStyle"), None)
    return styles.get("" if found is None else found.get(W + "val", ""), "")


def opening_of(paragraph: etree._Element, text: str, styles: Mapping[str, str]) -> Opening | None:
    """Return what a paragraph opens, None where it goes on with what stands before it."""
    style, name = style_of(paragraph, styles), name_of(paragraph)
    level = _STYLES.get(style)
    if level is None and style == _CHAPTER_TITLE:
        return None
    typed = level is None and not style.startswith("VB ") and ancestor(paragraph, TABLE) is None
    if level is None and (typed or name is not None):
        level = _typed_level(nfc(text))
    if level is not None:
        number, rest = split_number(nfc(text), level)
        return Opening(level, number, name, rest)
    if style.startswith("VB ") and not style.startswith(_PLAIN_STYLES):
        return _frame(text) if ancestor(paragraph, TABLE) is None else _frame_of_table(paragraph)
    if _TITLES.fullmatch(nfc(text).strip()) or _RECIPIENTS.match(nfc(text)):
        return _frame(text)
    return None


def _frame(text: str) -> Opening:
    return Opening(Level.NONE, "", None, text.strip())


def _frame_of_table(paragraph: etree._Element) -> Opening | None:
    """A table of the frame (issuer, signature) is one piece: only its first paragraph opens it."""
    table = next(reversed(list(paragraph.iterancestors(TABLE))))
    first = next(table.iter(PARAGRAPH))
    return _frame(text_of_paragraph(paragraph)) if first is paragraph else None


def name_of(paragraph: etree._Element) -> str | None:
    """Return the name that the bookmark around a clause's number gives it."""
    for mark in paragraph.iter(W + "bookmarkStart"):
        match = BOOKMARK.fullmatch(value_of(mark, "name") or "")
        if match:
            return match.group(1)
    return None


def _typed_level(text: str) -> Level | None:
    return next((level for level, pattern in _PATTERNS if pattern.match(text)), None)


def split_number(text: str, level: Level) -> tuple[str, str]:
    """Return the number a clause begins with, its spaces made single, and the text after it."""
    patterns: Sequence[re.Pattern[str]] = [pattern for each, pattern in _PATTERNS if each is level]
    match = (_STYLED_NUMBER.get(level) or patterns[0]).match(text)
    if match is None:
        return "", text.strip()
    return " ".join(match.group(1).split()), text[match.end() :].strip()
