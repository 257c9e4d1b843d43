"""Clauses of the library that call for other clauses to be put into them, which none may: they could go on for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docgen.composition.clause_library import LoadedClause
from docgen.composition.complaints_clauses import CLAUSE_INSIDE
from docgen.diagnostics import Diagnostic

CALL_INSIDE = re.compile(r"""\{\{[^{}]*\bdieu_khoan\s*\(\s*["']?(?P<name>[^"'(){}]*)["']?[^{}]*\}\}""")
"""A tag that puts in a clause, in the text of a clause."""


def inclusion_problems(clauses: Mapping[str, LoadedClause]) -> Iterator[Diagnostic]:
    """Find texts that put in another clause; where clauses put in each other, the ring is told."""
    calls = {name: [*_calls(loaded)] for name, loaded in clauses.items()}
    for name, loaded in clauses.items():
        for path, called in calls[name]:
            ring = _ring(name, called, {each: [to for _, to in found] for each, found in calls.items()})
            message = f"điều khoản «{name}» chèn điều khoản «{called}» vào trong nội dung của mình"
            if ring:
                message += f"; các điều khoản chèn lẫn nhau thành vòng: {' → '.join(ring)}"
            hint = (
                f'Muốn nhắc đến điều khoản ấy thì viết {{{{ dan("{called}") }}}}; muốn in cả điều khoản thì đặt '
                f'{{{{ dieu_khoan("{called}") }}}} vào một đoạn riêng của mẫu Word'
            )
            yield CLAUSE_INSIDE.at(loaded.place(*path).span, message, hint)


def _calls(loaded: LoadedClause) -> Iterator[tuple[tuple[str | int, ...], str]]:
    paths: list[tuple[str | int, ...]] = [("tieu_de",), ("doan",)]
    paths += [(*resting.path, "noi_dung") for resting in loaded.resting_places() if resting.path]
    for path in paths:
        for call in CALL_INSIDE.finditer(loaded.places.text(*path) or ""):
            yield path, call["name"]


def _ring(start: str, first: str, calls: Mapping[str, list[str]]) -> list[str]:
    """Return the shortest way from a clause through the one it calls back to itself, nothing where there is none."""
    ways = [[start, first]]
    seen = {first}
    for way in ways:
        if way[-1] == start:
            return way
        for called in calls.get(way[-1], ()):
            if called == start or called not in seen:
                seen.add(called)
                ways.append([*way, called])
    return []
