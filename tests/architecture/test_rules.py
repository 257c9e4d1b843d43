"""Every rule has one code of its own and at least one test that shows it."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import docgen
from docgen.diagnostics import Rule


def _rules() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for info in pkgutil.walk_packages(docgen.__path__, "docgen."):
        if not info.name.rsplit(".", 1)[-1].startswith("complaints"):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if isinstance(value, Rule):
                found.setdefault(value.code, []).append(f"{info.name}.{name}")
    return found


def test_there_are_rules_in_several_rooms() -> None:
    rooms = {place.split(".")[1] for places in _rules().values() for place in places}
    assert {"schema", "records", "review", "composition", "word", "pdf"} <= rooms


def test_no_code_is_given_twice() -> None:
    assert not {code: places for code, places in _rules().items() if len(places) > 1}


def test_every_rule_is_shown_by_a_test(repository: Path) -> None:
    texts = [
        path.read_text(encoding="utf-8", errors="replace")
        for path in (repository / "tests").rglob("*")
        if path.suffix in {".py", ".yaml", ".txt"} and "architecture" not in path.parts
    ]
    shown = "\n".join(texts)
    silent = [
        code for code, places in _rules().items() if code not in shown and places[0].rsplit(".", 1)[-1] not in shown
    ]
    assert not silent
