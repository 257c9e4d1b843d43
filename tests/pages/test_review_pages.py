"""The list of a park's reviewed regulations as pages: sixty enterprises, some with names and findings without end."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from docgen.composition import ParkReview, ReviewRowView, Subject, SubjectKind, compose_review
from tests.support.shipped import shipped_office

ROWS = 60
LONGEST = 30


def _row(position: int) -> ReviewRowView:
    long = position % 9 == 0
    name = f"Công ty TNHH Số{position} " + (
        "Sản xuất, Thương mại và Dịch vụ Xuất nhập khẩu " * 4 if long else "May mặc"
    )
    findings = LONGEST if position == ROWS // 2 else position % 4
    return ReviewRowView(
        position=position,
        id=f"dn{position:03}",
        name=name,
        regulation=f"{position:02}/QĐ-{'KHONGDAUCACH' * 3 if long else 'DN'} ngày 20/6/2016",
        result="phải bổ sung",
        clauses=tuple(f"- Thiếu: Điều {number} «Hệ thống camera giám sát»;" for number in range(findings)),
        reasons=("- Có camera giám sát: có;",),
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    checked = shipped_office()
    subject = Subject(SubjectKind.REVIEWED_PARK, "kcn_bao_minh", 2026, "kcn_bao_minh")
    review = ParkReview(date(2026, 6, 15), tuple(map(_row, range(1, ROWS + 1))), {"phải bổ sung": ROWS})
    document, found = compose_review(checked.types["ra_soat"], subject, checked.dossier, review)
    assert document is not None, found
    folder = tmp_path_factory.mktemp("ra_soat")
    file: Path = folder / "danh_sach.docx"
    file.write_bytes(checked.engines["ra_soat"].make(document.fields))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    done = subprocess.run(
        ["pdftotext", "-layout", str(file.with_suffix(".pdf")), "-"], check=True, capture_output=True, timeout=60
    )
    return done.stdout.decode("utf-8").split("\f")[:-1]


def test_the_headings_stand_on_every_page_of_the_table(pages: list[str]) -> None:
    assert len(pages) > 4
    assert all("Tên doanh nghiệp" in page and "Lý do" in page for page in pages if re.search(r"Số\d+", page))


def test_every_enterprise_is_there_and_no_page_is_almost_empty(pages: list[str]) -> None:
    whole = " ".join(pages)
    assert [number for number in range(1, ROWS + 1) if not re.search(rf"Số{number}\b", whole)] == []
    assert not [number for number, page in enumerate(pages, start=1) if len(page.split()) < 25]


def test_the_signature_and_the_recipients_stand_together_after_the_total(pages: list[str]) -> None:
    last = pages[-1]
    assert "Nơi nhận" in last
    assert "TRƯỞNG BAN" in last
    assert "Danh sách gồm 60 doanh nghiệp" in last
