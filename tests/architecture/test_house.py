"""The measures of a good room: floors, sizes, names, style, types."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

LONGEST_FILE = 350
LONGEST_FUNCTION = 40
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def _modules(repository: Path) -> list[Path]:
    return sorted((repository / "docgen").rglob("*.py"))


def _run(repository: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


def test_imports_point_down_and_each_library_is_known_to_its_room(repository: Path) -> None:
    program = str(Path(sys.executable).with_name("lint-imports"))
    _run(repository, program, "--config", "pyproject.toml", "--no-cache")


def test_all_code_is_typed_strictly(repository: Path, tmp_path: Path) -> None:
    _run(repository, sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path))


def test_all_code_is_in_style(repository: Path) -> None:
    _run(repository, sys.executable, "-m", "ruff", "check", "--no-cache", ".")
    _run(repository, sys.executable, "-m", "ruff", "format", "--no-cache", "--check", ".")


def test_no_file_is_longer_than_a_subject_needs(repository: Path) -> None:
    long = {str(path): count for path in _modules(repository) if (count := _length(path)) > LONGEST_FILE}
    assert not long


def test_no_function_is_longer_than_a_page(repository: Path) -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path in _modules(repository)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_no_module_has_a_name_that_says_nothing(repository: Path) -> None:
    assert not [str(path) for path in _modules(repository) if path.stem in EMPTY_NAMES]


def test_room_fronts_hold_a_docstring_and_reexports_only(repository: Path) -> None:
    allowed = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)
    for path in _modules(repository):
        if path.name != "__init__.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"{path} says nothing of its room"
        others = [node for node in tree.body[1:] if not isinstance(node, allowed)]
        assert not others, f"{path}:{others[0].lineno} defines something"


@pytest.mark.parametrize("mark", ["TO" + "DO", "FIX" + "ME", "X" * 3, "NotImplemented" + "Error"])
def test_nothing_is_left_unfinished(repository: Path, mark: str) -> None:
    assert not [str(path) for path in _modules(repository) if mark in path.read_text(encoding="utf-8")]


def _length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
