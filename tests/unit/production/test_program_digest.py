"""Papers are made again when anything of the program changes: its code, a font, a table of widths."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import docgen
from docgen.production import program_digest as module

PACKAGE = Path(docgen.__file__).parent


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program whose digest is asked for."""
    copy = tmp_path / "docgen"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(docgen, "__file__", str(copy / "__init__.py"))
    return copy


def _digest(*rooms: str) -> bytes:
    return module.program_digest.__wrapped__(*rooms)


@pytest.mark.parametrize(
    "name", ["pdf/fonts/LiberationSerif-Bold.ttf", "layout/times_widths.json", "pdf/page.py", "word/archive.py"]
)
def test_a_changed_file_of_any_kind_makes_another_program(program: Path, name: str) -> None:
    before, room = _digest(), name.split("/")[0]
    before_room, other = _digest(room), _digest("vietnamese")
    with (program / name).open("ab") as file:
        file.write(b" ")
    assert _digest() != before
    assert _digest(room) != before_room
    assert _digest("vietnamese") == other


def test_what_python_compiles_for_itself_is_not_the_program(program: Path) -> None:
    before = _digest()
    (program / "pdf" / "__pycache__").mkdir()
    (program / "pdf" / "__pycache__" / "page.cpython-311.pyc").write_bytes(b"compiled")
    assert _digest() == before
