"""An old regulation against the one that records and law ask for now, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docgen.comparison import (
    CERTAIN,
    SAME_CONTENT,
    Article,
    Level,
    Match,
    ReadClause,
    agreement,
    articles_of,
    best,
    cited_acts,
    match_articles,
    successor,
    words,
)
from docgen.model import LegalAct, in_force
from docgen.production.clause_reasons import AskedPaper, nest
from docgen.production.matrix_sheets import fact_words
from docgen.production.regulation_status import Finding, Kind
from docgen.vietnamese import short_date
from docgen.word import Clause

_LEVELS = {level: level.value for level in Level} | {Level.CHAPTER: "tên chương", Level.NONE: None}
_LONGEST = 110
_ALWAYS = "mọi nội quy theo mẫu hiện nay đều có"


@dataclass(frozen=True, slots=True)
class Templated:
    """The template behind the paper asked for: its clauses, which depend on facts, what an enterprise's facts are."""

    clauses: Sequence[Clause]
    own: Mapping[int, int]
    """Positions of clauses with conditions that the clause around them has not, and the first of these."""
    asked: AskedPaper
    fields: Mapping[str, Any]

    def positions(self, read: Sequence[ReadClause]) -> dict[int, int]:
        """Return for each clause of the paper (by ``id``) the position of the template's clause it came from."""
        alive = [at for at, clause in enumerate(self.clauses) if clause.applies(self.fields) is not False]
        found: dict[int, int] = {}
        place = 0
        for clause in read:
            level = _LEVELS.get(clause.level)
            if level is None:
                continue
            after = next((at for at in range(place, len(alive)) if not self.clauses[alive[at]].loops), len(alive))
            looped = [at for at in alive[place:after] if self.clauses[at].level == level]
            ends = after < len(alive) and self._is(alive[after], level, clause)
            if looped and not ends:
                found[id(clause)] = looped[0]
                continue
            place = after
            while place < len(alive) and self.clauses[alive[place]].level != level:
                place += 1
            if place < len(alive):
                found[id(clause)] = alive[place]
                place += 1
        return found

    def _is(self, at: int, level: str, clause: ReadClause) -> bool:
        literal = words(self.clauses[at].text.split("{", 1)[0])
        return self.clauses[at].level == level and words(clause.text)[: len(literal)] == literal

    def why(self, at: int) -> tuple[str, str]:
        """Return the facts that decide a clause of the template in plain words, and with condition, file and line."""
        clause = self.clauses[at]
        guards = clause.guards[self.own.get(at, 0) :] or clause.guards
        if not guards:
            return _ALWAYS, ""
        names = dict.fromkeys(name for guard in guards if guard.condition for name in guard.condition.names)
        facts = [self.asked.fact(name) for name in names]
        plain = "; ".join(f"{fact.label or fact.name}: {fact_words(fact.value)}" for fact in facts)
        placed = [
            f"{fact.label or fact.name}: {fact_words(fact.value)} ({fact.place if fact.written else 'mặc định'})"
            for fact in facts
        ]
        conditions = " và ".join(guard.source if guard.wanted else f"KHÔNG ({guard.source})" for guard in guards)
        return plain, f"chỉ có khi {conditions}; {'; '.join(placed)}"


def own_conditions(clauses: Sequence[Clause]) -> dict[int, int]:
    """Return the positions of clauses with conditions that the clause around them has not, and the first of these."""
    nested = enumerate(nest(clauses))
    return {at: each.inherited for at, each in nested if len(each.clause.guards) > each.inherited}


def compare_regulation(
    old: Sequence[ReadClause], wanted: Sequence[ReadClause], template: Templated
) -> tuple[list[Finding], int, int]:
    """Return the findings about clauses, how many articles are asked for and how many of them are there."""
    positions = template.positions(wanted)
    matches, left = match_articles(articles_of(wanted), articles_of(old))
    findings: list[Finding] = []
    for match in matches:
        findings += _article(match, positions, template)
    absent = [at for at, clause in enumerate(template.clauses) if clause.applies(template.fields) is False]
    for article in left:
        findings.append(_left(article.head, article.head.heading, absent, "điều", template))
    return findings, len(matches), sum(match.found is not None for match in matches)


def _article(match: Match, positions: Mapping[int, int], template: Templated) -> Iterator[Finding]:
    head = match.wanted.head
    at = positions.get(id(head))
    if match.found is None:
        yield Finding(Kind.MISSING, _named(head), *(template.why(at) if at is not None else (_ALWAYS, "")))
        return
    named = f"{_named(head)} (văn bản cũ: {match.found.head.number})"
    if not match.certain:
        yield Finding(Kind.DOUBT, named, f"có phải là «{_short(match.found.head.heading)}» của văn bản cũ không")
    missing = list(_missing(match.wanted, match.found, positions, template))
    yield from (finding for _, finding in missing)
    gone = {id(child) for child, _ in missing}
    needless = list(_needless(match, positions, template))
    yield from (finding for _, finding in needless)
    superfluous = {id(child) for child, _ in needless}
    asked = replace(match.wanted, children=tuple(it for it in match.wanted.children if id(it) not in gone))
    there = replace(match.found, children=tuple(it for it in match.found.children if id(it) not in superfluous))
    alike = agreement(asked.text, there.text)
    if alike < SAME_CONTENT:
        yield Finding(Kind.DIFFERS, named, f"lời văn chỉ trùng {alike:.0%} với nội quy cần có")
    elif words(asked.text) != words(there.text):
        yield Finding(Kind.DOUBT, named, f"khác câu chữ, trùng {alike:.0%} với nội quy cần có")


def _missing(
    wanted: Article, found: Article, positions: Mapping[int, int], template: Templated
) -> Iterator[tuple[ReadClause, Finding]]:
    """Yield the clauses and points that the enterprise's facts ask for and the article has not."""
    texts = [found.head.text, *(child.text for child in found.children)]
    for child in wanted.children:
        at = positions.get(id(child))
        if at is not None and at in template.own and best(child.text, texts)[1] < CERTAIN:
            yield child, Finding(Kind.MISSING, _named(child, wanted.head), *template.why(at))


def _needless(match: Match, positions: Mapping[int, int], template: Templated) -> Iterator[tuple[ReadClause, Finding]]:
    """Yield the clauses and points of the old article that the template has for other facts than these."""
    start = positions.get(id(match.wanted.head))
    if start is None or match.found is None:
        return
    inside = []
    for at in range(start + 1, len(template.clauses)):
        if template.clauses[at].level not in ("khoản", "điểm"):
            break
        if template.clauses[at].applies(template.fields) is False:
            inside.append(at)
    texts = [child.text for child in match.wanted.children]
    for child in match.found.children:
        here = best(child.text, texts)[1]
        if here >= CERTAIN:
            continue
        position, alike = best(child.text, [template.clauses[at].text for at in inside])
        if alike >= CERTAIN and alike > here:
            clause = f"{_named(child, match.found.head)} của văn bản cũ"
            yield child, Finding(Kind.NEEDLESS, clause, *template.why(inside[position]))


def _left(head: ReadClause, heading: str, absent: Sequence[int], level: str, template: Templated) -> Finding:
    """Say of an old article that is not asked for whether the template has it for other facts."""
    candidates = [at for at in absent if template.clauses[at].level == level]
    position, alike = best(heading, [template.clauses[at].text for at in candidates])
    named = f"{_named(head)} của văn bản cũ"
    if alike >= CERTAIN:
        return Finding(Kind.NEEDLESS, named, *template.why(candidates[position]))
    return Finding(Kind.DOUBT, named, "không có trong mẫu, có thể là quy định riêng của doanh nghiệp")


def law_findings(old: Sequence[ReadClause], acts: Sequence[LegalAct], day: date) -> Iterator[Finding]:
    """Yield what is to be said of the acts that a regulation cites, on the day of the review."""
    cited = cited_acts("\n".join(clause.text for clause in old), acts)
    for act, count in cited.acts:
        if in_force(act.since, act.until, day):
            continue
        kind = Kind.MAIN_ACT_EXPIRED if act is cited.main else Kind.ACT_EXPIRED
        if act.until is not None and act.until < day:
            reason = f"hết hiệu lực sau ngày {short_date(act.until)}"
        else:
            reason = f"chưa có hiệu lực, từ ngày {short_date(act.since)} mới có"
        heir = successor(act, acts, day)
        reason += f"; nay là {_cited(heir)}" if heir is not None else ""
        yield Finding(kind, _cited(act), reason, f"văn bản cũ dẫn {count} lần; mã {act.id}")
    for unknown in cited.unknown:
        yield Finding(Kind.DOUBT, unknown, "văn bản này chưa có trong records/van_ban_phap_luat")


def _cited(act: LegalAct) -> str:
    """Return an act as one names it in a list: without who issued it and what it is about."""
    return _short(act.citation.split(" của ", 1)[0])


def _named(clause: ReadClause, within: ReadClause | None = None) -> str:
    number = clause.number if clause.level is Level.ARTICLE else f"{clause.level.value} {clause.number}"
    where = f" {within.number}" if within is not None else ""
    return f"{number}{where} «{_short(clause.heading)}»"


def _short(text: str) -> str:
    if len(text) <= _LONGEST:
        return text.rstrip(" ;.")
    return f"{text[:_LONGEST].rsplit(' ', 1)[0].rstrip(' ,;')}…"
