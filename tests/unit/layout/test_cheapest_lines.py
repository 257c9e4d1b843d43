"""The lines that are found are the cheapest of all that there are, told by trying every one."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.layout import balanced_lines
from docgen.layout.keep_together import KEPT, LEANING_WORDS, PHRASES, judge

_WORDS = st.sampled_from(
    ["Công", "ty", "TNHH", "Việt", "Nam", "và", "của", "khu", "công", "nghiệp", "dệt", "may", "5", "tháng", "3", "số",
     "xã", "Yên", "Lộc,", "(Hà", "Nội)", "-", "trách", "nhiệm", "a" * 14]
)  # fmt: skip


def _cost(words: list[str], lines: list[list[str]], limit: int) -> tuple[float, ...]:
    gaps = [judge(words, place) >= KEPT for place in range(1, len(words))]
    ends = [sum(map(len, lines[:place])) for place in range(1, len(lines))]
    lengths = [len(" ".join(line)) for line in lines]
    overflowing = sum(length > limit for length in lengths)
    parted = sum(gaps[end - 1] for end in ends)
    leaning = sum(words[end - 1].casefold() in LEANING_WORDS for end in ends)
    uneven = sum((limit - length) ** 2 for length in lengths) + leaning * (limit * 0.3) ** 2
    return overflowing, len(lines) + parted, parted, len(lines[-1]) == 1, uneven


@given(st.lists(_WORDS, min_size=2, max_size=10), st.integers(9, 45))
@settings(deadline=None, max_examples=300)
def test_no_other_lines_cost_less(words: list[str], limit: int) -> None:
    found = [line.split() for line in balanced_lines(" ".join(words), limit, len)]
    assert [word for line in found for word in line] == words
    places = range(1, len(words))
    every = (
        [words[start:end] for start, end in zip((0, *cut), (*cut, len(words)), strict=True)]
        for count in range(len(words))
        for cut in combinations(places, count)
    )
    allowed = (lines for lines in every if all(len(line) == 1 or len(" ".join(line)) <= limit for line in lines))
    (*counts, least) = min(_cost(words, lines, limit) for lines in allowed)
    (*own_counts, own) = _cost(words, found, limit)
    assert own_counts == counts
    assert own <= least + 1e-6


_PHRASES = [phrase.casefold().split() for phrase in PHRASES]
_MARKED = st.tuples(
    st.sampled_from(["", "", "", "(", "“"]),
    st.sampled_from(sorted({word for phrase in PHRASES for word in phrase.split()} | {"Hoa", "Sen"})),
    st.sampled_from(["", "", "", ",", ")"]),
).map("".join)


@given(st.lists(_MARKED | st.sampled_from(PHRASES), min_size=2, max_size=12))
@settings(deadline=None, max_examples=400)
def test_every_gap_of_a_phrase_that_no_mark_cuts_is_kept(pieces: list[str]) -> None:
    """The whole text is marked phrase by phrase; each gap must be judged so from its own neighbourhood."""
    words = " ".join(pieces).split()
    bare = [word.strip("(“,)").casefold() for word in words]
    inside = set()
    for start in range(len(words)):
        for phrase in _PHRASES:
            end = start + len(phrase)
            cut = any(word[-1] in ",)" for word in words[start : end - 1])
            cut = cut or any(word[0] in "(“" for word in words[start + 1 : end])
            if bare[start:end] == phrase and not cut:
                inside |= set(range(start + 1, end))
    # Kinds of place («khu công nghiệp Hoa Sen») keep more together than phrases do.
    kinds = {"khu", "cụm"}
    for place in range(1, len(words)):
        near_a_place = kinds & set(bare[max(0, place - 4) : place])
        assert (judge(words, place) >= KEPT) == (place in inside) or near_a_place, place
