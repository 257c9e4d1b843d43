"""Bad input with the expected complaint beside it.

Each ``*.yaml`` file here holds cases. A case begins with ``#= Model | title``, the model being one of
``docgen.model``; the lines below are what a clerk wrote. ``#~ code`` at the end of a line is the complaint expected
there (``#~ code@5`` also gives its column; several are parted by commas) and is taken away before the text is read.
A complaint about the whole file stands on the first line of the case. ``<U+0009>`` is the character of that number,
where an editor would hide or change it. Nothing else may be complained about.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import docgen.model
from docgen.diagnostics import Diagnostic, render_text
from docgen.schema import bind, compose, decode

HERE = Path(__file__).parent
_CHARACTER = re.compile("<U\\+([0-9A-F]{4,6})>")
_MARK = re.compile(r"[ \t]*#~(.*)$")


class Expected(NamedTuple):
    line: int
    code: str
    column: int | None


class Case(NamedTuple):
    name: str
    model: str
    text: str
    expected: tuple[Expected, ...]


def _case(lines: list[str], file: str) -> Case:
    model, _, title = _MARK.sub("", lines[0]).removeprefix("#= ").partition(" | ")
    expected = []
    for number, line in enumerate(lines):
        found = _MARK.search(line)
        for mark in found[1].split(",") if found else ():
            code, _, column = mark.strip().partition("@")
            expected.append(Expected(number + 1 if number else 0, code, int(column) if column else None))
    text = _CHARACTER.sub(lambda found: chr(int(found[1], 16)), "\n".join(_MARK.sub("", line) for line in lines))
    return Case(f"{file}: {title}", model, text + "\n", tuple(expected))


def _cases() -> list[Case]:
    cases: list[Case] = []
    for path in sorted(HERE.glob("*.yaml")):
        lines = path.read_text(encoding="utf-8").split("\n")
        starts = [number for number, line in enumerate(lines) if line.startswith("#= ")]
        ends = [*starts[1:], len(lines)]
        cases += [_case(lines[start:end], path.stem) for start, end in zip(starts, ends, strict=True)]
    return cases


def complaints_about(text: str, model: str) -> list[Diagnostic]:
    decoded, complaints = decode(text.encode("utf-8"), "tep.yaml")
    assert decoded is not None
    node, found = compose(decoded, "tep.yaml")
    complaints += found
    if node is not None:
        bound, _, found = bind(node, getattr(docgen.model, model))
        complaints += found
        assert bound is None or not found
        assert bound is not None or complaints
    return list(dict.fromkeys(complaints))


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_every_mistake_is_told_at_its_place_and_nothing_else_is(case: Case) -> None:
    complaints = complaints_about(case.text, case.model)
    report = render_text(complaints, {"tep.yaml": case.text})
    told = Counter((item.span.line, item.rule.code) for item in complaints)
    assert told == Counter((item.line, item.code) for item in case.expected), report
    columns = {(item.span.line, item.rule.code, item.span.column) for item in complaints}
    wanted = {(item.line, item.code, item.column) for item in case.expected if item.column is not None}
    assert wanted <= columns, report


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_every_complaint_says_what_to_do_in_good_vietnamese(case: Case) -> None:
    for item in complaints_about(case.text, case.model):
        assert item.hints
        for words in (item.message, *item.hints):
            assert words.strip()
            assert unicodedata.is_normalized("NFC", words)
            assert not re.search(r"\{\w+\}", words)


def test_there_are_many_different_mistakes() -> None:
    assert len({item.code for case in _cases() for item in case.expected}) >= 45
