"""The rows of a commendation list: where each belongs, and the order in which the list and its papers have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docgen.model import CollectiveRow, CommendationYear, ParkKind, PersonRow
from docgen.records import Dossier
from docgen.vietnamese import person_sort_key, sort_key

CommendedRow = CollectiveRow | PersonRow


@dataclass(frozen=True, slots=True)
class Home:
    """Where a row belongs: printed unit and park, and the key that sorts by park, then enterprise."""

    unit: str
    park: str
    order: tuple[object, ...]


def home_of(row: CommendedRow, dossier: Dossier, day: date) -> Home:
    """Return where a row belongs on that day; raises ValueError where its park lay nowhere then."""
    enterprise = dossier.enterprises[row.enterprise_id].value if row.enterprise_id else None
    park_id = enterprise.park_id if enterprise is not None else row.park_id
    park = dossier.parks[str(park_id)].value
    place = park.on(day)
    if enterprise is not None:
        unit = enterprise.name
    elif place is not None:
        unit = place.management
    else:
        raise ValueError(f"row passed the gate without a place: {row.name}")
    order = (park.kind is ParkKind.CLUSTER, sort_key(park.name), enterprise is not None, sort_key(unit))
    return Home(unit, f"{park.kind.value} {park.name}", order)


def park_of(row: CommendedRow, dossier: Dossier) -> str | None:
    """Return the id of the park that a row belongs to."""
    if row.enterprise_id is None:
        return row.park_id
    enterprise = dossier.enterprises.get(row.enterprise_id)
    return None if enterprise is None else enterprise.value.park_id


def in_order_of_the_list(year: CommendationYear, dossier: Dossier) -> Iterator[tuple[str, int, CommendedRow]]:
    """Yield block, position in the record and row: collectives, then persons; one whose place is unknown is left out.

    Its list complains about that one.
    """
    blocks: tuple[tuple[str, tuple[CommendedRow, ...]], ...] = (
        ("tap_the", year.collectives),
        ("ca_nhan", year.persons),
    )
    for key, rows in blocks:
        keyed = []
        for position, row in enumerate(rows):
            park = park_of(row, dossier)
            if park not in dossier.parks:
                continue
            if row.enterprise_id is None and dossier.parks[str(park)].value.on(year.day) is None:
                continue
            name = person_sort_key(row.name) if isinstance(row, PersonRow) else sort_key(row.name)
            keyed.append(((home_of(row, dossier, year.day).order, name), position, row))
        for _, position, row in sorted(keyed, key=lambda item: item[:2]):
            yield key, position, row
