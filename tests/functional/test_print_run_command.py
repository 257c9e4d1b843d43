"""``docgen build --gop``: one file for the printer and a sheet to follow the signing, kept like papers."""

from __future__ import annotations

import shutil
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

from tests.functional.conftest import REPOSITORY, Command
from tests.support.certificates import findings

PRINTED = "output/giay_cong_nhan/ban_in-tat_ca.pdf"
SHEET = "output/giay_cong_nhan/theo_doi-tat_ca.xlsx"


def test_the_file_has_a_page_for_each_certificate_and_the_sheet_a_row_in_the_same_order(
    office: Path, docgen: Command
) -> None:
    answer = docgen("--thu-muc", office, "build", "giay-cong-nhan", "--gop")
    assert answer.code == 0
    assert "ban_in-tat_ca.pdf" in answer.out
    assert "theo_doi-tat_ca.xlsx" in answer.out
    alone = [path for path in sorted((office / "output/giay_cong_nhan").rglob("*.pdf")) if "ban_in" not in path.name]
    pages = PdfReader(office / PRINTED).pages
    assert len(pages) == len(alone) >= 1
    rows = list(load_workbook(office / SHEET).worksheets[0].iter_rows(values_only=True))
    assert rows[0][:4] == ("STT", "Số vào sổ", "Tên ghi trên giấy", "Trang trong tệp in")
    assert len(rows) == len(pages) + 1
    for row, page in zip(rows[1:], pages, strict=True):
        text = " ".join(page.extract_text().split())
        assert str(row[2]) in text
        assert not row[1] or str(row[1]) in text
        assert not any(row[4:])


def test_a_sheet_that_was_filled_in_by_hand_is_kept_and_the_new_one_put_beside_it(
    office: Path, docgen: Command
) -> None:
    assert docgen("--thu-muc", office, "build", "giay-cong-nhan", "--gop").code == 0
    book = load_workbook(office / SHEET)
    book.worksheets[0]["E2"] = "20/6/2017"
    book.save(office / SHEET)
    assert docgen("--thu-muc", office, "build", "giay-cong-nhan", "--gop").code == 0
    assert load_workbook(office / SHEET).worksheets[0]["E2"].value == "20/6/2017"


def test_a_later_run_for_all_papers_does_not_call_the_file_superfluous(office: Path, docgen: Command) -> None:
    assert docgen("--thu-muc", office, "build", "--gop").code == 0
    assert (office / PRINTED).exists()
    assert "ban_in" not in docgen("--thu-muc", office, "build").out
    assert "ban_in" not in docgen("--thu-muc", office, "status").out


def test_the_sheets_are_larger_where_they_will_be_cut(office: Path, docgen: Command) -> None:
    assert docgen("--thu-muc", office, "build", "giay-cong-nhan", "--gop", "--xen").code == 0
    page = PdfReader(office / PRINTED).pages[0]
    assert float(page.mediabox.width) > float(page.trimbox.width)


def test_it_is_for_what_is_drawn_and_for_real(office: Path, docgen: Command) -> None:
    for words in (("noi-quy", "--gop"), ("giay-cong-nhan", "--xen"), ("giay-cong-nhan", "--gop", "--thu")):
        answer = docgen("--thu-muc", office, "build", *words)
        assert answer.code == 2
        assert answer.err
    assert not (office / "output").exists()


def test_each_entry_of_the_list_gets_its_own_paper_and_all_of_them_go_to_the_printer(
    office: Path, docgen: Command
) -> None:
    shutil.copytree(REPOSITORY / "templates/giay_khen", office / "templates/giay_khen")
    assert docgen("--thu-muc", office, "build", "giay-khen", "--gop").code == 0
    folder = office / "output/giay_khen"
    alone = sorted((folder / "2017").glob("*.pdf"))
    assert len(alone) == 3
    texts = ["".join(page.extract_text() for page in PdfReader(path).pages) for path in alone]
    for name in ("Tổ bảo vệ số 1", "Ông Trần Văn Bảo Mẫu", "Bà Đỗ Thị An Mẫu"):
        assert sum(name in text for text in texts) == 1
    for path in (*alone, folder / "ban_in-tat_ca.pdf"):
        assert findings(path.read_bytes()) == []
    pages = [page.extract_text() for page in PdfReader(folder / "ban_in-tat_ca.pdf").pages]
    assert [next(name for name in ("Tổ bảo vệ", "Bảo Mẫu", "An Mẫu") if name in page) for page in pages] == [
        "Tổ bảo vệ",
        "An Mẫu",
        "Bảo Mẫu",
    ]
