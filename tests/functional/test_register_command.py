"""``docgen register`` and the numbers of certificates: each given once, kept for ever, told from yesterday's copy."""

from __future__ import annotations

import io
import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.functional.conftest import Answer, Command, tree
from tests.support.certified_office import printed_serials, write_office, write_year

HEAD = re.compile(r"đầu sổ (\d+:[0-9a-f]{64})")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user of its own for each test."""
    folder = tmp_path / "nguoi_dung"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture
def parks(tmp_path: Path) -> Path:
    """An office of five recognised parks without numbers, and one of 2017 with the number 01."""
    return write_office(tmp_path / "van_phong", 5)


@pytest.fixture
def with_register(parks: Path, docgen: Command) -> Path:
    """The same with a register."""
    assert docgen("--thu-muc", parks, "register", "new").code == 0
    return parks


def head_of(answer: Answer) -> str:
    found = HEAD.search(answer.out)
    assert found is not None, answer
    return found[1]


def numbers_in(text: str) -> list[str]:
    return re.findall(r"^(\d+/\d{4}/\S+)", text, re.MULTILINE)


# Founding --------------------------------------------------------------------------------------------------------


def test_an_office_without_a_register_is_told_how_to_found_one(docgen: Command, parks: Path) -> None:
    for words in (["list"], ["show", "01"], ["verify"], ["export", "so.xlsx"], ["import", __file__]):
        answer = docgen("register", *words, "--thu-muc", parks)
        assert answer.code == 2, words
        assert "docgen register new" in answer.err
    assert not (parks / "so_cap_giay").exists()


def test_founding_takes_over_the_numbers_typed_in_the_records(docgen: Command, tmp_path: Path) -> None:
    office = write_office(tmp_path / "van_phong", 4, {1: 3, 2: 7})
    answer = docgen("register", "new", "--thu-muc", office)
    assert answer.code == 0
    assert "nhận 3 số" in answer.out
    assert "[so-cu-thieu]" in answer.err
    assert "01, 02, 04, 05, 06" in answer.err
    assert docgen("build", "giay-cong-nhan", "--thu-muc", office).code == 0
    serials = printed_serials(office / "output")
    assert serials == {
        "khu_01": "03/2019/GCN-ATANTT",
        "khu_02": "07/2019/GCN-ATANTT",
        "khu_03": "08/2019/GCN-ATANTT",
        "khu_04": "09/2019/GCN-ATANTT",
    }


def test_a_second_founding_changes_nothing(docgen: Command, with_register: Path) -> None:
    before = (with_register / "so_cap_giay/so_cap_giay.sqlite").read_bytes()
    answer = docgen("register", "new", "--thu-muc", with_register)
    assert answer.code == 2
    assert "đã có" in answer.err
    assert (with_register / "so_cap_giay/so_cap_giay.sqlite").read_bytes() == before


def test_a_start_number_goes_on_from_the_paper_book(docgen: Command, parks: Path) -> None:
    assert docgen("register", "new", "--so-dau", "2019=15", "--thu-muc", parks).code == 0
    assert docgen("build", "giay-cong-nhan", "--thu-muc", parks).code == 0
    assert printed_serials(parks / "output")["khu_01"] == "15/2019/GCN-ATANTT"


@pytest.mark.parametrize("word", ["2019", "2019=0", "mười lăm", "2019=-1", "=5"])
def test_a_start_number_that_is_none_is_refused(docgen: Command, parks: Path, word: str) -> None:
    answer = docgen("register", "new", "--so-dau", word, "--thu-muc", parks)
    assert answer.code == 2
    assert "ví dụ 2026=15" in answer.err
    assert not (parks / "so_cap_giay").exists()


def test_a_start_number_below_a_typed_one_is_refused(docgen: Command, tmp_path: Path) -> None:
    office = write_office(tmp_path / "van_phong", 2, {1: 7})
    answer = docgen("register", "new", "--so-dau", "2019=5", "--thu-muc", office)
    assert answer.code == 1
    assert "[so-dau-sai]" in answer.err
    assert not (office / "so_cap_giay").exists()


# Building --------------------------------------------------------------------------------------------------------


def test_without_a_register_numbers_are_those_of_the_records(docgen: Command, parks: Path) -> None:
    assert docgen("build", "--thu-muc", parks).code == 0
    assert set(printed_serials(parks / "output").values()) == {""}
    assert printed_serials(parks / "output", 2017) == {"kcn_bao_minh": "01/2017/GCN-ATANTT"}
    assert not (parks / "so_cap_giay").exists()


def test_a_run_gives_numbers_in_the_order_of_names_and_the_next_run_the_same(
    docgen: Command, with_register: Path
) -> None:
    first = docgen("build", "giay-cong-nhan", "--thu-muc", with_register)
    assert "đã ghi 5 số mới" in first.out
    papers = tree(with_register / "output")
    assert list(printed_serials(with_register / "output").values()) == [
        f"{at:02d}/2019/GCN-ATANTT" for at in range(1, 6)
    ]
    again = docgen("build", "giay-cong-nhan", "--thu-muc", with_register, "--lam-lai")
    assert head_of(again) == head_of(first)
    shutil.rmtree(with_register / "output")
    assert docgen("build", "giay-cong-nhan", "--thu-muc", with_register).code == 0
    assert tree(with_register / "output") == papers


def test_a_selection_gives_numbers_to_nobody_else(docgen: Command, with_register: Path) -> None:
    assert docgen("build", "giay-cong-nhan", "--khu", "khu_04", "--thu-muc", with_register).code == 0
    assert printed_serials(with_register / "output") == {"khu_04": "01/2019/GCN-ATANTT"}
    assert docgen("build", "giay-cong-nhan", "--thu-muc", with_register).code == 0
    serials = printed_serials(with_register / "output")
    assert serials["khu_04"] == "01/2019/GCN-ATANTT"
    assert sorted(serials.values()) == [f"{at:02d}/2019/GCN-ATANTT" for at in range(1, 6)]


def test_a_trial_run_and_the_other_commands_give_no_number(docgen: Command, with_register: Path) -> None:
    before = head_of(docgen("register", "verify", "--thu-muc", with_register))
    trial = docgen("build", "giay-cong-nhan", "--thu", "--thu-muc", with_register)
    assert "sẽ cấp 5 số mới" in trial.out
    docgen("check", "--thu-muc", with_register)
    docgen("status", "--thu-muc", with_register)
    assert head_of(docgen("register", "verify", "--thu-muc", with_register)) == before


def test_papers_with_mistakes_stop_the_run_before_a_number_is_given(docgen: Command, with_register: Path) -> None:
    file = with_register / "records/khu/them.yaml"
    file.write_text(file.read_text("utf-8").replace("Thứ 03", "Thứ ☃ 03"), encoding="utf-8")
    before = head_of(docgen("register", "verify", "--thu-muc", with_register))
    assert docgen("build", "giay-cong-nhan", "--thu-muc", with_register).code == 1
    assert head_of(docgen("register", "verify", "--thu-muc", with_register)) == before
    answer = docgen("build", "giay-cong-nhan", "--thu-muc", with_register, "--bo-qua-loi")
    assert answer.code == 3
    assert sorted(printed_serials(with_register / "output").values()) == [
        f"{at:02d}/2019/GCN-ATANTT" for at in range(1, 5)
    ]


def test_a_paper_made_before_its_number_is_made_again_with_it(docgen: Command, parks: Path) -> None:
    assert docgen("build", "--thu-muc", parks).code == 0
    assert docgen("register", "new", "--thu-muc", parks).code == 0
    answer = docgen("build", "--thu-muc", parks)
    assert "Đã làm 5 văn bản" in answer.out
    assert "" not in printed_serials(parks / "output").values()
    assert re.search(r"^ +0  cũ vì bản ghi", docgen("status", "--thu-muc", parks).out, re.MULTILINE)


# Numbers typed in the records ------------------------------------------------------------------------------------


def test_a_typed_number_that_is_the_next_is_taken_over(docgen: Command, with_register: Path) -> None:
    write_year(with_register, range(1, 6), {5: 1})
    assert docgen("build", "giay-cong-nhan", "--thu-muc", with_register).code == 0
    serials = printed_serials(with_register / "output")
    assert serials["khu_05"] == "01/2019/GCN-ATANTT"
    assert sorted(serials.values()) == [f"{at:02d}/2019/GCN-ATANTT" for at in range(1, 6)]


@pytest.mark.parametrize(
    ("typed", "rule"),
    [({1: 2}, "so-khac-so-cap-giay"), ({6: 3}, "so-cua-giay-khac"), ({6: 9}, "so-nhay-coc")],
)
def test_a_typed_number_against_the_register_is_an_error_at_its_place(
    docgen: Command, tmp_path: Path, typed: dict[int, int], rule: str
) -> None:
    office = write_office(tmp_path / "van_phong", 6)
    write_year(office, range(1, 6))
    assert docgen("register", "new", "--thu-muc", office).code == 0
    assert docgen("build", "giay-cong-nhan", "--thu-muc", office).code == 0
    before = tree(office / "output")
    file = write_year(office, range(1, 7), typed)
    line = next(at for at, text in enumerate(file.read_text("utf-8").splitlines(), 1) if "so_vao_so" in text)
    answer = docgen("build", "giay-cong-nhan", "--thu-muc", office)
    assert answer.code == 1
    assert f"records/danh_gia/2019.yaml:{line}:18: lỗi [{rule}]" in answer.err
    assert tree(office / "output") == before
    assert f"[{rule}]" in docgen("check", "--thu-muc", office).err
    lenient = docgen("build", "giay-cong-nhan", "--thu-muc", office, "--bo-qua-loi")
    assert lenient.code == 3
    assert "1 văn bản chưa làm được" in lenient.out


def test_another_way_to_write_numbers_is_data_and_cannot_change_once_numbers_are_given(
    docgen: Command, tmp_path: Path
) -> None:
    office = write_office(tmp_path / "van_phong", 2, more='mau_so: "{so3}-{ky_hieu}-{nam}"\n')
    assert docgen("register", "new", "--thu-muc", office).code == 0
    assert docgen("build", "giay-cong-nhan", "--thu-muc", office).code == 0
    assert numbers_in(docgen("register", "list", "--nam", "2019", "--thu-muc", office).out) == []
    assert "002-GCN-ATANTT-2019" in docgen("register", "list", "--thu-muc", office).out
    write_year(office, range(1, 3))
    answer = docgen("build", "giay-cong-nhan", "--thu-muc", office)
    assert answer.code == 1
    assert "[cach-viet-so-khac]" in answer.err


def test_numbers_go_on_over_the_years_where_the_year_is_not_printed(docgen: Command, tmp_path: Path) -> None:
    office = write_office(tmp_path / "van_phong", 2, more='mau_so: "{so4}/{ky_hieu}"\n')
    write_year(office, range(1, 3), more='mau_so: "{so4}/{ky_hieu}"\n', year=2020)
    assert docgen("register", "new", "--thu-muc", office).code == 0
    assert docgen("build", "giay-cong-nhan", "--thu-muc", office).code == 0
    told = docgen("register", "list", "--thu-muc", office).out
    assert re.findall(r"^(\d{4})/GCN-ATANTT", told, re.MULTILINE) == ["0001", "0002", "0003", "0004"]


def test_two_series_that_print_the_same_number_are_refused(docgen: Command, tmp_path: Path) -> None:
    office = write_office(tmp_path / "van_phong", 1, more='mau_so: "{so}/GCN"\n')
    file = write_year(office, range(1, 2), more='mau_so: "{so}/GCN"\n', year=2020)
    file.write_text(file.read_text("utf-8").replace("GCN-ATANTT", "KHAC"), encoding="utf-8")
    assert docgen("register", "new", "--thu-muc", office).code == 0
    answer = docgen("build", "giay-cong-nhan", "--thu-muc", office)
    assert answer.code == 1
    assert "[so-ghi-trung]" in answer.err


@pytest.mark.parametrize("pattern", ["{so}{so}", "{nam}", "{so7}/{nam}", "{so}/{thang}", "{so"])
def test_a_pattern_that_is_none_is_refused_with_its_line(docgen: Command, tmp_path: Path, pattern: str) -> None:
    office = write_office(tmp_path / "van_phong", 1, more=f'mau_so: "{pattern}"\n')
    answer = docgen("check", "--thu-muc", office)
    assert answer.code == 1
    assert "records/danh_gia/2019.yaml:6:" in answer.err
    assert "[gia-tri-sai]" in answer.err


# Cancelling and reissuing ----------------------------------------------------------------------------------------


def built(docgen: Command, office: Path) -> None:
    assert docgen("build", "giay-cong-nhan", "--thu-muc", office).code == 0


def cancelled(docgen: Command, office: Path, number: str = "02/2019/GCN-ATANTT") -> Answer:
    words = ("--ly-do", "Vi phạm quy định", "--quyet-dinh", "9/QĐ-UBND", "--ngay-quyet-dinh", "01/3/2020")
    return docgen("register", "cancel", number, *words, "--thu-muc", office)


def test_a_cancelled_certificate_stays_in_the_book_and_is_not_made_again(docgen: Command, with_register: Path) -> None:
    built(docgen, with_register)
    answer = cancelled(docgen, with_register, " 2/2019/gcn-atantt")
    assert answer.code == 0
    assert "02/2019/GCN-ATANTT" in answer.out
    shown = docgen("register", "show", "02/2019/GCN-ATANTT", "--thu-muc", with_register)
    assert "đã hủy (9/QĐ-UBND)" in shown.out
    assert "quyết định 9/QĐ-UBND ngày 01/3/2020; lý do: Vi phạm quy định" in shown.out
    shutil.rmtree(with_register / "output")
    again = docgen("build", "giay-cong-nhan", "--thu-muc", with_register)
    assert again.code == 0
    assert "Giấy đã hủy nên không làm nữa" in again.out
    assert "chưa ghi quyết định công nhận" not in again.out
    assert "khu_02" not in printed_serials(with_register / "output")
    assert "[giay-da-huy]" in docgen("check", "--thu-muc", with_register).err


def test_the_number_of_a_cancelled_certificate_is_never_given_again(docgen: Command, tmp_path: Path) -> None:
    office = write_office(tmp_path / "van_phong", 6)
    write_year(office, range(1, 6))
    docgen("register", "new", "--thu-muc", office)
    built(docgen, office)
    cancelled(docgen, office, "05/2019/GCN-ATANTT")
    write_year(office, [1, 2, 3, 4, 6])
    built(docgen, office)
    assert printed_serials(office / "output")["khu_06"] == "06/2019/GCN-ATANTT"


def test_a_reissued_certificate_has_the_next_number_and_names_the_old_one(docgen: Command, with_register: Path) -> None:
    built(docgen, with_register)
    answer = docgen("register", "reissue", "02/2019/GCN-ATANTT", "--ly-do", "Mất", "--thu-muc", with_register)
    assert answer.code == 0
    assert "Số mới là 06/2019/GCN-ATANTT" in answer.out
    built(docgen, with_register)
    assert printed_serials(with_register / "output")["khu_02"] == "06/2019/GCN-ATANTT"
    assert "đã cấp lại (06/2019/GCN-ATANTT)" in docgen("register", "list", "--thu-muc", with_register).out
    twice = docgen("register", "reissue", "02/2019/GCN-ATANTT", "--ly-do", "Mất", "--thu-muc", with_register)
    assert twice.code == 1
    assert "[giay-khong-con-hieu-luc]" in twice.err


def test_a_cancelled_certificate_can_be_issued_anew(docgen: Command, with_register: Path) -> None:
    built(docgen, with_register)
    cancelled(docgen, with_register)
    assert cancelled(docgen, with_register).code == 1
    words = ("--ly-do", "Đã khắc phục", "--quyet-dinh", "15/QĐ-UBND", "--thu-muc", with_register)
    assert docgen("register", "reissue", "02/2019/GCN-ATANTT", *words).code == 0
    built(docgen, with_register)
    assert printed_serials(with_register / "output")["khu_02"] == "06/2019/GCN-ATANTT"


def test_a_number_that_nobody_has_and_a_blank_reason_are_refused(docgen: Command, with_register: Path) -> None:
    built(docgen, with_register)
    before = head_of(docgen("register", "verify", "--thu-muc", with_register))
    answer = cancelled(docgen, with_register, "02/2018/GCN-ATANTT")
    assert answer.code == 1
    assert "[so-chua-cap]" in answer.err
    words = ("--ly-do", "  ", "--quyet-dinh", "9/QĐ", "--thu-muc", with_register)
    answer = docgen("register", "cancel", "02/2019/GCN-ATANTT", *words)
    assert answer.code == 1
    assert "[thieu-ly-do]" in answer.err
    assert docgen("register", "cancel", "02/2019/GCN-ATANTT", "--thu-muc", with_register).code == 2
    assert head_of(docgen("register", "verify", "--thu-muc", with_register)) == before


# Export and import -----------------------------------------------------------------------------------------------


def test_an_exported_book_founds_the_same_one_elsewhere(docgen: Command, with_register: Path, tmp_path: Path) -> None:
    built(docgen, with_register)
    cancelled(docgen, with_register)
    docgen("register", "reissue", "03/2019/GCN-ATANTT", "--ly-do", "Mất", "--thu-muc", with_register)
    docgen("register", "reissue", "02/2019/GCN-ATANTT", "--ly-do", "Sửa tên", "--thu-muc", with_register)
    sheet = tmp_path / "so.xlsx"
    assert docgen("register", "export", sheet, "--thu-muc", with_register).code == 0
    other = tmp_path / "noi_khac"
    shutil.copytree(with_register, other, ignore=shutil.ignore_patterns("so_cap_giay", "output"))
    assert docgen("register", "new", "--thu-muc", other).code == 0
    answer = docgen("register", "import", sheet, "--thu-muc", other)
    assert answer.code == 0, answer.err
    assert "Đã nhập 7 số; 1 số đã có trong sổ." in answer.out
    listed = docgen("register", "list", "--thu-muc", with_register).out.splitlines()[:-1]
    assert docgen("register", "list", "--thu-muc", other).out.splitlines()[:-1] == listed
    again = docgen("register", "import", sheet, "--thu-muc", other)
    assert "Đã nhập 0 số; 8 số đã có trong sổ." in again.out
    assert head_of(again) == head_of(answer)


def test_an_export_says_how_each_number_stands_and_where_the_book_is(
    docgen: Command, with_register: Path, tmp_path: Path
) -> None:
    built(docgen, with_register)
    cancelled(docgen, with_register)
    docgen("register", "reissue", "03/2019/GCN-ATANTT", "--ly-do", "Mất", "--thu-muc", with_register)
    answer = docgen("register", "export", tmp_path / "so.json", "--thu-muc", with_register)
    content = json.loads((tmp_path / "so.json").read_bytes())
    assert f"{content['so_dong']}:{content['dau_so']}" == head_of(answer)
    assert content["co_quan"] == "ubnd_tinh"
    by_number = {item["so"]: item for item in content["giay"]}
    assert by_number["01/2019/GCN-ATANTT"]["tinh_trang"] == "hieu_luc"
    assert by_number["02/2019/GCN-ATANTT"]["ly_do"] == "Vi phạm quy định; quyết định 9/QĐ-UBND"
    assert by_number["03/2019/GCN-ATANTT"]["ly_do"] == "đã cấp lại số 06/2019/GCN-ATANTT; Mất"
    assert by_number["06/2019/GCN-ATANTT"]["tinh_trang"] == "hieu_luc"
    again = docgen("register", "export", tmp_path / "so.json", "--thu-muc", with_register)
    assert again.code == 2
    assert "không ghi đè" in again.err


def paper_book(*rows: tuple[object, ...], headings: tuple[str, ...] = ("Số vào sổ", "Năm", "Tên")) -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Sổ"
    for row in (("Sổ cấp giấy công nhận",), headings, *rows):
        page.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_paper_book_moves_the_next_number_behind_it(docgen: Command, with_register: Path, tmp_path: Path) -> None:
    rows = [(f"{at:02d}/2019/GCN-ATANTT", 2019, f"Khu cũ {at}") for at in (1, 2, 3, 9)] + [
        (7, 2019, "Khu công nghiệp Thứ 02")
    ]
    (tmp_path / "so.xlsx").write_bytes(paper_book(*rows))
    trial = docgen("register", "import", tmp_path / "so.xlsx", "--thu", "--thu-muc", with_register)
    assert trial.code == 0
    assert "Đọc thử 5 số" in trial.out
    assert numbers_in(docgen("register", "list", "--nam", "2019", "--thu-muc", with_register).out) == []
    answer = docgen("register", "import", tmp_path / "so.xlsx", "--thu-muc", with_register)
    assert answer.code == 0, answer.err
    built(docgen, with_register)
    serials = printed_serials(with_register / "output")
    assert serials["khu_02"] == "07/2019/GCN-ATANTT"
    assert sorted(set(serials.values()) - {"07/2019/GCN-ATANTT"}) == [f"{at}/2019/GCN-ATANTT" for at in range(10, 14)]


def test_every_wrong_cell_is_told_at_once_and_nothing_is_taken(
    docgen: Command, with_register: Path, tmp_path: Path
) -> None:
    headings = ("Số vào sổ", "Năm", "Ký hiệu", "Mã", "Tên", "Ngày quyết định", "Tình trạng", "Lý do", "Thay cho số")
    rows = [
        ("01/2019/GCN-ATANTT", 2019, "", "khu_01", "", "", "", "", ""),
        ("không rõ", 2019, "", "", "Khu A", "", "", "", ""),
        ("", 2019, "", "", "Khu B", "", "", "", ""),
        ("03/2019/GCN-ATANTT", 2018, "", "", "Khu C", "", "", "", ""),
        (4, "", "", "", "Khu D", "", "", "", ""),
        (5, 2019, "", "khu_99", "Khu E", "", "", "", ""),
        (6, 2019, "", "", "", "", "", "", ""),
        (7, 2019, "", "", "Khu G", "18/13/2019", "", "", ""),
        (8, 2019, "", "", "Khu H", "", "chắc còn", "", ""),
        (9, 2019, "", "", "Khu I", "", "đã hủy", "", ""),
    ]
    (tmp_path / "so.xlsx").write_bytes(paper_book(*rows, headings=headings))
    before = head_of(docgen("register", "verify", "--thu-muc", with_register))
    answer = docgen("register", "import", tmp_path / "so.xlsx", "--thu-muc", with_register)
    assert answer.code == 1
    places = re.findall(r"^so.xlsx, trang «Sổ», ô ([A-Z]+\d+): lỗi \[(o-sai|o-de-trong)\]", answer.err, re.MULTILINE)
    assert sorted(places) == sorted(
        [
            ("A4", "o-sai"),
            ("A5", "o-de-trong"),
            ("A6", "o-sai"),
            ("B7", "o-de-trong"),
            ("D8", "o-sai"),
            ("E9", "o-de-trong"),
            ("F10", "o-sai"),
            ("G11", "o-sai"),
            ("H12", "o-de-trong"),
            ("G12", "o-de-trong"),
        ]
    )
    assert head_of(docgen("register", "verify", "--thu-muc", with_register)) == before


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (("01/2019/GCN-ATANTT", 2019, "Khu khác"), "so-cua-giay-khac"),
        (("09/2019/GCN-ATANTT", 2019, "Khu khác"), "so-nhay-coc"),
        (("06/2019/GCN-ATANTT", 2019, "Khu công nghiệp Thứ 01"), "hang-trung"),
    ],
)
def test_a_paper_book_against_the_register_is_refused_whole(
    docgen: Command, with_register: Path, tmp_path: Path, row: tuple[object, ...], rule: str
) -> None:
    built(docgen, with_register)
    good = ("06/2019/GCN-ATANTT" if rule != "hang-trung" else "07/2019/GCN-ATANTT", 2019, "Khu mới")
    (tmp_path / "so.xlsx").write_bytes(paper_book(good, row))
    before = head_of(docgen("register", "verify", "--thu-muc", with_register))
    answer = docgen("register", "import", tmp_path / "so.xlsx", "--thu-muc", with_register)
    assert answer.code == 1
    assert f"[{rule}]" in answer.err
    assert "ô A4" in answer.err
    assert head_of(docgen("register", "verify", "--thu-muc", with_register)) == before


def test_one_number_in_two_rows_is_refused(docgen: Command, with_register: Path, tmp_path: Path) -> None:
    (tmp_path / "so.xlsx").write_bytes(paper_book((1, 2019, "Khu A"), ("01/2019/GCN-ATANTT", 2019, "Khu B")))
    answer = docgen("register", "import", tmp_path / "so.xlsx", "--thu-muc", with_register)
    assert answer.code == 1
    assert "[hang-trung]: số 01/2019/GCN-ATANTT đã có ở trang «Sổ», ô A3" in answer.err


@pytest.mark.parametrize("data", [b"", b"khong phai excel", b"PK\x03\x04hong", paper_book(headings=("Số", "Tên"))])
def test_a_file_that_is_no_book_is_told_in_words(
    docgen: Command, with_register: Path, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "so.xlsx").write_bytes(data)
    answer = docgen("register", "import", tmp_path / "so.xlsx", "--thu-muc", with_register)
    assert answer.code == 1
    assert "[bang-khong-phai-so]" in answer.err
    assert "Traceback" not in answer.err


def test_values_of_the_book_are_text_in_the_exported_sheet(
    docgen: Command, with_register: Path, tmp_path: Path
) -> None:
    rows = [(1, 2019, "=HYPERLINK(1)"), (2, 2019, "<b>&{{ x }}</b>")]
    (tmp_path / "so.xlsx").write_bytes(paper_book(*rows))
    book = load_workbook(tmp_path / "so.xlsx")
    book.worksheets[0]["C3"].data_type = "s"
    book.save(tmp_path / "so.xlsx")
    assert docgen("register", "import", tmp_path / "so.xlsx", "--thu-muc", with_register).code == 0
    docgen("register", "export", tmp_path / "ra.xlsx", "--thu-muc", with_register)
    cells = {cell.value: cell.data_type for row in load_workbook(tmp_path / "ra.xlsx").worksheets[0] for cell in row}
    assert cells["=HYPERLINK(1)"] == "s"
    assert cells["<b>&{{ x }}</b>"] == "s"


# Copies of yesterday ---------------------------------------------------------------------------------------------


def put_back(office: Path, copy: Path, *, with_head: bool) -> None:
    for path in copy.iterdir():
        if path.suffix == ".sqlite" or with_head:
            shutil.copy(path, office / "so_cap_giay" / path.name)


@pytest.mark.parametrize("with_head", [False, True])
@pytest.mark.parametrize("same_user", [True, False])
def test_a_copy_of_last_week_is_told_apart(
    docgen: Command, with_register: Path, tmp_path: Path, state: Path, with_head: bool, same_user: bool
) -> None:
    """By the file beside it or by what this user remembers; where both are gone, by the head printed on paper."""
    shutil.copytree(with_register / "so_cap_giay", tmp_path / "tuan_truoc")
    built(docgen, with_register)
    printed = head_of(docgen("register", "verify", "--thu-muc", with_register))
    exported = tmp_path / "so.json"
    assert docgen("register", "export", exported, "--thu-muc", with_register).code == 0
    papers = tree(with_register / "output")
    put_back(with_register, tmp_path / "tuan_truoc", with_head=with_head)
    if not same_user:
        shutil.rmtree(state)
    if same_user or not with_head:
        for words in (["register", "verify"], ["build", "giay-cong-nhan"], ["register", "list"]):
            answer = docgen(*words, "--thu-muc", with_register)
            assert answer.code == 1, words
            assert "[so-cap-giay-ban-cu]" in answer.err
            assert "đây là bản cũ" in answer.err
            assert "Chép lại bản mới nhất" in answer.err
    for proof in (["--dau", printed], ["--so-voi", exported]):
        answer = docgen("register", "verify", *proof, "--thu-muc", with_register)
        assert answer.code == 1
        assert "[so-cap-giay-ban-cu]" in answer.err
    assert tree(with_register / "output") == papers


def test_a_copy_of_last_week_that_was_written_on_is_told_apart(
    docgen: Command, with_register: Path, tmp_path: Path
) -> None:
    shutil.copytree(with_register / "so_cap_giay", tmp_path / "tuan_truoc")
    built(docgen, with_register)
    answer = docgen("register", "reissue", "01/2017/GCN-ATANTT", "--ly-do", "Mất", "--thu-muc", with_register)
    assert answer.code == 0
    other = tmp_path / "khac"
    shutil.copytree(with_register, other, ignore=shutil.ignore_patterns("output"))
    put_back(other, tmp_path / "tuan_truoc", with_head=True)
    base = sqlite3.connect(other / "so_cap_giay/so_cap_giay.sqlite")
    base.execute("PRAGMA user_version")
    base.close()
    answer = docgen("build", "giay-cong-nhan", "--thu-muc", other)
    assert answer.code == 1
    assert "[so-cap-giay-ban-cu]" in answer.err


def test_a_register_that_is_gone_is_missed(docgen: Command, with_register: Path, tmp_path: Path) -> None:
    built(docgen, with_register)
    shutil.move(with_register / "so_cap_giay", tmp_path / "cat_di")
    for words in (["register", "verify"], ["build", "giay-cong-nhan"], ["register", "new"]):
        answer = docgen(*words, "--thu-muc", with_register)
        assert answer.code == 1, words
        assert "[so-cap-giay-mat]" in answer.err
    answer = docgen("register", "new", "--thay-so-mat", "--so-dau", "2019=6", "--thu-muc", with_register)
    assert answer.code == 0
    assert docgen("register", "verify", "--thu-muc", with_register).code == 0


def test_another_register_in_its_place_is_told(docgen: Command, with_register: Path, tmp_path: Path) -> None:
    other = write_office(tmp_path / "noi_khac", 2)
    assert docgen("register", "new", "--thu-muc", other).code == 0
    shutil.copy(other / "so_cap_giay/so_cap_giay.sqlite", with_register / "so_cap_giay/so_cap_giay.sqlite")
    answer = docgen("build", "giay-cong-nhan", "--thu-muc", with_register)
    assert answer.code == 1
    assert "[so-cap-giay-khac]" in answer.err


def test_a_head_that_cannot_be_kept_is_told(docgen: Command, with_register: Path, state: Path) -> None:
    shutil.rmtree(state)
    state.write_text("khong phai thu muc")
    answer = docgen("register", "verify", "--thu-muc", with_register)
    assert answer.code == 0
    assert "[dau-so-khong-ghi-nho]" in answer.err


def test_two_offices_that_share_a_register_file_know_each_others_numbers(
    docgen: Command, with_register: Path, state: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    built(docgen, with_register)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "nguoi_thu_hai"))
    answer = docgen("register", "reissue", "01/2019/GCN-ATANTT", "--ly-do", "Mất", "--thu-muc", with_register)
    assert answer.code == 0
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    assert docgen("register", "verify", "--thu-muc", with_register).code == 0
