"""``docgen check``, ``list``, ``explain``, ``schema`` and ``init``."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.cli.listings import LISTINGS
from docgen.records import RECORD_KINDS

Command = Callable[..., Any]


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_sound_office_passes_the_check_and_nothing_is_written(office: Path, docgen: Command) -> None:
    before = sorted(office.rglob("*"))
    answer = docgen("--thu-muc", office, "check")
    assert answer.code == 0, answer.err
    assert "làm được 6 văn bản" in answer.out
    assert sorted(office.rglob("*")) == before


def test_check_shows_all_mistakes_with_lines_and_carets(office: Path, docgen: Command) -> None:
    spoil(office / "records/doanh_nghiep/bm001.yaml", "so_lao_dong: 450", "so_lao_dong: nhiều")
    spoil(office / "records/danh_gia/2017.yaml", "khu: ccn_an_xa", "khu: ccn_an_x")
    answer = docgen("--thu-muc", office, "check")
    assert answer.code == 1
    assert "    | so_lao_dong: nhiều\n    |              ^^^^^" in answer.err
    assert "có phải «ccn_an_xa» không" in answer.err.lower()
    assert "2 lỗi" in answer.err


def test_check_finds_what_only_shows_when_papers_are_composed(office: Path, docgen: Command) -> None:
    spoil(office / "records/luong_co_so/lcs.yaml", "tu: 01/7/2017", "tu: 01/7/2018")
    answer = docgen("--thu-muc", office, "check")
    assert answer.code == 1
    assert "khen_thuong" in answer.err


def test_check_speaks_json_to_programs(office: Path, docgen: Command) -> None:
    spoil(office / "records/doanh_nghiep/bm001.yaml", "so_lao_dong: 450", "so_lao_dong: nhiều")
    answer = docgen("--thu-muc", office, "check", "--json")
    rows = json.loads(answer.out)
    wrong = next(row for row in rows if row["muc"] == "lỗi")
    assert (wrong["ma"], wrong["tep"], wrong["dong"]) == ("so-nguyen", "records/doanh_nghiep/bm001.yaml", 8)
    assert answer.code == 1
    assert answer.err == ""


def test_a_missing_layout_is_complained_about(office: Path, docgen: Command) -> None:
    (office / "templates/the_thuc/nd30_2020.yaml").unlink()
    answer = docgen("--thu-muc", office, "check")
    assert answer.code == 1
    assert "[thieu-the-thuc]" in answer.err


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("loai", ["noi_quy", "Word (.docx)", "giay_cong_nhan", "PDF (.pdf)"]),
        ("co-quan", ["cong_an_tinh", "records/co_quan/co_quan.yaml:1"]),
        ("khu", ["kcn_bao_minh", "Cụm công nghiệp An Xá"]),
        ("doanh-nghiep", ["bm002", "Cơ khí & Đúc"]),
        ("ke-hoach", ["khlt_2016", "30/3/2016"]),
        ("tieu-chi", ["khu_2016", "30/3/2016 - nay"]),
        ("danh-gia", ["chưa đạt 1 tiêu chí", "đạt"]),
        ("khen-thuong", ["2017"]),
        ("hinh-thuc-khen", ["giay_khen", "0,6"]),
        ("luong-co-so", ["1.300.000 đồng"]),
        ("van-ban-phap-luat", ["nd_06_2013", "Nghị định số 06/2013/NĐ-CP"]),
    ],
)
def test_everything_in_the_office_can_be_listed(office: Path, docgen: Command, kind: str, said: list[str]) -> None:
    answer = docgen("--thu-muc", office, "list", kind)
    assert answer.code == 0
    assert all(word in answer.out for word in said), answer.out
    assert docgen("--thu-muc", office, "list", kind.replace("-", "_")).out == answer.out


def test_list_alone_counts_every_kind(office: Path, docgen: Command) -> None:
    answer = docgen("--thu-muc", office, "list")
    assert [line.split()[0] for line in answer.out.splitlines()[2:]] == list(LISTINGS)
    assert "doanh_nghiep       3" in answer.out


def test_an_unknown_kind_is_answered_with_the_nearest(office: Path, docgen: Command) -> None:
    answer = docgen("--thu-muc", office, "list", "doanh-nghip")
    assert answer.code == 2
    assert "có phải «doanh_nghiep» không?" in answer.err


def test_columns_of_a_list_are_aligned(office: Path, docgen: Command) -> None:
    heading, rule, *rows = docgen("--thu-muc", office, "list", "khu").out.splitlines()
    column = heading.index("Tên")
    assert rule[column - 2 : column] == "  "
    assert {row[column - 2 : column] for row in rows} == {"  "}
    assert {row[column] for row in rows} == {"C", "K"}


def test_a_list_of_a_wrong_office_says_that_it_is_not_whole(office: Path, docgen: Command) -> None:
    spoil(office / "records/doanh_nghiep/bm001.yaml", "so_lao_dong: 450", "so_lao_dong: nhiều")
    answer = docgen("--thu-muc", office, "list", "doanh-nghiep")
    assert answer.code == 1
    assert "bm001" not in answer.out
    assert "không được liệt kê" in answer.err


def test_a_park_is_explained_criterion_by_criterion(office: Path, docgen: Command) -> None:
    answer = docgen("--thu-muc", office, "explain", "ccn_an_xa", "--nam", "2017")
    assert answer.code == 0
    assert "CHƯA ĐẠT" in answer.out
    assert "Tỷ lệ doanh nghiệp đăng ký (cần từ 70 %): đạt 62,5 %, thiếu 7,5 so với mức 70 %" in answer.out
    assert "so_dn_dang_ky = 25   records/danh_gia/2017.yaml:13:" in answer.out
    assert "ĐẠT chuẩn" in docgen("--thu-muc", office, "explain", "Bảo Minh").out


def test_a_park_that_was_not_assessed_is_wrong_use(office: Path, docgen: Command) -> None:
    answer = docgen("--thu-muc", office, "explain", "ccn_an_xa", "--nam", "2016")
    assert answer.code == 2
    assert "chưa có kết quả đánh giá" in answer.err


def test_an_enterprise_is_explained_by_the_facts_that_decide(office: Path, docgen: Command) -> None:
    out = docgen("--thu-muc", office, "explain", "bm002").out
    present = out[out.index("[có]    điều: Bảo đảm an ninh, trật tự trong ca đêm") :]
    assert "doanh_nghiep.dac_diem.ca_dem: thỏa" in present[:200]
    assert "Có làm ca đêm: có   records/doanh_nghiep/bm002.yaml:15:" in present[:300]
    absent = out[out.index("[không] điều: Hệ thống camera giám sát") :]
    assert "Có camera giám sát: không   (không ghi nên lấy mặc định)" in absent[:300]


def test_explanations_follow_the_records(office: Path, docgen: Command) -> None:
    spoil(office / "records/doanh_nghiep/bm002.yaml", "  ca_dem: có", "  camera: có")
    out = docgen("--thu-muc", office, "explain", "bm002").out
    assert "[không] điều: Bảo đảm an ninh, trật tự trong ca đêm" in out
    assert "[có]    điều: Hệ thống camera giám sát" in out


def test_what_nobody_knows_cannot_be_explained(office: Path, docgen: Command) -> None:
    answer = docgen("--thu-muc", office, "explain", "bm00")
    assert answer.code == 2
    assert "không có doanh nghiệp «bm00»" in answer.err


def test_schemas_are_written_beside_the_records_with_the_line_for_the_editor(office: Path, docgen: Command) -> None:
    answer = docgen("--thu-muc", office, "schema")
    assert answer.code == 0
    for kind in RECORD_KINDS:
        schema = json.loads((office / f"records/.luoc_do/{kind}.json").read_text(encoding="utf-8"))
        assert schema["anyOf"]
        assert f"{kind}: # yaml-language-server: $schema=../.luoc_do/{kind}.json" in answer.out
    assert docgen("--thu-muc", office, "check").code == 0


def test_schemas_can_go_elsewhere(office: Path, docgen: Command, tmp_path: Path) -> None:
    answer = docgen("--thu-muc", office, "schema", "--ra", tmp_path / "luoc do")
    assert "$schema=../../../luoc do/khu.json" in answer.out
    assert (tmp_path / "luoc do/khu.json").is_file()


def test_a_new_office_passes_the_check_and_makes_nothing(docgen: Command, tmp_path: Path) -> None:
    folder = tmp_path / "van phong moi"
    assert docgen("init", folder).code == 0
    assert docgen("--thu-muc", folder, "check").code == 0
    answer = docgen("--thu-muc", folder, "build")
    assert answer.code == 0
    assert "Không có văn bản nào để làm" in answer.out


def test_a_new_office_has_templates_places_for_records_and_an_example_of_each(
    docgen: Command, tmp_path: Path, repository: Path
) -> None:
    docgen("init", tmp_path / "moi")
    for kind in RECORD_KINDS:
        assert (tmp_path / f"moi/records/{kind}").is_dir()
        assert (tmp_path / f"moi/vi_du/{kind}/vi_du.yaml").read_text(encoding="utf-8").count("\n#") > 3
    made = {path.relative_to(tmp_path / "moi") for path in (tmp_path / "moi/templates").rglob("*.docx")}
    assert made == {path.relative_to(repository) for path in (repository / "templates").rglob("[!~]*.docx")}


def test_papers_of_the_shipped_templates_are_the_same_in_a_new_office(
    office: Path, docgen: Command, tmp_path: Path
) -> None:
    docgen("init", tmp_path / "moi")
    shutil.rmtree(tmp_path / "moi/records")
    shutil.copytree(office / "records", tmp_path / "moi/records")
    docgen("--thu-muc", office, "build", "noi_quy", "--ra", tmp_path / "a")
    docgen("--thu-muc", tmp_path / "moi", "build", "noi_quy", "--ra", tmp_path / "b")
    first = sorted(path.read_bytes() for path in (tmp_path / "a").rglob("*.docx"))
    assert len(first) == 3
    assert first == sorted(path.read_bytes() for path in (tmp_path / "b").rglob("*.docx"))


def test_a_folder_in_use_is_never_made_an_office(docgen: Command, tmp_path: Path) -> None:
    (tmp_path / "thu.txt").write_text("x")
    answer = docgen("init", tmp_path)
    assert answer.code == 2
    assert "đã có tệp bên trong" in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["thu.txt"]


def test_a_new_document_type_is_a_folder_and_no_program(office: Path, docgen: Command) -> None:
    folder = office / "templates/cam_ket"
    shutil.copytree(office / "templates/noi_quy", folder)
    spoil(folder / "khai_bao.yaml", "ten: ", "ten: Bản cam kết, ")
    answer = docgen("--thu-muc", office, "list", "loai")
    assert "cam_ket" in answer.out
    assert docgen("--thu-muc", office, "build", "cam-ket", "--doanh-nghiep", "ax001").code == 0
    assert "Bản cam kết" in docgen("--thu-muc", office, "build", "cam-ket", "--thu").out
