"""A small office in a temporary folder, and the command line to call on it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from docgen.cli.main import run
from tests.support.attacked import Limited

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    """What a command printed and its exit status."""

    code: int
    out: str
    err: str


Command = Callable[..., Answer]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office of three enterprises, two parks (one meets the standard), one plan, one list, the real templates.

    All of these but the giấy khen, of which there would be one for each entry of the list.
    """
    folder = tmp_path / "van_phong"
    shutil.copytree(REPOSITORY / "tests/dossiers/nho/records", folder / "records")
    shutil.copytree(REPOSITORY / "templates", folder / "templates", ignore=shutil.ignore_patterns("giay_khen"))
    return folder


@pytest.fixture
def docgen(capsys: pytest.CaptureFixture[str]) -> Command:
    """Call ``docgen WORDS…`` within this process."""

    def call(*words: str | Path) -> Answer:
        code = run([str(word) for word in words])
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return call


@pytest.fixture
def program() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a Python program of its own in the checkout."""

    def call(source: str, *words: str | Path, **settings: object) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-c", source, *map(str, words)]
        return subprocess.run(command, check=False, capture_output=True, cwd=REPOSITORY, timeout=300)

    return call


@pytest.fixture(scope="session")
def limited() -> Iterator[Limited]:
    """Call ``docgen WORDS…`` in a process of its own that may take 20 s and 600 MB."""
    server = Limited()
    yield server
    server.close()


@pytest.fixture
def bare_office(tmp_path: Path) -> Path:
    """The small office with the regulation as its only document type."""
    folder = tmp_path / "van_phong"
    shutil.copytree(REPOSITORY / "tests/dossiers/nho/records", folder / "records")
    for name in ("noi_quy", "dieu_khoan", "the_thuc"):
        shutil.copytree(REPOSITORY / "templates" / name, folder / "templates" / name)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return the papers below a folder (not docgen's own hidden files) by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }
