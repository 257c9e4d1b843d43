"""«Có phải …?»: the known word that was most likely meant."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.vietnamese.slug import slug


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate nearest to the word, compared without accents and case, or None when none is near.

    Near means: at most a third of the word's letters (at least one) missing, added, changed or swapped. Among equals
    the first candidate is returned.
    """
    wanted = slug(word)
    best: str | None = None
    limit = max(1, len(wanted) // 3) + 1
    for candidate in candidates:
        distance = _distance(wanted, slug(candidate), limit)
        if distance < limit:
            best, limit = candidate, distance
        if limit == 0:
            break
    return best


def _distance(first: str, second: str, limit: int) -> int:
    """Count the edits (swapped neighbours are one edit) between the words; stops counting at ``limit``."""
    if abs(len(first) - len(second)) >= limit or not first or not second:
        return limit
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, 1):
        current = [i]
        for j, right in enumerate(second, 1):
            cost = min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (left != right))
            if i > 1 and j > 1 and left == second[j - 2] and first[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, row = row, current
        if min(row) >= limit and min(before, default=0) >= limit:
            return limit
    return min(row[-1], limit)
