"""Text in its one spelling: composed letters, single spaces."""

from __future__ import annotations

import unicodedata


def nfc(text: str) -> str:
    """Return the text with composed letters (NFC): «ế» is one character, never «e» and two marks."""
    return unicodedata.normalize("NFC", text)


def one_spaced(text: str) -> str:
    """Return the text in NFC, trimmed, with every run of white space (also no-break spaces) made one space."""
    return " ".join(nfc(text).split())
