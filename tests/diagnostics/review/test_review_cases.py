"""Mistakes across records with the expected complaint written beside them.

A case changes a few lines of the small good office in ``tests/dossiers/co_ban``: under ``sua`` each change names a
file (``tep``), the lines that it replaces (``thay``; they must occur once; left out = the change is added at the end)
and the new lines (``bang``). ``#~ ma-loi`` ends the line where that complaint must point. A case named ``loi`` expects
complaints, one named ``dung`` expects none. Nothing else may be complained about.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from docgen.diagnostics import Rule
from docgen.records import load_dossier
from docgen.review import complaints, review

HERE = Path(__file__).parent
OFFICE = HERE.parents[1] / "dossiers" / "co_ban"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case.get('loi') or case['dung']}")
    for path in sorted(HERE.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
MARK = re.compile(r"#~\s*([a-z0-9 -]+)", re.MULTILINE)

Found: TypeAlias = set[tuple[str, int, str]]


def good_office() -> dict[str, str]:
    paths = sorted((OFFICE / "records").rglob("*.yaml"))
    return {path.relative_to(OFFICE).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def complaints_of(files: dict[str, str]) -> Found:
    dossier, diagnostics = load_dossier({name: text.encode() for name, text in files.items()})
    return {(item.span.file, item.span.line, item.rule.code) for item in (*diagnostics, *review(dossier))}


def expected_in(files: dict[str, str]) -> Found:
    return {
        (name, number, code)
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        for found in MARK.finditer(line)
        for code in found[1].split()
    }


def changed(text: str, change: dict[str, str]) -> str:
    """Put the new lines in the place of the old ones, with the indentation that the old ones have there."""
    lines, new = text.splitlines(), change["bang"].splitlines()
    if "thay" not in change:
        return "\n".join([*lines, *new, ""])
    old = change["thay"].splitlines()
    places = [
        (start, move)
        for start in range(len(lines) - len(old) + 1)
        for move in [indentation(lines[start]) - indentation(old[0])]
        if lines[start : start + len(old)] == [moved(line, move) for line in old]
    ]
    assert len(places) == 1, f"{change['thay']!r} occurs {len(places)} times"
    start, move = places[0]
    lines[start : start + len(old)] = [moved(line, move) for line in new]
    return "\n".join([*lines, ""])


def indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def moved(line: str, move: int) -> str:
    return " " * (indentation(line) + move) + line.lstrip() if line else line


def test_the_good_office_is_not_complained_about() -> None:
    assert complaints_of(good_office()) == set()


@pytest.mark.parametrize("case", CASES)
def test_the_complaint_points_at_the_line_that_it_is_written_on(case: dict[str, Any]) -> None:
    files = good_office()
    for change in case["sua"]:
        name = f"records/{change['tep']}"
        files[name] = changed(files.get(name, ""), change)
    expected = expected_in(files)
    assert bool(expected) == ("loi" in case)
    assert complaints_of(files) == expected


def test_every_rule_has_a_case() -> None:
    rules = {value.code for value in vars(complaints).values() if isinstance(value, Rule)}
    text = "\n".join(path.read_text(encoding="utf-8") for path in HERE.glob("*.yaml"))
    assert rules - set(re.findall(r"[a-z0-9-]+", " ".join(MARK.findall(text)))) == set()
    assert len(rules) > 90
