"""All certificates of the shipped records, judged and read by programs that we did not write."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from tests.support.certificates import findings, reading_order
from tests.support.shipped import shipped_papers

needs_qpdf = pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
needs_poppler = pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler is not installed")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("certificates")
    papers = shipped_papers("giay_cong_nhan")
    for number, paper in enumerate(papers):
        (folder / f"{number}.pdf").write_bytes(paper.data)
    return sorted(folder.iterdir())


def test_nothing_is_found_against_any_shipped_certificate(made: list[Path]) -> None:
    assert len(made) >= 2
    assert {path.name: findings(path.read_bytes()) for path in made} == {path.name: [] for path in made}


@needs_qpdf
def test_every_file_is_whole(made: list[Path]) -> None:
    for path in made:
        checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        assert "No syntax or stream encoding errors" in checked.stdout


@needs_poppler
def test_every_font_is_embedded_as_a_subset_with_its_meaning(made: list[Path]) -> None:
    for path in made:
        lines = _said("pdffonts", path).splitlines()[2:]
        assert lines
        for line in lines:
            assert line.split()[-5:-2] == ["yes", "yes", "yes"], line


@needs_poppler
def test_another_reader_gets_the_very_words_in_the_same_order(made: list[Path]) -> None:
    for path in made:
        spoken = [word for _, text in reading_order(path.read_bytes()) for word in text.split()]
        read = _said("pdftotext", "-raw", path, "-")
        assert read == unicodedata.normalize("NFC", read)
        assert read.split() == spoken


def _said(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
