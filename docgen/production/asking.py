"""What a clerk asked for, matched with what the office has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docgen.composition import Selection, SubjectKind
from docgen.production.check import CheckedOffice
from docgen.records import Dossier
from docgen.vietnamese import closest, slug


class WrongRequestError(Exception):
    """The request names something that the office does not have; each message is for the clerk, in Vietnamese."""

    def __init__(self, messages: Iterable[str]) -> None:
        """Keep the messages."""
        self.messages = tuple(messages)
        super().__init__("; ".join(self.messages))


@dataclass(frozen=True, slots=True)
class Asked:
    """The document types by id, in order, and the selection of records, all of which exist."""

    types: tuple[str, ...]
    selection: Selection
    restricted: bool


def resolve_request(
    types: tuple[str, ...], parks: tuple[str, ...], enterprises: tuple[str, ...], year: int | None, has: CheckedOffice
) -> Asked:
    """Match the words of a request with the office; ids may be typed with «-» or «_», parks also by name.

    Raises :class:`WrongRequestError` with a message for every word that matches nothing or more than one thing.
    """
    messages: list[str] = []
    chosen = _match_all("loại giấy tờ", types, {key: (it.declaration.name,) for key, it in has.types.items()}, messages)
    for type_id in chosen:
        if has.types[type_id].declaration.subject is SubjectKind.REVIEWED_PARK:
            messages.append(f"«{type_id}» do lệnh docgen review làm, không phải docgen build")
    selection = Selection(
        parks=find_parks(parks, has.dossier, messages),
        enterprises=find_enterprises(enterprises, has.dossier, messages),
        year=year,
    )
    years = years_of(has.dossier)
    if year is not None and year not in years:
        known = f"; hồ sơ có các năm {', '.join(map(str, years))}" if years else ""
        messages.append(f"không có hồ sơ nào của năm {year}{known}")
    if messages:
        raise WrongRequestError(messages)
    return Asked(chosen or tuple(has.types), selection, bool(parks or enterprises or year is not None))


def find_parks(words: Iterable[str], dossier: Dossier, messages: list[str]) -> tuple[str, ...]:
    """Return the ids of the parks that the words name, by id, name or full name; adds messages for the others."""
    names = {key: (record.value.name, record.value.full_name) for key, record in dossier.parks.items()}
    return _match_all("khu, cụm công nghiệp", words, names, messages)


def find_enterprises(words: Iterable[str], dossier: Dossier, messages: list[str]) -> tuple[str, ...]:
    """Return the ids of the enterprises that the words name, by id, name or tax code; adds messages for the others."""
    names = {key: (record.value.name, record.value.tax_code) for key, record in dossier.enterprises.items()}
    return _match_all("doanh nghiệp", words, names, messages)


def find_agency(word: str, dossier: Dossier) -> str:
    """Return the id of the agency that a word names, by id or by a name of any time. Raises WrongRequestError."""
    messages: list[str] = []
    names = {
        key: tuple(name for period in record.value.periods for name in (period.name, period.short_name))
        for key, record in dossier.agencies.items()
    }
    found = _match_all("cơ quan", [word], names, messages)
    if messages:
        raise WrongRequestError(messages)
    return found[0]


def years_of(dossier: Dossier) -> list[int]:
    """Return the years for which there is something to make."""
    years = {record.value.day.year for record in dossier.plans.values()}
    years |= {record.value.issue.year for record in dossier.enterprises.values()}
    years |= {record.value.coordination.year for record in dossier.parks.values() if record.value.coordination}
    return sorted(years | set(dossier.assessments) | set(dossier.commendations))


def _match_all(
    what: str, words: Iterable[str], names: Mapping[str, tuple[str, ...]], messages: list[str]
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for word in words:
        matches = [word] if word in names else _matches(word, names)
        if len(matches) == 1:
            found[matches[0]] = None
        elif matches:
            messages.append(f"«{word}» chỉ nhiều {what}: {', '.join(matches)}; hãy ghi mã")
        else:
            messages.append(f"không có {what} «{word}»{_hint(word, names)}")
    return tuple(found)


def _matches(word: str, names: Mapping[str, tuple[str, ...]]) -> list[str]:
    wanted = slug(word)
    return [key for key, labels in names.items() if wanted in {slug(key), *map(slug, labels)}]


def _hint(word: str, names: Mapping[str, tuple[str, ...]]) -> str:
    by_label = {label: key for key, labels in names.items() for label in (*labels, key)}
    near = closest(word, by_label)
    if near is not None:
        key = by_label[near]
        return f"; có phải «{key}» không?" if near == key else f"; có phải «{near}» (mã {key}) không?"
    if 0 < len(names) <= 12:
        return f"; hiện có: {', '.join(names)}"
    return ""
