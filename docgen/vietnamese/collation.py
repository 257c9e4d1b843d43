"""Vietnamese sorting: the letters first, then the tones, then capitals.

Letters: a ă â b c d đ e ê … o ô ơ … u ư … (f, j, w, z stand at their Latin places). Tones: ngang, huyền, hỏi, ngã,
sắc, nặng. The order equals that of ICU for ``vi`` on Vietnamese and western European text; characters of other
scripts follow by code point.
"""

from __future__ import annotations

import unicodedata
from typing import TypeAlias

from docgen.vietnamese.unicode_text import one_spaced

SortKey: TypeAlias = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Weights of letters, of marks and of capitals, compared in this order."""

_BEFORE_LETTERS = (
    " _-\u2010\u2011\u2012–—,;:!¡?¿.…·'‘’‚‹›\"“”„«»()[]{}§¶@*/\\&#%‰†‡•`´^¯¨¸°©®→+±÷×<=>¬|¦~−≤≥¤¢$£¥₫€0123456789"
)
_SAME_WEIGHT = {"\u2011": "\u2010", "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"'}
_LETTERS = "aæăâbcdđeêfghijklmnoœôơpqrstuưvwxyz"
_PRIMARY = {char: weight for weight, char in enumerate(_BEFORE_LETTERS + _LETTERS)}
_PRIMARY |= {char: _PRIMARY[same] for char, same in _SAME_WEIGHT.items()}
_AS_SORTED = str.maketrans({"ø": "o\u0338", "Ø": "O\u0338", "ł": "l\u0338", "Ł": "L\u0338", "ß": "ss", "ð": "d\u0338"})
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_OTHER_MARKS = "\u0306\u0302\u030c\u030a\u0308\u030b\u0307\u0327\u0338\u0328\u0304\u031b"
_SECONDARY = {mark: weight for weight, mark in enumerate(_TONES + _OTHER_MARKS, 1)}
_SHAPED = {
    ("a", "\u0306"): "ă",
    ("a", "\u0302"): "â",
    ("e", "\u0302"): "ê",
    ("o", "\u0302"): "ô",
    ("o", "\u031b"): "ơ",
    ("u", "\u031b"): "ư",
}


def sort_key(text: str) -> SortKey:
    """Return the key that puts texts in Vietnamese order; white space at the ends and doubled does not count."""
    letters: list[int] = []
    marks: list[int] = []
    capitals: list[int] = []
    for base, following in _clusters(one_spaced(text).translate(_AS_SORTED)):
        letter, rest = _shape(base.lower(), following)
        letters.append(_PRIMARY.get(letter, len(_PRIMARY) + ord(letter[0])))
        marks += [0, *(_SECONDARY.get(mark, ord(mark)) for mark in rest)]
        capitals.append(int(base != base.lower()))
    return tuple(letters), tuple(marks), tuple(capitals)


def person_sort_key(full_name: str) -> tuple[SortKey, SortKey, SortKey]:
    """Return the key that sorts people as offices do: by given name (the last word), surname, middle names."""
    surname, *middle = one_spaced(full_name).split(" ")
    given = middle.pop() if middle else surname
    return sort_key(given), sort_key(surname), sort_key(" ".join(middle))


def _clusters(text: str) -> list[tuple[str, list[str]]]:
    """Split the text into base characters, each with its combining marks; invisible characters are left out."""
    found: list[tuple[str, list[str]]] = []
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.combining(char):
            if found:
                found[-1][1].append(char)
        elif unicodedata.category(char) not in ("Cc", "Cf"):
            found.append((char, []))
    return found


def _shape(base: str, marks: list[str]) -> tuple[str, list[str]]:
    """Join the base with the mark that makes another letter of it (â, ơ …), if that mark is the first of its class."""
    for position, mark in enumerate(marks):
        letter = _SHAPED.get((base, mark))
        same_class = [unicodedata.combining(other) == unicodedata.combining(mark) for other in marks[:position]]
        if letter and not any(same_class):
            return letter, marks[:position] + marks[position + 1 :]
    return base, marks
