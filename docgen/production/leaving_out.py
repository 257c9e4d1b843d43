"""Wrong records left out, so that papers of the right ones can be made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.diagnostics import Diagnostic, Span
from docgen.production.check import CheckedOffice, judge_records
from docgen.records import NOUNS, Dossier, LeftOut, RecordKey


@dataclass(frozen=True, slots=True)
class Omission:
    """A record, or a whole file, that takes no part in a run: its place, its name, why."""

    span: Span
    name: str
    reason: str


def leave_out_wrong(checked: CheckedOffice) -> tuple[Dossier, tuple[Omission, ...], tuple[Diagnostic, ...]]:
    """Return the dossier without wrong records, what was left out, and the complaints that no record answers for.

    Taking a record away can break a rule for another one, so the rules are asked again until they are content.
    """
    dossier, found = checked.dossier, judge_records(checked.dossier, checked.types, checked.office)
    while wrong := dossier.complained_about(found):
        dossier = dossier.without(wrong)
        found = judge_records(dossier, checked.types, checked.office)
    elsewhere = [item for item in checked.diagnostics if item.span.file not in checked.office.records]
    omissions = {*map(_omission, dossier.left_out), *_whole_files(checked, dossier)}
    return dossier, tuple(sorted(omissions, key=lambda item: (item.span, item.name))), (*elsewhere, *found)


def _omission(left: LeftOut) -> Omission:
    reason = "có lỗi" if left.cause is None else f"vì cần đến {_name(left.cause)} không dùng được"
    return Omission(left.span, _name(left.key), reason)


def _name(key: RecordKey) -> str:
    return f"{NOUNS[key.kind]} {key.id}" if key.id else f"{NOUNS[key.kind]} chưa có mã"


def _whole_files(checked: CheckedOffice, dossier: Dossier) -> Iterator[Omission]:
    """Yield the files of which nothing could be read at all."""
    told = {left.span.file for left in dossier.left_out} | {record.file for _, record in checked.dossier.records()}
    broken = {item.span.file for item in checked.diagnostics if item.is_error and item.span.file not in told}
    yield from (Omission(Span(file), "cả tệp", "không đọc được") for file in broken if file in checked.office.records)
