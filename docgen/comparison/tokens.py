"""A paragraph as words, signs, fields and pictures in a row: what the comparison inside a clause works on.

Decision: a reference field that shows one word is that word. An old paper typed by hand and a new one with living
numbers then say the same where they read the same; the field of the new paper stays, unmarked, whether changes are
accepted or refused, for it shows the same text in the same letters. A field of the old paper gives way to plain text
likewise: the redline is built on the new paper. Fields that count or fetch something (PAGE, DATE) stay whole.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from docgen.comparison.keys import key_of, key_of_children
from docgen.comparison.preparing import BOOKMARKS
from docgen.word.xml_names import RUN, TEXT, XML_SPACE, W, value_of

_WORDS = re.compile(r"\w+|\s|[^\w\s]")
_WORD = re.compile(r"\w+")
_REFERENCE = re.compile(r"\s*REF\s", re.IGNORECASE)
_LETTERS = W + "rPr"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: equal pieces have equal keys, whatever the form of their letters.

    ``text`` is the word of a word, or that a reference field shows; another piece of a run has its element in
    ``content``, what cannot be divided (a field, a hyperlink) its elements in ``whole``; ``bookmark`` is the name of
    the bookmark that begins or ends here.
    """

    key: str
    text: str = ""
    letters: etree._Element | None = None
    letters_key: str = ""
    content: etree._Element | None = None
    whole: tuple[etree._Element, ...] = ()
    bookmark: str | None = None


def tokens_of(paragraph: etree._Element) -> list[Token]:
    """Return the pieces of a paragraph; its bookmarks have their names for numbers."""
    tokens: list[Token] = []
    children = [child for child in paragraph if child.tag != W + "pPr"]
    position = 0
    while position < len(children):
        child = children[position]
        length = _field_length(children, position)
        if length:
            tokens.append(_of_field(tuple(children[position : position + length])))
            position += length
            continue
        if child.tag == RUN:
            tokens += _of_run(child)
        elif child.tag in BOOKMARKS:
            tokens.append(_point(child))
        else:
            tokens.append(Token(key_of(child), whole=(child,)))
        position += 1
    return tokens


def same_in_form(early: Token, late: Token) -> bool:
    """Tell whether one may stand for the other: a field, being whole, cannot note that its letters had another form."""
    return not (early.whole or late.whole) or early.letters_key == late.letters_key


def _of_field(runs: tuple[etree._Element, ...]) -> Token:
    """Return a field as a token; one that refers and shows a single word in letters of one form is that word."""
    code, shown, forms, inside = "", "", {}, False
    for run in runs:
        sign = _field_sign(run)
        inside = (inside or sign == "separate") and sign != "end"
        if inside and sign != "separate":
            letters = run.find(_LETTERS)
            forms[key_of_children(letters)] = letters
        for child in run:
            if child.tag == W + "instrText":
                code += child.text or ""
            elif child.tag == TEXT:
                shown += child.text or ""
            elif child.tag not in (_LETTERS, W + "fldChar"):
                shown += "\n"
    if len(forms) == 1 and _REFERENCE.match(code) and _WORD.fullmatch(shown):
        ((letters_key, letters),) = forms.items()
        return Token(shown, shown, letters, letters_key, whole=runs)
    return Token("".join(map(key_of, runs)), whole=runs)


def _point(mark: etree._Element) -> Token:
    name = value_of(mark, "id") or ""
    return Token(f"<{mark.tag} {name}>", whole=(mark,), bookmark=name)


def _of_run(run: etree._Element) -> Iterator[Token]:
    letters = run.find(_LETTERS)
    letters_key = key_of_children(letters)
    for child in run:
        if child.tag == TEXT:
            for word in _WORDS.findall(child.text or ""):
                yield Token(word, word, letters, letters_key)
        elif child.tag != _LETTERS:
            yield Token(key_of(child), "", letters, letters_key, child)


def _field_length(children: list[etree._Element], start: int) -> int:
    """Return over how many children the field that begins here goes, 0 where none begins or it ends elsewhere."""
    if _field_sign(children[start]) != "begin":
        return 0
    depth = 0
    for position in range(start, len(children)):
        if children[position].tag in BOOKMARKS:
            return 0
        sign = _field_sign(children[position])
        depth += (sign == "begin") - (sign == "end")
        if depth == 0:
            return position - start + 1
    return 0


def _field_sign(element: etree._Element) -> str:
    found = element.find(W + "fldChar") if element.tag == RUN else None
    return value_of(found, "fldCharType") or ""


def pieces_of(
    tokens: Iterable[tuple[Token, etree._Element | None]],
) -> list[etree._Element]:
    """Return the elements that tokens make again, neighbouring words of one form in one run.

    With each token comes the sign that its letters had another form before, None where they had not.
    """
    out: list[etree._Element] = []
    form: tuple[str, str] | None = None
    for token, change in tokens:
        if token.whole:
            out += [copy.deepcopy(element) for element in token.whole]
            form = None
            continue
        this = (token.letters_key, "" if change is None else key_of_children(change))
        if this != form:
            out.append(_new_run(token, change))
            form = this
        _add(out[-1], token)
    return out


def _new_run(token: Token, change: etree._Element | None) -> etree._Element:
    run = etree.Element(RUN)
    if token.letters is None and change is None:
        return run
    letters = etree.SubElement(run, _LETTERS)
    if token.letters is not None:
        letters.extend([copy.deepcopy(child) for child in token.letters])
    if change is not None:
        letters.append(change)
    return run


def _add(run: etree._Element, token: Token) -> None:
    if token.content is not None:
        run.append(copy.deepcopy(token.content))
        return
    last = run[-1] if len(run) else None
    if last is None or last.tag != TEXT:
        last = etree.SubElement(run, TEXT, {XML_SPACE: "preserve"})
        last.text = ""
    last.text = (last.text or "") + token.text
