"""Capital letters."""

from __future__ import annotations

from docgen.vietnamese.unicode_text import nfc


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
