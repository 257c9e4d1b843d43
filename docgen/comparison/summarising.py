"""What changed, clause by clause: added, taken out, changed, moved, numbered anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache

from docgen.comparison.aligning import best_pairs, likeness, longest_rise
from docgen.comparison.clauses import Level, ReadClause

_WORD = re.compile(r"\w+")
_LIKENESS = 0.5
_MUCH_ALIKE = 0.7
_FEWEST_WORDS = 3


class ChangeKind(Enum):
    """What happened to a clause; the values are the words a clerk reads."""

    ADDED = "thêm"
    REMOVED = "bỏ"
    CHANGED = "sửa"
    MOVED = "chuyển chỗ"
    RENUMBERED = "đổi số"


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause that is not as before: as it was and as it is (None: not there), words that came and went."""

    kind: ChangeKind
    old: ReadClause | None
    new: ReadClause | None
    words_added: int = 0
    words_removed: int = 0

    @property
    def clause(self) -> ReadClause:
        """The clause as it is, or as it was where it is gone."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def level(self) -> Level:
        """The level of the clause."""
        return self.clause.level

    @property
    def old_number(self) -> str:
        """The number it had, with those around it: «Điều 7, khoản 2, điểm a»; "" where it was not there."""
        return "" if self.old is None else full_number(self.old)

    @property
    def new_number(self) -> str:
        """The number it has, likewise."""
        return "" if self.new is None else full_number(self.new)


def full_number(clause: ReadClause) -> str:
    """Return «Điều 7, khoản 2, điểm a»; for what is no clause «phần ngoài điều khoản»."""
    if clause.level is Level.NONE:
        return "ngoài các điều"
    pieces = [_in_words(number) for number in (*clause.path, clause.number) if number]
    return ", ".join(piece for piece in pieces if clause.level.depth < 2 or not piece.lower().startswith("chương"))


def _in_words(number: str) -> str:
    if number[0].isdigit():
        return f"khoản {number}"
    return f"điểm {number}" if len(number) <= 2 else number


def summarise(old: Sequence[ReadClause], new: Sequence[ReadClause]) -> tuple[ClauseChange, ...]:
    """Return what changed, in the order of the new paper, clauses that are gone where they stood."""
    pairs = _matched(old, new)
    moved = _moved(pairs, old, new)
    partner = dict(pairs)
    by_new = {j: i for i, j in pairs}
    changes: list[ClauseChange] = []
    at_old = 0
    for j, clause in enumerate(new):
        i = by_new.get(j)
        if i is None:
            changes.append(ClauseChange(ChangeKind.ADDED, None, clause, _words(clause).total(), 0))
            continue
        while at_old < len(old) and i not in moved and at_old <= i:
            if at_old not in partner:
                changes.append(_removed(old[at_old]))
            at_old += 1
        change = _change(old[i], clause, is_moved=i in moved)
        if change is not None:
            changes.append(change)
    changes += [_removed(old[i]) for i in range(at_old, len(old)) if i not in partner]
    return tuple(change for change in changes if change.clause.text or change.clause.number)


def _removed(clause: ReadClause) -> ClauseChange:
    return ClauseChange(ChangeKind.REMOVED, clause, None, 0, _words(clause).total())


def _change(old: ReadClause, new: ReadClause, *, is_moved: bool) -> ClauseChange | None:
    added = removed = 0
    if old.text != new.text:
        before, after = _words(old), _words(new)
        added, removed = (after - before).total(), (before - after).total()
    if is_moved:
        return ClauseChange(ChangeKind.MOVED, old, new, added, removed)
    if old.text != new.text:
        return ClauseChange(ChangeKind.CHANGED, old, new, added, removed)
    if old.number != new.number:
        return ClauseChange(ChangeKind.RENUMBERED, old, new)
    return None


def _words(clause: ReadClause) -> Counter[str]:
    return _counted(clause.text)


@lru_cache(maxsize=2048)
def _counted(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


def _matched(old: Sequence[ReadClause], new: Sequence[ReadClause]) -> list[tuple[int, int]]:
    pairs = _by(old, new, _names(old), _names(new), {})
    keys_old, keys_new = ([f"{clause.level.value}|{clause.text}" for clause in side] for side in (old, new))
    matcher = SequenceMatcher(None, keys_old, keys_new, autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        for step in range(size):
            _pair(pairs, i + step, j + step)
    _alike(old, new, pairs)
    _by(old, new, _weighty(old, keys_old), _weighty(new, keys_new), pairs)
    _alike_anywhere(old, new, pairs)
    return sorted(pairs.items())


def _alike_anywhere(old: Sequence[ReadClause], new: Sequence[ReadClause], pairs: dict[int, int]) -> None:
    """Pair clauses that are left and read much alike, wherever they stand: those moved and changed."""
    taken = set(pairs.values())
    free = [j for j, clause in enumerate(new) if j not in taken and _words(clause).total() >= _FEWEST_WORDS]
    for i, clause in enumerate(old):
        if i in pairs or not free or clause.level is Level.NONE or _words(clause).total() < _FEWEST_WORDS:
            continue
        best = max(free, key=lambda j: _score(clause, new[j]))
        if _score(clause, new[best]) >= _MUCH_ALIKE:
            pairs[i] = best
            free.remove(best)


def _names(clauses: Sequence[ReadClause]) -> list[str]:
    return [f"#{clause.name}" if clause.name else "" for clause in clauses]


def _weighty(clauses: Sequence[ReadClause], keys: Sequence[str]) -> list[str]:
    return [key if _words(clause).total() >= _FEWEST_WORDS else "" for clause, key in zip(clauses, keys, strict=True)]


def _pair(pairs: dict[int, int], i: int, j: int) -> None:
    if i not in pairs and j not in pairs.values():
        pairs[i] = j


def _by(
    old: Sequence[ReadClause],
    new: Sequence[ReadClause],
    keys_old: Sequence[str],
    keys_new: Sequence[str],
    pairs: dict[int, int],
) -> dict[int, int]:
    """Pair clauses whose key stands once on each side."""
    taken = set(pairs.values())
    free_old = [i for i in range(len(old)) if i not in pairs and keys_old[i]]
    free_new = [j for j in range(len(new)) if j not in taken and keys_new[j]]
    counts = Counter(keys_old[i] for i in free_old), Counter(keys_new[j] for j in free_new)
    places = {keys_new[j]: j for j in free_new if counts[1][keys_new[j]] == 1}
    for i in free_old:
        if counts[0][keys_old[i]] == 1 and keys_old[i] in places:
            pairs[i] = places[keys_old[i]]
    return pairs


def _alike(old: Sequence[ReadClause], new: Sequence[ReadClause], pairs: dict[int, int]) -> None:
    """Pair clauses of one level that read alike, between clauses that are paired already."""
    placed = sorted(pairs.items())
    kept = [placed[index] for index in longest_rise([j for _, j in placed])]
    taken = set(pairs.values())
    before = (-1, -1)
    for after in [*kept, (len(old), len(new))]:
        rows = [i for i in range(before[0] + 1, after[0]) if i not in pairs]
        columns = [j for j in range(before[1] + 1, after[1]) if j not in taken]
        for r, c in best_pairs(len(rows), len(columns), lambda r, c: _score(old[rows[r]], new[columns[c]])):  # noqa: B023
            pairs[rows[r]] = columns[c]
        before = after


def _score(old: ReadClause, new: ReadClause) -> float:
    if old.level is not new.level or (old.name and new.name):
        return 0.0
    if old.level is Level.NONE:
        return likeness(_words(old), _words(new)) + 0.01
    texts = likeness(_words(old), _words(new))
    return texts if texts >= _LIKENESS else 0.0


def _moved(pairs: Sequence[tuple[int, int]], old: Sequence[ReadClause], new: Sequence[ReadClause]) -> set[int]:
    """Return the old clauses that stand elsewhere now, not those that only went along with the clause around them."""
    kept = {pairs[index][0] for index in longest_rise([j for _, j in pairs])}
    out_of_row = {i for i, _ in pairs if i not in kept and old[i].level is not Level.NONE}
    partner = dict(pairs)
    return {
        i
        for i in out_of_row
        if (above := _above(old, i)) is None or above not in out_of_row or _above(new, partner[i]) != partner.get(above)
    }


def _above(clauses: Sequence[ReadClause], place: int) -> int | None:
    depth = clauses[place].level.depth
    return next((i for i in range(place - 1, -1, -1) if clauses[i].level.depth < depth), None)
