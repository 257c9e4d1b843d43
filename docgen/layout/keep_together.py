"""Words that a careful typist does not part at the end of a line: names, terms, a number and its unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
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


def unbreakable_gaps(words: Sequence[str]) -> list[bool]:
    """Tell for each gap between neighbouring words (one fewer than words) whether to keep both on one line."""
    seen = [*map(_seen, words)]
    bare = [word.bare for word in seen]
    gaps = [False] * max(0, len(words) - 1)
    for index in [index for index, pair in enumerate(pairwise(bare)) if pair in _TAILS_BY_PAIR]:
        if seen[index].closes or seen[index + 1].opens:
            continue
        for tail in _TAILS_BY_PAIR[bare[index], bare[index + 1]]:
            length = 2 + len(tail)
            if not tail:
                gaps[index] = True
            elif bare[index + 2 : index + length] == tail and _unpunctuated(seen[index : index + length]):
                gaps[index : index + length - 1] = [True] * (length - 1)
    for index in [index for index, word in enumerate(seen) if word.matters]:
        if seen[index].begins_place:
            length = _place_length(words, bare, index)
            gaps[index : index + length - 1] = [True] * (length - 1)
        for left in (index - 1, index):
            if 0 <= left < len(gaps) and not gaps[left]:
                gaps[left] = _pair_belongs(words[left], words[left + 1], bare[left], bare[left + 1])
    return gaps


def gap_is_unbreakable(words: Sequence[str], place: int) -> bool:
    """Tell whether to keep the word at ``place`` on one line with the one before it."""
    start = max(0, place - _LONGEST + 1)
    return unbreakable_gaps(words[start : place + _LONGEST - 1])[place - 1 - start]


class _Seen(NamedTuple):
    """What phrases ask of a word: its letters without punctuation, where it has punctuation, what it may begin.

    ``matters`` is whether it may begin a place or belong to a number before or after it.
    """

    bare: str
    opens: bool
    closes: bool
    begins_place: bool
    matters: bool


@lru_cache(maxsize=8192)
def _seen(word: str) -> _Seen:
    bare = word.strip(_OPENING + _CLOSING).casefold()
    begins = bare in _BY_FIRST_PLACE_WORD
    paired = word in _JOINERS or bare in _UNITS or bare in _DATE_WORDS or bare in _BEFORE_NUMBER
    return _Seen(bare, word[0] in _OPENING, word[-1] in _CLOSING, begins, begins or paired)


def _place_length(words: Sequence[str], bare: Sequence[str], index: int) -> int:
    """Return the length in words of the longest place («xã Yên Lộc») that starts at ``index``, 1 where none does."""
    longest = 1
    for noun in _BY_FIRST_PLACE_WORD[bare[index]]:
        if tuple(bare[index : index + len(noun)]) == noun:
            name = _name_length(words, bare, index + len(noun), in_capitals=len(noun) < 3)
            if name and _unpunctuated([*map(_seen, words[index : index + len(noun) + name])]):
                longest = max(longest, len(noun) + name)
    return longest


def _name_length(words: Sequence[str], bare: Sequence[str], start: int, *, in_capitals: bool) -> int:
    """Count at most two words of a proper name from ``start``."""
    length = 0
    for index in range(start, min(start + 2, len(words))):
        word = words[index].strip(_OPENING)
        shouted = len(word) > 1 and word.isupper()
        if not word[:1].isupper() or (shouted and not in_capitals) or bare[index] in _BY_FIRST_PLACE_WORD:
            break
        length += 1
        if word[-1] in _CLOSING:
            break
    return length


def _unpunctuated(words: Sequence[_Seen]) -> bool:
    return not any(word.closes for word in words[:-1]) and not any(word.opens for word in words[1:])


def _pair_belongs(left: str, right: str, bare_left: str, bare_right: str) -> bool:
    if right in _JOINERS:
        return True
    if (bare_right in _UNITS or bare_right in _DATE_WORDS) and left[-1] not in _CLOSING and _NUMBER.match(left):
        return True
    return bare_left in _BEFORE_NUMBER and left[-1] not in _CLOSING and bool(_NUMBER.match(right))


_TAILS_BY_PAIR: dict[tuple[str, str], list[list[str]]] = {}
"""The words that follow the first two of a phrase, by these two."""
for _phrase in PHRASES:
    _first, _second, *_tail = _phrase.casefold().split()
    _TAILS_BY_PAIR.setdefault((_first, _second), []).append(_tail)
_BY_FIRST_PLACE_WORD: dict[str, list[tuple[str, ...]]] = {}
for _noun in (*_PLACE_NOUNS, *_NAMED_KINDS):
    _BY_FIRST_PLACE_WORD.setdefault(_noun.split()[0], []).append(tuple(_noun.split()))
_LONGEST = max(*(len(phrase.split()) for phrase in PHRASES), *(len(noun.split()) + 2 for noun in _NAMED_KINDS))
"""Words of the longest phrase, or of the longest kind of place with a name of two words."""
