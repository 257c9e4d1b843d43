"""Bad record folders with the expected complaint beside each mistake.

Each ``*.yaml`` file here holds cases. A case begins with ``#== title``; in it each file begins with ``#= path``, the
lines below being its content. ``#~ code`` at the end of a line is the complaint expected there (``#~ code@5`` also
gives its column; several are parted by commas) and is taken away before the file is read; beside a path it is a
complaint about the file, or about its folder. The examples that a new office begins with lie in the folder too.
Nothing else may be complained about.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from docgen.diagnostics import Diagnostic, render_text
from docgen.records import Dossier, examples, load_dossier

HERE = Path(__file__).parent
_MARK = re.compile(r"[ \t]*#~(.*)$")


class Expected(NamedTuple):
    file: str
    line: int
    code: str
    column: int | None


class Case(NamedTuple):
    title: str
    files: dict[str, bytes]
    expected: tuple[Expected, ...]


def _case(lines: list[str]) -> Case:
    files: dict[str, list[str]] = {}
    expected = []
    file, number = "", 0
    for line in lines[1:]:
        bare = _MARK.sub("", line)
        if bare.startswith("#= "):
            file, number = bare.removeprefix("#= "), 0
            files[file] = []
        else:
            number += 1
            files[file].append(bare)
        found = _MARK.search(line)
        for mark in found[1].split(",") if found else ():
            code, _, column = mark.strip().partition("@")
            expected.append(Expected(file, number, code, int(column) if column else None))
    content = {name: "\n".join(text).encode("utf-8") for name, text in files.items()}
    return Case(lines[0].removeprefix("#== "), content, tuple(expected))


def _cases() -> list[Case]:
    cases: list[Case] = []
    for path in sorted(HERE.glob("*.yaml")):
        lines = path.read_text(encoding="utf-8").split("\n")
        starts = [number for number, line in enumerate(lines) if line.startswith("#== ")]
        cases += [_case(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return cases


def load(case: Case) -> tuple[Dossier, list[Diagnostic]]:
    good = {f"records/{name}": text.encode("utf-8") for name, text in examples().items()}
    return load_dossier({**good, **case.files})


def _place(item: Diagnostic, case: Case) -> tuple[str, int, str]:
    """The folder of a complaint about a folder stands for the first of its files."""
    inside = [name for name in case.files if name.startswith(f"{item.span.file}/")]
    return (inside[0] if inside else item.span.file, item.span.line, item.rule.code)


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.title)
def test_every_mistake_is_told_at_its_place_and_nothing_else_is(case: Case) -> None:
    dossier, complaints = load(case)
    report = render_text(complaints, dossier.sources)
    told = Counter(_place(item, case) for item in complaints)
    assert told == Counter((item.file, item.line, item.code) for item in case.expected), report
    columns = {(item.span.file, item.span.line, item.rule.code, item.span.column) for item in complaints}
    assert {tuple(item) for item in case.expected if item.column is not None} <= {
        (file, line, code, column) for file, line, code, column in columns
    }, report


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.title)
def test_every_complaint_says_what_to_do(case: Case) -> None:
    assert all(item.hints and item.message for item in load(case)[1])


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.title)
def test_what_is_in_the_dossier_is_right_and_every_reference_in_it_resolves(case: Case) -> None:
    dossier, complaints = load(case)
    assert not dossier.complained_about(complaints)
    assert dossier.without(()).left_out == dossier.left_out
