"""The legal acts that a paper cites, looked up among the acts that the office knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.comparison.matching import agreement
from docgen.model import LegalAct, in_force
from docgen.vietnamese import nfc

_NUMBER = re.compile(r"\b\d{1,4}/\d{4}/[A-ZĐ]+[0-9]*(?:-[A-ZĐ]+[0-9]*)*", re.IGNORECASE)
_OF_LAW = re.compile(r"/(?:NĐ-CP|TT(?:LT)?-[A-ZĐ-]+|QH\d+|(?:PL-)?UBTVQH\d+|QĐ-TTg)$", re.IGNORECASE)
_YEAR_AFTER = re.compile(r"[^;.\n]{0,60}?(?:năm\s+|/)((?:19|20)\d{2})\b", re.IGNORECASE)
_YEAR = re.compile(r"năm\s+((?:19|20)\d{2})", re.IGNORECASE)
_LEAST_ALIKE = 0.25


@dataclass(frozen=True, slots=True)
class Cited:
    """What a paper cites: the acts that the office knows with how often, and the citations that it does not know."""

    acts: tuple[tuple[LegalAct, int], ...]
    unknown: tuple[str, ...]

    @property
    def main(self) -> LegalAct | None:
        """The act that the paper rests on mainly: cited most often, of equals the highest, then the first one."""
        if not self.acts:
            return None
        return max(self.acts, key=lambda pair: (pair[1], -pair[0].rank))[0]


def cited_acts(text: str, acts: Sequence[LegalAct]) -> Cited:
    """Return the acts that a text cites, in order.

    Decrees and circulars are known by their number («06/2013/NĐ-CP»), laws by name and a year after it («Luật Doanh
    nghiệp ngày 26 tháng 11 năm 2014», «Luật Doanh nghiệp năm 2014», «Luật Doanh nghiệp số 68/2014/QH13»). A law without
    a year is not told from its successor and so not looked at.
    """
    text = " ".join(nfc(text).split())
    by_number = {number.group().casefold(): act for act in acts if (number := _NUMBER.search(act.citation))}
    seen: list[tuple[int, LegalAct]] = []
    unknown: list[tuple[int, str]] = []
    covered: list[tuple[int, int]] = []
    for name, namesakes in sorted(_laws(acts).items(), key=lambda item: -len(item[0])):
        for found in re.finditer(re.escape(name), text, re.IGNORECASE):
            year = _YEAR_AFTER.match(text, found.end())
            if year is None or any(start <= found.start() < end for start, end in covered):
                continue
            covered.append((found.start(), year.end()))
            act = next((act for act in namesakes if year.group(1) in _YEAR.findall(act.citation)), None)
            if act is not None:
                seen.append((found.start(), act))
            else:
                unknown.append((found.start(), f"{name} năm {year.group(1)}"))
    for found in _NUMBER.finditer(text):
        act = by_number.get(found.group().casefold())
        if act is not None:
            seen.append((found.start(), act))
        elif _OF_LAW.search(found.group()) and not any(start <= found.start() <= end for start, end in covered):
            unknown.append((found.start(), found.group()))
    count = Counter(act.id for _, act in seen)
    first = {act.id: act for _, act in sorted(seen, key=lambda pair: pair[0])}
    return Cited(
        tuple((act, count[act.id]) for act in first.values()),
        tuple(dict.fromkeys(text for _, text in sorted(unknown))),
    )


def successor(act: LegalAct, acts: Iterable[LegalAct], day: date) -> LegalAct | None:
    """Return the act in force on the day that took the place of one no longer in force; None where none is known.

    It is of the same rank, begins the day after the other ends, and is called alike.
    """
    if act.until is None:
        return None
    begins = act.until + timedelta(days=1)
    heirs = [
        (agreement(_title(act), _title(other)), other.id, other)
        for other in acts
        if other.rank == act.rank and other.since == begins
    ]
    alike, _, heir = max(heirs, default=(0.0, "", act), key=lambda item: item[:2])
    if alike < _LEAST_ALIKE or heir is act:
        return None
    return heir if in_force(heir.since, heir.until, day) else successor(heir, acts, day)


def _laws(acts: Sequence[LegalAct]) -> dict[str, list[LegalAct]]:
    found: dict[str, list[LegalAct]] = {}
    for act in acts:
        if not _NUMBER.search(act.citation.split(" ngày ")[0]):
            found.setdefault(_title(act), []).append(act)
    return found


def _title(act: LegalAct) -> str:
    """Return the name of a law, or what a numbered act is about."""
    head, _, rest = nfc(act.citation).partition(" ngày ")
    return rest if _NUMBER.search(head) else head
