"""Text typed in the encodings before Unicode, TCVN3 (.VnTime fonts) and VNI (VNI-Times fonts), told and converted.

Such text reaches us as western European letters and signs: «C«ng ty» or «Coâng ty» for «Công ty». It is told by its
syllables: a word that is no Vietnamese syllable as it stands and becomes one when converted is evidence. Names of
other languages («Müller», «Citroën», «João») hardly ever become Vietnamese syllables.
"""

from __future__ import annotations

import re

from docgen.vietnamese.syllables import is_syllable
from docgen.vietnamese.unicode_text import nfc

_TCVN3_CODES = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3 = dict(zip(_TCVN3_CODES, _TCVN3_LETTERS, strict=True))

_VNI_ALONE = dict(zip("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ", strict=True))
_VNI_MARKS = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_BASES = {
    "ùøûõï": "aeouyAEOUYôöÔÖ",
    "âáàåãä": "aeoAEO",
    "êéèúüë": "aA",
}
_VNI_PAIR = re.compile(
    "|".join(f"[{bases}][{marks}{marks.upper()}]" for marks, bases in _VNI_BASES.items()) + f"|[{''.join(_VNI_ALONE)}]"
)
_SELDOM_ABROAD = re.compile("[aeo][âåäã]|[aeouy][ûøõ]|[aeouyôö]ù|[ôö][ùøûõï]|a[êè]|[eo][áà]", re.IGNORECASE)

_UNICODE_VIETNAMESE = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_WORD = re.compile(f"(?<![0-9])[A-Za-z\u00c0-\u00ff{_TCVN3_CODES}]+")
_LATIN_LETTER = re.compile("[A-Za-z]")
_TCVN3_SIGN = re.compile("[¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾×Þß÷þÐð]|[a-z][À-Ý]")
_UNITS = frozenset({"µm", "µg", "µs", "µl", "µn", "µa"})


def legacy_encoding(text: str) -> str | None:
    """Return «TCVN3» or «VNI» when the text looks typed in it, else None.

    One word with a sign or a capital where names have none, or two words of letters only, are enough; text that has
    letters of Unicode Vietnamese, or more words that do not become Vietnamese than words that do, is not suspected.
    """
    composed = nfc(text)
    if composed.isascii() or _UNICODE_VIETNAMESE.search(composed):
        return None
    words = [word for word in _WORD.findall(composed) if not word.isascii() and not is_syllable(word)]
    scores = {encoding: _evidence(words, encoding) for encoding in ("TCVN3", "VNI")}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] > 0 else None


def from_legacy(text: str, encoding: str) -> str:
    """Return the text in Unicode; ``encoding`` is «TCVN3» or «VNI», others raise ValueError.

    Text typed in an all-capitals TCVN3 font comes out in the small letters that it is stored in.
    """
    if encoding == "TCVN3":
        return nfc("".join(_TCVN3.get(char, char) for char in nfc(text)))
    if encoding == "VNI":
        return nfc(_VNI_PAIR.sub(_vni_letter, nfc(text)))
    raise ValueError(f"not an old Vietnamese encoding: {encoding!r}")


def _vni_letter(found: re.Match[str]) -> str:
    pair = found[0]
    if len(pair) == 1:
        return _VNI_ALONE[pair]
    return _VNI_ALONE.get(pair[0], pair[0]) + _VNI_MARKS[pair[1].lower()]


def _evidence(words: list[str], encoding: str) -> int:
    """Weigh the words that become Vietnamese against those that do not; 0 or less is no evidence."""
    becoming = [word for word in words if _becomes_vietnamese(word, encoding)]
    sure = _TCVN3_SIGN if encoding == "TCVN3" else _SELDOM_ABROAD
    strong = any(sure.search(word) for word in becoming)
    if not strong and (len(becoming) < 2 or len(becoming) < len(words)):
        return 0
    return 2 * len(becoming) - len(words)


def _becomes_vietnamese(word: str, encoding: str) -> bool:
    if word.lower() in _UNITS or not (_LATIN_LETTER.search(word) or len(word) > 1):
        return False
    converted = from_legacy(word, encoding)
    return converted != word and is_syllable(converted)
