"""Words that a careful typist does not part at the end of a line: names, terms, a number and its unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

PHRASES = (
    "Công ty TNHH",
    "Công ty cổ phần",
    "Công ty Cổ phần",
    "Công ty CP",
    "một thành viên",
    "hai thành viên",
    "Một thành viên",
    "Việt Nam",
    "Nam Định",
    "Ninh Bình",
    "Hà Nam",
    "Hà Nội",
    "Hồ Chí Minh",
    "Hàn Quốc",
    "Nhật Bản",
    "Trung Quốc",
    "Đài Loan",
    "khu công nghiệp",
    "cụm công nghiệp",
    "khu kinh tế",
    "công nghiệp",
    "an ninh",
    "trật tự",
    "an toàn",
    "doanh nghiệp",
    "liên tịch",
    "Ban Quản lý",
    "Ban Thường vụ",
    "Liên đoàn",
    "Lao động",
    "Công an",
    "Công đoàn",
    "Ủy ban",
    "nhân dân",
    "Hội đồng",
    "kế hoạch",
    "nội quy",
    "quyết định",
    "giai đoạn",
    "xây dựng",
    "mô hình",
    "khen thưởng",
    "danh sách",
    "bảo vệ",
    "thực hiện",
    "phối hợp",
    "tập thể",
    "cá nhân",
    "Tổ quốc",
    "Tổng Giám đốc",
    "Giám đốc",
    "Chủ tịch",
    "Hội đồng quản trị",
    "Hội đồng thành viên",
    "chi nhánh",
    "sản xuất",
    "kinh doanh",
    "thương mại",
    "dịch vụ",
    "xuất nhập khẩu",
    "nhập khẩu",
    "xuất khẩu",
    "đầu tư",
    "kỹ thuật",
    "công nghệ",
    "thiết bị",
    "điện tử",
    "cơ khí",
    "chính xác",
    "linh kiện",
    "hóa chất",
    "vật tư",
    "vật liệu",
    "dệt may",
    "may mặc",
    "thực phẩm",
    "chế biến",
    "phụ trợ",
    "bao bì",
)
"""Compared without regard to case and to punctuation after the last word."""

_PLACE_NOUNS = ("tỉnh", "huyện", "xã", "phường", "quận", "thành phố", "thị xã", "thị trấn", "kcn", "ccn")
_NAMED_KINDS = ("khu công nghiệp", "cụm công nghiệp")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEANING_WORDS = _words("các những của và về trên tại cho với từ do theo trong ở để hoặc là")
"""Words that lean on the next one: a line that ends with one of them reads badly."""

_UNITS = _words(
    "đồng ha m m2 m² m3 m³ km mm cm kg g tấn tạ lít người lao % tỷ triệu nghìn giờ phút giây ngày tuổi điểm lần bản "
    "đồng/người đồng/tháng"
)
_BEFORE_NUMBER = _words("số ngày tháng năm quý điều khoản điểm chương mục phần lần thứ tổ lô đường")
_DATE_WORDS = frozenset({"tháng", "năm"})
_NUMBER = re.compile(r"^[(«“\"]?(\d[\d.,/:-]*|[IVXLC]+)[%.,;:)»”\"]*$")
_OPENING = "(«“\"'"
_CLOSING = ".,;:!?)»”\"'"
_JOINERS = frozenset({"-", "–", "—", "&", "+", "/"})


_MOST_KNOWN = 8192


@dataclass(frozen=True, slots=True)
class Word:
    """What line breaking asks of a word: its letters without punctuation, and where it has punctuation.

    ``leans`` is LEANING where it leans on the next word, else 0; ``kinds`` are the kinds of places that begin with it;
    ``paired`` is whether it may belong to a number beside it; ``followers`` are the words that follow it in phrases.
    """

    text: str
    bare: str
    opens: bool
    closes: bool
    leans: int
    kinds: tuple[tuple[str, ...], ...]
    paired: bool
    followers: frozenset[str]


class _Known(dict[str, Word]):
    """Words by their text, read once; forgotten when they are too many."""

    def __missing__(self, text: str) -> Word:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        bare = text.strip(_OPENING + _CLOSING).casefold()
        paired = text in _JOINERS or bare in _UNITS or bare in _DATE_WORDS or bare in _BEFORE_NUMBER
        word = self[text] = Word(
            text,
            bare,
            text[0] in _OPENING,
            text[-1] in _CLOSING,
            LEANING * (text.casefold() in LEANING_WORDS),
            tuple(_BY_FIRST_PLACE_WORD.get(bare, ())),
            paired,
            _FOLLOWERS.get(bare, _NO_WORDS),
        )
        return word


_KNOWN = _Known()


LEANING, KEPT = 1, 2
"""What speaks against a line break at a blank: the word before it leans on the next; a name or term is parted."""


def judge(words: Sequence[str], place: int) -> int:
    """Return the sum of what speaks against a line break before the word at ``place``; no word may be empty.

    Most are told by a glance at the two words and at those where a place may begin.
    """
    known = _KNOWN
    left, right = known[words[place - 1]], known[words[place]]
    leaning = left.leans
    if right.bare in left.followers and _in_phrase(words, place, left, right):
        return KEPT + leaning
    if (left.paired or right.paired) and _pair_belongs(left, right):
        return KEPT + leaning
    for start in range(place - _LONGEST_PLACE + 1 if place >= _LONGEST_PLACE else 0, place):
        kinds = known[words[start]].kinds
        if kinds and start + _place_length(words, start, kinds) > place:
            return KEPT + leaning
    return leaning


def _in_phrase(words: Sequence[str], place: int, left: Word, right: Word) -> bool:
    """Tell whether a phrase goes over the gap before ``place``; ``left`` and ``right`` are the words beside it."""
    if left.closes or right.opens:
        return False
    known = _KNOWN
    start = place - 1
    while True:
        for tail in _TAILS_BY_PAIR.get((left.bare, right.bare), ()):
            end = start + 2 + len(tail)
            if end > place and (not tail or _ends_so([known[word] for word in words[start + 1 : end]], tail)):
                return True
        start -= 1
        if start < 0 or start <= place - _LONGEST_PHRASE:
            return False
        left, right = known[words[start]], left
        if left.closes or right.opens or right.bare not in left.followers:
            return False


def _ends_so(words: Sequence[Word], tail: Sequence[str]) -> bool:
    """Tell whether these words (of a phrase, but for its first) end so, with no punctuation between them."""
    return [word.bare for word in words[1:]] == tail and _unpunctuated(words)


def _place_length(words: Sequence[str], start: int, kinds: Sequence[tuple[str, ...]]) -> int:
    """Return the length in words of the longest place («xã Yên Lộc») of these kinds at ``start``, 1 where none is."""
    longest, known = 1, _KNOWN
    for noun in kinds:
        named = len(noun)
        if named > 1 and tuple([known[word].bare for word in words[start : start + named]]) != noun:
            continue
        read = [known[word] for word in words[start : start + named + 2]]
        name = _name_length(read[named:], in_capitals=named < 3)
        if name and _unpunctuated(read[: named + name]):
            longest = max(longest, named + name)
    return longest


def _name_length(words: Sequence[Word], *, in_capitals: bool) -> int:
    """Count at most two words of a proper name that these words begin with."""
    length = 0
    for word in words[:2]:
        text = word.text.strip(_OPENING)
        shouted = len(text) > 1 and text.isupper()
        if not text[:1].isupper() or (shouted and not in_capitals) or word.kinds:
            break
        length += 1
        if word.closes:
            break
    return length


def _unpunctuated(words: Sequence[Word]) -> bool:
    return not any(word.closes for word in words[:-1]) and not any(word.opens for word in words[1:])


def _pair_belongs(left: Word, right: Word) -> bool:
    if right.text in _JOINERS:
        return True
    if (right.bare in _UNITS or right.bare in _DATE_WORDS) and not left.closes and _NUMBER.match(left.text):
        return True
    return left.bare in _BEFORE_NUMBER and not left.closes and bool(_NUMBER.match(right.text))


_TAILS_BY_PAIR: dict[tuple[str, str], list[list[str]]] = {}
"""The words that follow the first two of a phrase, by these two."""
for _phrase in PHRASES:
    _first, _second, *_tail = _phrase.casefold().split()
    _TAILS_BY_PAIR.setdefault((_first, _second), []).append(_tail)
_BY_FIRST_PLACE_WORD: dict[str, list[tuple[str, ...]]] = {}
for _noun in (*_PLACE_NOUNS, *_NAMED_KINDS):
    _BY_FIRST_PLACE_WORD.setdefault(_noun.split()[0], []).append(tuple(_noun.split()))
_NO_WORDS: frozenset[str] = frozenset()
_FOLLOWERS: dict[str, frozenset[str]] = {}
for _phrase in PHRASES:
    for _first, _second in pairwise(_phrase.casefold().split()):
        _FOLLOWERS[_first] = _FOLLOWERS.get(_first, _NO_WORDS) | {_second}
_LONGEST_PHRASE = max(len(phrase.split()) for phrase in PHRASES)
_LONGEST_PLACE = max(len(noun) for nouns in _BY_FIRST_PLACE_WORD.values() for noun in nouns) + 2
"""Words of the longest phrase, of the longest kind of place with a name of two words."""
