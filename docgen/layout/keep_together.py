"""Words that a careful typist does not part at the end of a line: names, terms, a number and its unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

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


LEANING = _words("các những của và về trên tại cho với từ do theo trong ở để hoặc là")
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


class Word(NamedTuple):
    """What line breaking asks of a word: its letters without punctuation, where it has punctuation, what it may begin.

    ``leans`` is whether it leans on the next word, ``paired`` whether it may belong to a number beside it.
    """

    text: str
    bare: str
    opens: bool
    closes: bool
    leans: bool
    begins_place: bool
    paired: bool


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
            text.casefold() in LEANING,
            bare in _BY_FIRST_PLACE_WORD,
            paired,
        )
        return word


_KNOWN = _Known()
_MOST_KNOWN = 8192


def read_words(words: Iterable[str]) -> list[Word]:
    """Return what line breaking asks of each word; none may be empty."""
    return [*map(_KNOWN.__getitem__, words)]


def kept_together(words: Sequence[Word], place: int) -> bool:
    """Tell whether to keep the word at ``place`` on one line with the one before it.

    Most gaps are told by a glance at the two words; phrases and names of places are spelt out only where one of their
    words is met.
    """
    _, left, _, _, _, begins, paired = words[place - 1]
    _, right, _, _, _, _, right_paired = words[place]
    if (left, right) in _STEPS and _in_phrase(words, place):
        return True
    if (paired or right_paired) and _pair_belongs(words[place - 1], words[place]):
        return True
    if begins and _place_length(words, place - 1) > 1:
        return True
    for start in range(max(0, place - _LONGEST_PLACE + 1), place - 1):
        if words[start][5] and start + _place_length(words, start) > place:
            return True
    return False


def _in_phrase(words: Sequence[Word], place: int) -> bool:
    for start in range(max(0, place - _LONGEST_PHRASE + 1), place):
        for tail in _TAILS_BY_PAIR.get((words[start].bare, words[start + 1].bare), ()):
            phrase = words[start : start + 2 + len(tail)]
            reaches = start + 2 + len(tail) > place
            if reaches and [word.bare for word in phrase[2:]] == tail and _unpunctuated(phrase):
                return True
    return False


def _place_length(words: Sequence[Word], start: int) -> int:
    """Return the length in words of the longest place («xã Yên Lộc») that begins at ``start``, 1 where none does."""
    longest = 1
    for noun in _BY_FIRST_PLACE_WORD[words[start].bare]:
        named = start + len(noun)
        if tuple([word.bare for word in words[start:named]]) == noun:
            name = _name_length(words, named, in_capitals=len(noun) < 3)
            if name and _unpunctuated(words[start : named + name]):
                longest = max(longest, len(noun) + name)
    return longest


def _name_length(words: Sequence[Word], start: int, *, in_capitals: bool) -> int:
    """Count at most two words of a proper name from ``start``."""
    length = 0
    for word in words[start : start + 2]:
        text = word.text.strip(_OPENING)
        shouted = len(text) > 1 and text.isupper()
        if not text[:1].isupper() or (shouted and not in_capitals) or word.begins_place:
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
_STEPS = {pair for phrase in PHRASES for pair in pairwise(phrase.casefold().split())}
"""Neighbours in phrases."""
_LONGEST_PHRASE = max(len(phrase.split()) for phrase in PHRASES)
_LONGEST_PLACE = max(len(noun) for nouns in _BY_FIRST_PLACE_WORD.values() for noun in nouns) + 2
"""Words of the longest phrase, of the longest kind of place with a name of two words."""
