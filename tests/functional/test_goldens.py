"""Finished papers and templates against readable dumps that a person has looked at."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.support.dump import dump_docx, dump_pdf
from tests.support.shipped import shipped_paper

WORD_PAPERS = [
    "ke_hoach_lien_tich/khlt_2016",
    "danh_sach_khen_thuong/2016",
    "noi_quy/ax001",
    "noi_quy/bm005",
    "noi_quy/ct012",
    "noi_quy/hx003",
    "noi_quy/hx010",
    "noi_quy/mth001",
    "noi_quy/mth002",
    "noi_quy/mth010",
    "quy_che_phoi_hop/ccn_co_le",
    "quy_che_phoi_hop/kcn_bao_minh",
    "quy_che_phoi_hop/kcn_my_thuan",
]
CERTIFICATES = ["giay_cong_nhan/2016_kcn_bao_minh", "giay_cong_nhan/2020_kcn_bao_minh"]
TEMPLATES = ["ke_hoach_lien_tich", "noi_quy", "quy_che_phoi_hop", "danh_sach_khen_thuong"]


@pytest.mark.parametrize("name", WORD_PAPERS)
def test_a_word_paper_says_what_its_golden_says(name: str, repository: Path, update_goldens: bool) -> None:
    _compare(dump_docx(shipped_paper(name).data), repository / "tests/golden" / f"{name}.txt", update_goldens)


@pytest.mark.parametrize("name", CERTIFICATES)
def test_a_certificate_says_what_its_golden_says(name: str, repository: Path, update_goldens: bool) -> None:
    _compare(dump_pdf(shipped_paper(name).data), repository / "tests/golden" / f"{name}.txt", update_goldens)


@pytest.mark.parametrize("type_id", TEMPLATES)
def test_the_readable_dump_of_a_template_is_true(type_id: str, repository: Path, update_goldens: bool) -> None:
    data = (repository / "templates" / type_id / "mau.docx").read_bytes()
    _compare(dump_docx(data), repository / "tests/golden" / type_id / "mau.txt", update_goldens)


def _compare(found: str, golden: Path, update: bool) -> None:
    if update:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(found, encoding="utf-8", newline="\n")
        return
    expected = golden.read_text(encoding="utf-8")
    difference = difflib.unified_diff(expected.splitlines(), found.splitlines(), str(golden), "made now", lineterm="")
    assert found == expected, "\n".join(difference)
