"""Vietnamese in one byte a letter, so that a token with a long name still fits a small square code.

UTF-8 takes two or three bytes for a letter with marks. Here every Vietnamese letter and every printable ASCII
character takes one, and so do some words that most certificates have. The table never changes: tokens that hang on
walls are read by it. A new one would be a new version of the token.
"""

from __future__ import annotations

import unicodedata

_PLAIN = "".join(map(chr, range(0x20, 0x7F)))
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_MARKED = "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES if tone or vowel in "ăâêôơư"
)
_LETTERS = "".join(letter + letter.upper() for letter in f"đ{_MARKED}")
_WORDS = (
    *("Khu công nghiệp ", "Cụm công nghiệp ", "Khu chế xuất ", "Công ty ", "trách nhiệm hữu hạn ", "TNHH ", "cổ phần "),
    *("/QĐ-", "UBND", "BQLCKCN", "BQL", "KCN", "CCN", "/GCN-ATANTT", "Công an ", "Liên đoàn Lao động ", "tỉnh "),
    *("thành phố ", " Việt Nam", "An toàn về an ninh, trật tự", "/20", "bql_", "ubnd_", "tinh", "–", "“", "”"),
)
_FREE = [code for code in range(256) if not 0x20 <= code < 0x7F]

PIECES: tuple[str, ...] = tuple(
    chr(code) if 0x20 <= code < 0x7F else (*_LETTERS, *_WORDS)[_FREE.index(code)] for code in range(256)
)
"""What each byte stands for."""

_CODES = {piece: code for code, piece in enumerate(PIECES)}
_STARTS: dict[str, tuple[str, ...]] = {
    letter: tuple(sorted((word for word in _WORDS if word[0] == letter), key=len, reverse=True))
    for letter in {word[0] for word in _WORDS}
}


def shorten(text: str) -> bytes | None:
    """Return the text in one byte a letter, the longest word of the table first; None where a letter is not in it."""
    codes = bytearray()
    place = 0
    while place < len(text):
        letter = text[place]
        piece = next((word for word in _STARTS.get(letter, ()) if text.startswith(word, place)), letter)
        code = _CODES.get(piece)
        if code is None:
            return None
        codes.append(code)
        place += len(piece)
    return bytes(codes)


def lengthen(data: bytes) -> str:
    """Return the text that these bytes stand for."""
    return "".join(map(PIECES.__getitem__, data))
