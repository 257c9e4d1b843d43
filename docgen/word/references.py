"""References to clauses in the words of Vietnamese law, as they are read at the place where they stand.

A phrase is a sequence of words and numbered clauses; each clause stands for its bare number, so that whoever writes
the phrase can make a field of it. What is around the place is «này»: «khoản 2 Điều này», «điểm a khoản này».
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from docgen.word.numbering import ARTICLE, LABELS, Numbered, Place

Phrase = list[str | Numbered]
FEWEST_IN_A_RANGE = 4
"""So many in a row are written «từ Điều 5 đến Điều 8»; fewer are named one by one."""
_FEWEST_IN_A_LIST = 3


def phrase(wanted: Iterable[Numbered], near: Collection[Place]) -> Phrase:
    """Return the words for these clauses, in their order in the paper and each once.

    ``near`` are those places among them, and among what is around them, that the words stand in (see :func:`near`). At
    least one clause is wanted.
    """
    ordered = sorted(dict.fromkeys(wanted), key=lambda each: each.place)
    groups = [_group([*each], near) for _, each in groupby(ordered, key=_kin)]
    return _joined(groups)


def near(wanted: Iterable[Numbered], here: Place) -> tuple[Place, ...]:
    """Return which of these clauses, and of what is around them, a text stands in that stands at ``here``."""
    found = []
    for each in wanted:
        for one in (each, *each.around):
            last = one.level + 2
            if one.place[:last] == here[:last] and one.place not in found:
                found.append(one.place)
    return tuple(found)


def capitalised(words: Phrase) -> Phrase:
    """Return the phrase as it begins a sentence."""
    first = words[0]
    assert isinstance(first, str), "a phrase begins with a word"
    return [first[:1].upper() + first[1:], *words[1:]]


def _kin(each: Numbered) -> tuple[int, int, Place]:
    """Tell which clauses are named together: articles of a text, clauses and points of the same one above."""
    above = each.around[0].place if each.around and each.level != ARTICLE else ()
    return each.level, each.place[0], above


def _group(alike: Sequence[Numbered], near: Collection[Place]) -> Phrase:
    label = LABELS[alike[0].level]
    if len(alike) == 1 and alike[0].place in near:
        return [f"{label} này"]
    words = _joined([_several(run, label) for run in _runs(alike)])
    for above in alike[0].around:
        if above.place in near:
            return [*words, f" {LABELS[above.level]} này"]
        words += [f" {LABELS[above.level]} ", above]
    return words


def _runs(alike: Sequence[Numbered]) -> list[list[Numbered]]:
    """Cut into long rows of consecutive ones and what lies between them."""
    rows: list[list[Numbered]] = []
    for each in alike:
        if rows and rows[-1][-1].ordinal + 1 == each.ordinal:
            rows[-1].append(each)
        else:
            rows.append([each])
    runs: list[list[Numbered]] = []
    for is_long, group in groupby(rows, key=lambda row: len(row) >= FEWEST_IN_A_RANGE):
        kept = [*group]
        runs += kept if is_long else [[each for row in kept for each in row]]
    return runs


def _several(run: Sequence[Numbered], label: str) -> Phrase:
    if len(run) >= FEWEST_IN_A_RANGE and run[-1].ordinal - run[0].ordinal == len(run) - 1:
        return [f"từ {label} ", run[0], f" đến {label} ", run[-1]]
    if len(run) < _FEWEST_IN_A_LIST:
        return _joined([[f"{label} ", each] for each in run])
    return [f"các {label} ", *_joined([[each] for each in run])]


def _joined(parts: Sequence[Phrase]) -> Phrase:
    words = [*parts[0]]
    for place, part in enumerate(parts[1:], 2):
        words += [" và " if place == len(parts) else ", ", *part]
    return _merged(words)


def _merged(words: Phrase) -> Phrase:
    made: Phrase = []
    for word in words:
        last = made[-1] if made else None
        if isinstance(word, str) and isinstance(last, str):
            made[-1] = last + word
        else:
            made.append(word)
    return made
