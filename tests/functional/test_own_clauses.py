"""Own clauses of an enterprise with a name: referred to, told by explain, recognised in a redline, mistakes told."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.functional.conftest import Command
from tests.support.shipped import REPOSITORY
from tests.support.word_building import lines

RECORD = "records/doanh_nghiep/doanh_nghiep.yaml"
LIBRARY = "templates/dieu_khoan/noi_quy_1_chung.yaml"
HEADING = "    - tieu_de: Quản lý khuôn mẫu của khách hàng\n"
PRINCIPLE = "      Lấy phòng ngừa là chính; tự quản, tự phòng, tự bảo vệ;"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "van_phong"
    shutil.copytree(REPOSITORY / "tests/dossiers/co_ban/records", folder / "records")
    shutil.copytree(REPOSITORY / "templates", folder / "templates")
    return folder


def change(file: Path, old: str, new: str) -> None:
    before = file.read_text(encoding="utf-8")
    assert before.count(old) == 1, old
    file.write_text(before.replace(old, new), encoding="utf-8")


def name(office: Path, own: str, more: str = "") -> None:
    change(office / RECORD, HEADING, f"{HEADING}      ma: {own}\n{more}")


def refer(office: Path, tag: str) -> None:
    change(office / LIBRARY, PRINCIPLE, f"      Bảo vệ khuôn mẫu theo {tag};\n{PRINCIPLE}")


def built(docgen: Command, office: Path, enterprise: str) -> Path:
    output = office / "ra" / enterprise
    answer = docgen("--thu-muc", office, "build", "noi_quy", "--doanh-nghiep", enterprise, "--ra", output)
    assert answer.code == 0, answer.err
    (paper,) = output.rglob("*.docx")
    return paper


@pytest.mark.parametrize("more", ["", "      sau: hang_hoa\n"])
def test_a_named_own_clause_is_referred_to_and_the_others_get_the_words_instead(
    office: Path, docgen: Command, more: str
) -> None:
    name(office, "khuon_mau", more)
    refer(office, '{{ dan("khuon_mau", thay="quy định của pháp luật") }}')
    text = lines(built(docgen, office, "bm001").read_bytes())
    (head,) = [line for line in text if line.endswith("Quản lý khuôn mẫu của khách hàng")]
    number = head.partition(".")[0]
    assert re.fullmatch(r"Điều \d+", number)
    assert f"Bảo vệ khuôn mẫu theo {number};" in "\n".join(text)
    assert "theo quy định của pháp luật;" in "\n".join(lines(built(docgen, office, "bm002").read_bytes()))


def test_a_reference_that_no_own_clause_answers_is_an_error_at_its_place(office: Path, docgen: Command) -> None:
    name(office, "khuon_mau")
    refer(office, '{{ dan("khuon_mauu") }}')
    answer = docgen("--thu-muc", office, "check")
    assert answer.code == 1
    (line,) = [line for line in (answer.out + answer.err).splitlines() if "dan-chieu-sai" in line]
    number = (office / LIBRARY).read_text("utf-8").split("khuon_mauu")[0].count("\n") + 1
    assert line.startswith(f"{LIBRARY}:{number}:")
    assert "Có phải «khuon_mau» không?" in answer.out + answer.err


def test_a_paper_without_the_own_clause_and_without_words_instead_stops_at_the_tag(
    office: Path, docgen: Command
) -> None:
    name(office, "khuon_mau")
    refer(office, '{{ dan("khuon_mau") }}')
    answer = docgen("--thu-muc", office, "build", "noi_quy", "--doanh-nghiep", "bm002", "--ra", office / "ra")
    assert answer.code != 0
    assert LIBRARY in answer.out + answer.err
    assert "khuon_mau" in answer.out + answer.err


@pytest.mark.parametrize(
    ("own", "code", "said"),
    [
        ("Khuôn mẫu", "ma_sai_dang", "không dùng làm mã điều khoản được"),
        ("hang_hoa", "dieu-rieng-trung-thu-vien", "noi_quy_2_ra_vao.yaml"),
        ("hanh_vi_cam", "dieu-rieng-trung-thu-vien", "noi_quy_1_chung.yaml"),
        ("vi_tri_bao_ve", "dieu-rieng-trung-thu-vien", "templates/noi_quy/mau.docx, đoạn"),
    ],
)
def test_a_wrong_or_taken_name_is_told_at_its_record(
    office: Path, docgen: Command, own: str, code: str, said: str
) -> None:
    name(office, own)
    number = (office / RECORD).read_text("utf-8").split(f"ma: {own}\n")[0].count("\n") + 1
    answer = docgen("--thu-muc", office, "check")
    assert answer.code == 1
    told = [line for line in (answer.out + answer.err).splitlines() if line.startswith(f"{RECORD}:{number}:11")]
    assert any(said in line for line in told), answer.err
    assert code == "ma_sai_dang" or any(code in line for line in told)


def test_two_own_clauses_of_one_name_are_told(office: Path, docgen: Command) -> None:
    twin = "    - tieu_de: Quản lý phế liệu\n      ma: khuon_mau\n      noi_dung:\n        - Phế liệu được cân.\n"
    change(office / RECORD, HEADING, f"{twin}{HEADING}      ma: khuon_mau\n")
    answer = docgen("--thu-muc", office, "check")
    assert answer.code == 1
    (line,) = [line for line in (answer.out + answer.err).splitlines() if "dieu-rieng-trung-ma" in line]
    second = (office / RECORD).read_text("utf-8").split("ma: khuon_mau")[1].count("\n")
    first = (office / RECORD).read_text("utf-8").split("ma: khuon_mau")[0].count("\n") + 1
    assert line.startswith(f"{RECORD}:{first + second}:11")
    assert f"{RECORD}:{first}:11" in line


def test_explain_shows_own_clauses_with_their_names_and_places(office: Path, docgen: Command, tmp_path: Path) -> None:
    name(office, "khuon_mau", "      sau: hang_hoa\n")
    number = (office / RECORD).read_text("utf-8").split("Quản lý khuôn mẫu")[0].count("\n") + 1
    answer = docgen("--thu-muc", office, "explain", "bm001")
    (line,) = [line for line in answer.out.splitlines() if "Quản lý khuôn mẫu" in line]
    assert "(mã: khuon_mau), đứng sau điều khoản hang_hoa" in line
    assert line.endswith(f"{RECORD}:{number}:16")
    table = tmp_path / "bang.xlsx"
    everyone = docgen("--thu-muc", office, "explain", "--bang", table)
    assert "    - khuon_mau: Quản lý khuôn mẫu của khách hàng (bm001)" in everyone.out.splitlines()
    rows = [list(row) for row in openpyxl.load_workbook(table)["Phân tích"].iter_rows(values_only=True)]
    (own,) = [row for row in rows if row[0] == "Điều riêng"]
    assert own[3:5] == ["khuon_mau", "Quản lý khuôn mẫu của khách hàng"]
    assert own[7:] == ["1", "của bm001"]


def test_a_redline_knows_a_named_own_clause_again_however_it_is_worded(
    office: Path, docgen: Command, tmp_path: Path
) -> None:
    name(office, "khuon_mau")
    old = tmp_path / "cu.docx"
    shutil.copy(built(docgen, office, "bm001"), old)
    change(office / RECORD, "Quản lý khuôn mẫu của khách hàng", "Cất giữ đồ gá, dụng cụ đo")
    change(office / RECORD, "Khuôn mẫu để trong kho có khóa.", "Tủ đồ gá niêm phong sau mỗi ca.")
    shutil.rmtree(office / "ra")
    new = built(docgen, office, "bm001")
    assert docgen("compare", old, new, "--ra", tmp_path / "so_sanh").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "so_sanh/tom_tat.xlsx").worksheets[0]
    rows = [" | ".join(map(str, row)) for row in sheet.iter_rows(values_only=True)]
    (changed,) = [row for row in rows if "đồ gá" in row or "uôn mẫu" in row]
    assert "| sửa |" in changed
