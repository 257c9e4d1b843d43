"""Papers turned into pages by LibreOffice: what only a page can show."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.shipped import shipped_office, shipped_paper

PAPERS = [
    "ke_hoach_lien_tich/khlt_2016",
    "danh_sach_khen_thuong/2016",
    "danh_sach_khen_thuong/2020",
    "noi_quy/ax001",
    "noi_quy/ct012",
    "noi_quy/hx003",
    "noi_quy/mth001",
    "noi_quy/mth010",
    "quy_che_phoi_hop/ccn_co_le",
    "quy_che_phoi_hop/kcn_my_thuan",
]

Pages = list[str]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Pages]:
    """The text of every page of each paper, laid out as on the page."""
    folder = tmp_path_factory.mktemp("pages")
    files = {name: folder / f"{name.replace('/', '-')}.docx" for name in PAPERS}
    for name, file in files.items():
        file.write_bytes(shipped_paper(name).data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files.values())], check=True, capture_output=True, timeout=300)
    return {name: _pages(file.with_suffix(".pdf")) for name, file in files.items()}


def _pages(file: Path) -> Pages:
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, timeout=60)
    return done.stdout.decode("utf-8").split("\f")[:-1]


@pytest.mark.parametrize("name", PAPERS)
def test_no_page_is_blank(pages: Mapping[str, Pages], name: str) -> None:
    assert pages[name]
    assert not [number for number, page in enumerate(pages[name], start=1) if len(page.split()) < 12]


@pytest.mark.parametrize("name", PAPERS)
def test_every_page_but_the_first_of_a_section_is_numbered_at_the_top(pages: Mapping[str, Pages], name: str) -> None:
    numbers = [_number_at_top(page) for page in pages[name]]
    firsts = [position for position, number in enumerate(numbers) if number is None]
    assert firsts[0] == 0
    assert len(firsts) <= 2
    expected = 1
    for number in numbers:
        expected = 1 if number is None else expected + 1
        assert number in (None, expected)


@pytest.mark.parametrize("name", PAPERS)
def test_the_signature_never_stands_alone_on_a_page(pages: Mapping[str, Pages], name: str) -> None:
    signer = shipped_paper(name).document.fields["van_ban"]["chu_ky"][-1]["ho_ten"]
    page = next(page for page in reversed(pages[name]) if signer in page)
    before = page[: page.index(signer)].split()
    assert len(before) > 30


@pytest.mark.parametrize("name", ["danh_sach_khen_thuong/2016", "danh_sach_khen_thuong/2020"])
def test_the_header_row_of_a_list_is_repeated_on_every_page(pages: Mapping[str, Pages], name: str) -> None:
    with_rows = [page for page in pages[name] if re.search(r"^ *\d+ .*\d{3}\.000", page, re.MULTILINE)]
    assert len(with_rows) >= 4
    assert not [page for page in with_rows if "STT" not in page]


def test_the_quoc_hieu_stands_on_one_line_whatever_stands_at_its_left(pages: Mapping[str, Pages]) -> None:
    for name in PAPERS:
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[name][0], name


def test_the_longest_name_is_printed_whole(pages: Mapping[str, Pages]) -> None:
    name = shipped_office().dossier.enterprises["hx003"].value.name
    words = " ".join(" ".join(pages["noi_quy/hx003"]).split())
    assert len(name) == 180
    assert name in words


def _number_at_top(page: str) -> int | None:
    first = next(line for line in page.splitlines() if line.strip()).strip()
    return int(first) if first.isdigit() else None
