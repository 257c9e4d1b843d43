"""Is a word a syllable of Vietnamese spelling?  Tells text in an old encoding from names of other languages."""

from __future__ import annotations

import unicodedata

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_STOPPED = ("c", "ch", "p", "t")
_TABLE = {
    "onsets": "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x",
    "rhymes": """
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
        e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
        i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
        o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc
        oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
        u ua uâc uân uâng uât uây uc uê uêch uên uênh uêt uêu ui um un ung uôc uôi uôm uôn uông uôt up ut
        uơ uơn uy uya uych uyên uyêt uyn uynh uyt uyu uyp ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
        y yêm yên yêt yêu yêng
        """,
}
_SPELLINGS = {part: tuple(words.split()) for part, words in _TABLE.items()}
_ONSETS = frozenset(("", *_SPELLINGS["onsets"]))
_RHYMES = frozenset(_SPELLINGS["rhymes"])
_ROUNDED = ("o", "u")
_AFTER_Q = frozenset(rhyme for rhyme in _RHYMES if rhyme.startswith("u"))
_VOWELS = frozenset("aeiouy")


def is_syllable(word: str) -> bool:
    """Tell whether the word is spelt like one Vietnamese syllable; capitals and the place of the tone do not matter."""
    letters, tone = _without_tone(word.lower())
    return any(
        letters[:length] in _ONSETS and _fits(letters[:length], letters[length:], tone) for length in (0, 1, 2, 3)
    )


def _fits(onset: str, rhyme: str, tone: str) -> bool:
    if onset == "q":
        known = rhyme in _AFTER_Q
    elif onset == "qu":
        known = rhyme in _RHYMES and not rhyme.startswith(_ROUNDED)
    else:
        known = rhyme in _RHYMES
    if not known:
        return onset == "gi" and not rhyme
    return not rhyme.endswith(_STOPPED) or tone in ("\u0301", "\u0323")


def _without_tone(word: str) -> tuple[str, str]:
    """Return the letters without the tone, and the tone («» for none); a mark on a consonant or a second tone stays."""
    tone = base = ""
    kept = []
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES and not tone and base in _VOWELS:
            tone = char
            continue
        kept.append(char)
        base = base if unicodedata.combining(char) else char
    return unicodedata.normalize("NFC", "".join(kept)), tone
