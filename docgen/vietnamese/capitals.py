"""Capital letters."""

from __future__ import annotations

import re

from docgen.vietnamese.unicode_text import nfc

_FIRST_LETTER = re.compile(r"(?<![^\W_])[^\W\d_]")


def upper(text: str) -> str:
    """Return the text in capitals: «Công an tỉnh» becomes «CÔNG AN TỈNH»."""
    return nfc(text.upper())


def capitalise_first(text: str) -> str:
    """Return the text with its first letter in capital and the rest untouched; marks before the letter stay."""
    for position, char in enumerate(text):
        if char.isalpha():
            return nfc(text[:position] + char.upper() + text[position + 1 :])
        if char.isdigit():
            break
    return nfc(text)


def capitalise_each(text: str) -> str:
    """Return the text with the first letter of each word in capital: «trần thị ánh» becomes «Trần Thị Ánh».

    Other letters stay as they are, except in a text all in capitals: «TRẦN THỊ ÁNH» gives the same name.
    """
    composed = nfc(text)
    if composed == composed.upper():
        composed = composed.lower()
    return nfc(_FIRST_LETTER.sub(lambda letter: letter.group().upper(), composed))
