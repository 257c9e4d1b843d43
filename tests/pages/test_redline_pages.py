"""A redline as LibreOffice shows it: both papers' words on the pages, changes visible."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docgen.comparison import Redline, compare
from tests.support.hand_edits import edited_by_hand
from tests.support.shipped import shipped_paper


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The pages of a redline of two regulations, one of them edited by hand, as text."""
    folder = tmp_path_factory.mktemp("redline")
    new = edited_by_hand(shipped_paper("noi_quy/ct012").data, 11, 10)
    redline = compare(shipped_paper("noi_quy/ax001").data, new, "cu.docx", "moi.docx")
    assert isinstance(redline, Redline)
    file = folder / "redline.docx"
    file.write_bytes(redline.data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return _text(file.with_suffix(".pdf"))


def _text(file: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True, timeout=60)
    return " ".join(done.stdout.decode("utf-8").split())


def test_words_of_both_papers_are_on_the_pages(text: str) -> None:
    assert "DNTN Cò Vàng" in text
    assert "Bích Thượng Đông" in text


def test_the_pages_hold_the_whole_paper(text: str) -> None:
    assert "QUYẾT ĐỊNH" in text
    assert "Hiệu lực và sửa đổi, bổ sung" in text
