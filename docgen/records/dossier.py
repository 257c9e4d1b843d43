"""Everything the office knows, with look-ups; every reference between its records resolves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from docgen.diagnostics import Diagnostic, Span
from docgen.model import (
    Agency,
    AssessmentYear,
    AwardForm,
    BaseSalary,
    CommendationYear,
    CriteriaSet,
    Enterprise,
    JointPlan,
    LegalAct,
    Park,
    in_force,
)
from docgen.records.kinds import references_of
from docgen.records.record import LeftOut, Record, RecordKey

_ATTRIBUTES: Mapping[str, str] = {
    "co_quan": "agencies",
    "khu": "parks",
    "doanh_nghiep": "enterprises",
    "ke_hoach": "plans",
    "tieu_chi": "criteria_sets",
    "danh_gia": "assessments",
    "khen_thuong": "commendations",
    "hinh_thuc_khen": "award_forms",
    "luong_co_so": "base_salaries",
    "van_ban_phap_luat": "legal_acts",
}


@dataclass(frozen=True)
class Dossier:
    """The records of one office by id (or year), in the order of their files.

    Every id that a record names is in the dossier: a record that names a missing one is left out too and listed in
    ``left_out``. ``sources`` are the decoded texts by file, for reports.
    """

    agencies: Mapping[str, Record[Agency]] = field(default_factory=dict)
    parks: Mapping[str, Record[Park]] = field(default_factory=dict)
    enterprises: Mapping[str, Record[Enterprise]] = field(default_factory=dict)
    plans: Mapping[str, Record[JointPlan]] = field(default_factory=dict)
    criteria_sets: Mapping[str, Record[CriteriaSet]] = field(default_factory=dict)
    assessments: Mapping[int, Record[AssessmentYear]] = field(default_factory=dict)
    commendations: Mapping[int, Record[CommendationYear]] = field(default_factory=dict)
    award_forms: Mapping[str, Record[AwardForm]] = field(default_factory=dict)
    base_salaries: Mapping[str, Record[BaseSalary]] = field(default_factory=dict)
    legal_acts: Mapping[str, Record[LegalAct]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()

    def of_kind(self, kind: str) -> Mapping[Any, Record[Any]]:
        """Return the records of a kind (folder name). Raises KeyError for an unknown kind."""
        records: Mapping[Any, Record[Any]] = getattr(self, _ATTRIBUTES[kind])
        return records

    def records(self) -> Iterator[tuple[RecordKey, Record[Any]]]:
        """Yield every record with its key, kind by kind."""
        for kind in _ATTRIBUTES:
            for name, record in self.of_kind(kind).items():
                yield RecordKey(kind, name), record

    def base_salary_on(self, day: date) -> BaseSalary | None:
        """Return the base salary in force on the day, or None."""
        values = (record.value for record in self.base_salaries.values())
        return next((value for value in values if in_force(value.since, value.until, day)), None)

    def agency_named(self, name: str, day: date) -> Record[Agency] | None:
        """Return the agency that bears this name, whole or short, on the day, or None."""
        for record in self.agencies.values():
            period = record.value.on(day)
            if period is not None and name.casefold() in (period.name.casefold(), period.short_name.casefold()):
                return record
        return None

    def acts_on(self, day: date, type_id: str) -> list[Record[LegalAct]]:
        """Return the acts in force on the day that papers of the type rest on: highest rank first, older first.

        Acts that nobody has checked are among them (``value.verified`` is False): do not print those.
        """
        found = [
            record
            for record in self.legal_acts.values()
            if type_id in record.value.used_by and in_force(record.value.since, record.value.until, day)
        ]
        return sorted(found, key=lambda record: (record.value.rank, record.value.since, record.value.id))

    def enterprises_of(self, park_id: str) -> list[Record[Enterprise]]:
        """Return the enterprises of a park in order of their ids."""
        found = [record for record in self.enterprises.values() if record.value.park_id == park_id]
        return sorted(found, key=lambda record: record.value.id)

    def record_at(self, span: Span) -> RecordKey | None:
        """Return which record a place lies in, None for places outside all records."""
        return next((key for key, record in self.records() if record.covers(span)), None)

    def complained_about(self, diagnostics: Iterable[Diagnostic]) -> frozenset[RecordKey]:
        """Return the records that errors among the complaints lie in."""
        by_file: dict[str, list[tuple[RecordKey, Record[Any]]]] = {}
        for key, record in self.records():
            by_file.setdefault(record.file, []).append((key, record))
        spans = {item.span for item in diagnostics if item.is_error}
        return frozenset(key for span in spans for key, record in by_file.get(span.file, ()) if record.covers(span))

    def without(self, keys: Iterable[RecordKey]) -> Dossier:
        """Return the dossier without these records and without all that depend on them, both listed in ``left_out``."""
        gone: dict[RecordKey, RecordKey | None] = dict.fromkeys(keys)
        present = dict(self.records())
        while True:
            more = {
                key: cause
                for key, record in present.items()
                if key not in gone and (cause := _first_missing(record, gone, present)) is not None
            }
            if not more:
                break
            gone.update(more)
        left = tuple(LeftOut(key, present[key].span(), cause) for key, cause in gone.items() if key in present)
        kept = {
            attribute: MappingProxyType(
                {name: record for name, record in self.of_kind(kind).items() if RecordKey(kind, name) not in gone}
            )
            for kind, attribute in _ATTRIBUTES.items()
        }
        changes: dict[str, Any] = {**kept, "left_out": (*self.left_out, *left)}
        return replace(self, **changes)


def _first_missing(
    record: Record[Any], gone: Mapping[RecordKey, Any], present: Mapping[RecordKey, Any]
) -> RecordKey | None:
    for reference in references_of(record.value):
        key = RecordKey(reference.kind, reference.id)
        if key in gone or key not in present:
            return key
    return None


def dossier_of(
    records: Mapping[RecordKey, Record[Any]], sources: Mapping[str, str], left_out: Iterable[LeftOut]
) -> Dossier:
    """Make the dossier from records by key, without those whose references do not resolve."""
    by_kind: dict[str, Any] = {
        attribute: MappingProxyType({key.id: record for key, record in records.items() if key.kind == kind})
        for kind, attribute in _ATTRIBUTES.items()
    }
    whole = Dossier(**by_kind, sources=sources, left_out=tuple(left_out))
    return whole.without(())
