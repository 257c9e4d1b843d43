"""Does a park or an enterprise meet the standard, and if not, which criterion fails and by how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from docgen.model import Comparison, CriteriaSet, Criterion
from docgen.vietnamese import grouped

_HUNDRED = Decimal(100)
_SHOWN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion judged: ``value`` in the criterion's unit, ``shortfall`` how far it is from the threshold.

    ``value`` and ``shortfall`` are None when a figure is missing or the denominator is zero; ``shortfall`` is None
    for a criterion that is met and above zero otherwise.
    """

    criterion: Criterion
    value: Decimal | None
    met: bool
    shortfall: Decimal | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """All criteria of a set judged; met when every one is, and never by a set without criteria."""

    met: bool
    results: tuple[CriterionResult, ...]

    @property
    def failed(self) -> tuple[CriterionResult, ...]:
        """The criteria that are not met."""
        return tuple(result for result in self.results if not result.met)


def evaluate(criteria: CriteriaSet, figures: Mapping[str, Decimal]) -> Verdict:
    """Judge the figures by every criterion of the set; a figure that is missing fails its criterion."""
    results = tuple(_judge(criterion, figures) for criterion in criteria.criteria)
    return Verdict(bool(results) and all(result.met for result in results), results)


def shortfall_text(result: CriterionResult) -> str:
    """Say in Vietnamese how the criterion came out: «đạt 62,5 %, thiếu 7,5 so với mức 70 %»."""
    criterion = result.criterion
    if result.value is None:
        return f"chưa tính được vì thiếu số liệu «{criterion.figure}»{_over(criterion)}"
    value = _shown(result.value, criterion, result.met)
    if result.met or result.shortfall is None:
        return f"đạt {value} {criterion.unit}"
    return (
        f"đạt {value} {criterion.unit}, {_direction(result)} {_missing(result.shortfall)} "
        f"so với mức {grouped(criterion.threshold)} {criterion.unit}"
    )


def _judge(criterion: Criterion, figures: Mapping[str, Decimal]) -> CriterionResult:
    value = _value(criterion, figures)
    if value is None:
        return CriterionResult(criterion, None, met=False, shortfall=None)
    lacking = criterion.threshold - value
    met = {
        Comparison.AT_LEAST: lacking <= 0,
        Comparison.AT_MOST: lacking >= 0,
        Comparison.EQUAL: lacking == 0,
    }[criterion.comparison]
    return CriterionResult(criterion, value, met=met, shortfall=None if met else abs(lacking))


def _value(criterion: Criterion, figures: Mapping[str, Decimal]) -> Decimal | None:
    figure = figures.get(criterion.figure)
    if figure is None or criterion.denominator is None:
        return figure
    denominator = figures.get(criterion.denominator)
    return None if not denominator else figure / denominator * _HUNDRED


def _shown(value: Decimal, criterion: Criterion, met: bool) -> str:
    """Round to two decimals, but never so that a value that fails looks like one that passes."""
    rounded = value.quantize(_SHOWN, ROUND_HALF_UP)
    if not met and rounded == criterion.threshold:
        rounded = value.quantize(_SHOWN, ROUND_DOWN)
        if rounded == criterion.threshold:
            rounded = value
    return grouped(rounded)


def _missing(shortfall: Decimal) -> str:
    rounded = shortfall.quantize(_SHOWN, ROUND_HALF_UP)
    return grouped(rounded) if rounded else "dưới 0,01"


def _direction(result: CriterionResult) -> str:
    above = result.value is not None and result.value > result.criterion.threshold
    return "vượt" if above else "thiếu"


def _over(criterion: Criterion) -> str:
    return f" hoặc «{criterion.denominator}» bằng không" if criterion.denominator else ""
