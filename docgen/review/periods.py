"""Periods of validity: the right way round, without overlaps and gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Protocol

from docgen.diagnostics import Diagnostic, Rule, Span
from docgen.records import Dossier, Record
from docgen.review.complaints import NO_PERIOD, PERIOD_UPSIDE_DOWN, PERIODS_GAP, PERIODS_OVERLAP
from docgen.vietnamese import short_date


class Dated(Protocol):
    """Anything in force from a day to a day (included; None = still open)."""

    @property
    def since(self) -> date:
        """First day."""

    @property
    def until(self) -> date | None:
        """Last day."""


@dataclass(frozen=True, slots=True)
class PlacedPeriod:
    """A period with the places where its two days are written."""

    since: date
    until: date | None
    since_span: Span
    until_span: Span


def check_periods(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check every period of every record: upside down; those of agencies and parks also for overlaps and gaps."""
    for agency in dossier.agencies.values():
        yield from _chain(agency, "giai_doan", agency.value.periods)
        for placed in _placed(agency, "nguoi_ky", agency.value.signatories):
            yield from upside_down(placed)
    for park in dossier.parks.values():
        yield from _chain(park, "vi_tri", park.value.locations)
    single: Iterable[Record[Any]] = (
        *dossier.criteria_sets.values(),
        *dossier.award_forms.values(),
        *dossier.base_salaries.values(),
        *dossier.legal_acts.values(),
    )
    for record in single:
        yield from upside_down(whole_record(record))


def whole_record(record: Record[Any]) -> PlacedPeriod:
    """Return the period of a record that has its days at the top."""
    return PlacedPeriod(record.value.since, record.value.until, record.span("tu"), record.span("den"))


def upside_down(period: PlacedPeriod) -> Iterator[Diagnostic]:
    """Complain when the period ends before it begins."""
    if period.until is not None and period.until < period.since:
        message = f"ngày kết thúc {short_date(period.until)} trước ngày bắt đầu {short_date(period.since)}"
        yield PERIOD_UPSIDE_DOWN.at(period.until_span, message, "Sửa lại một trong hai ngày")


def in_sequence(periods: Iterable[PlacedPeriod], overlap: Rule, gap: Rule) -> Iterator[Diagnostic]:
    """Complain where two periods overlap or leave days between them uncovered."""
    upright = [period for period in periods if period.until is None or period.until >= period.since]
    for before, after in pairwise(sorted(upright, key=lambda period: (period.since, period.since_span))):
        starts = short_date(after.since)
        if before.until is None or before.until >= after.since:
            ends = f"đến hết ngày {short_date(before.until)}" if before.until else "chưa có ngày kết thúc"
            message = f"giai đoạn từ ngày {starts} chồng lên giai đoạn trước, {ends}"
            hint = "Sửa ngày bắt đầu của một trong hai giai đoạn"
            if before.since < after.since:
                last = short_date(after.since - timedelta(days=1))
                hint = f"Ghi «den: {last}» cho giai đoạn trước, hoặc sửa ngày bắt đầu"
            yield overlap.at(after.since_span, message, hint)
        elif before.until + timedelta(days=1) < after.since:
            message = f"từ sau ngày {short_date(before.until)} đến trước ngày {starts} không có giai đoạn nào"
            yield gap.at(after.since_span, message, "Kiểm tra lại ngày; nếu đúng thì bổ sung giai đoạn còn thiếu")


def _chain(record: Record[Any], key: str, periods: Sequence[Dated]) -> Iterator[Diagnostic]:
    if not periods:
        message = "cần ít nhất một giai đoạn để biết tên gọi, địa bàn theo ngày"
        yield NO_PERIOD.at(record.span(key), message, f"Bổ sung một mục trong «{key}»")
    placed = list(_placed(record, key, periods))
    for period in placed:
        yield from upside_down(period)
    yield from in_sequence(placed, PERIODS_OVERLAP, PERIODS_GAP)


def _placed(record: Record[Any], key: str, periods: Sequence[Dated]) -> Iterator[PlacedPeriod]:
    span: Callable[..., Span] = record.span
    for position, period in enumerate(periods):
        yield PlacedPeriod(period.since, period.until, span(key, position, "tu"), span(key, position, "den"))
