"""«Căn cứ» is exactly the acts that the chosen clauses, paragraphs and points rest on: seen on finished papers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.functional.conftest import Command
from tests.support.shipped import REPOSITORY, shipped_office, shipped_papers
from tests.support.word_building import lines

GUARDS = "templates/dieu_khoan/noi_quy_5_bao_ve.yaml"
CAMERA = "templates/dieu_khoan/noi_quy_3_trat_tu.yaml"
ENTERPRISES = "records/doanh_nghiep/doanh_nghiep.yaml"
GUARD_ACT = "Căn cứ Nghị định số 96/2016/NĐ-CP"
HIRED = (
    "thue_dich_vu\n    cong_ty:\n      ten: Công ty Bảo vệ Mẫu\n      hop_dong: số 1/2017\n      giay_phep: số 2/2016"
)
BASIS = "      can_cu:\n        - van_ban: nd_96_2016\n          tu: 01/7/2016\n"
_TAG = re.compile(r"\{[{%].*?[%}]\}")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "van_phong"
    shutil.copytree(REPOSITORY / "tests/dossiers/co_ban/records", folder / "records")
    shutil.copytree(REPOSITORY / "templates", folder / "templates")
    shutil.copytree(REPOSITORY / "records/van_ban_phap_luat", folder / "records/van_ban_phap_luat", dirs_exist_ok=True)
    (folder / "records/van_ban_phap_luat/van_ban.yaml").unlink()
    return folder


def change(file: Path, old: str, new: str, count: int = -1) -> None:
    before = file.read_text(encoding="utf-8")
    after = before.replace(old, new, count)
    assert after != before
    file.write_text(after, encoding="utf-8")


def dated(office: Path, year: int) -> None:
    change(office / ENTERPRISES, "    ngay: 20/6/2016\n    nam: 2016", f"    ngay: 20/6/{year}\n    nam: {year}")


def cited(docgen: Command, office: Path, enterprise: str) -> list[str]:
    """Build the regulation of one enterprise and return the lines of its «Căn cứ»."""
    output = office / "ra"
    shutil.rmtree(output, ignore_errors=True)
    answer = docgen("--thu-muc", office, "build", "noi_quy", "--doanh-nghiep", enterprise, "--ra", output)
    assert answer.code == 0, answer.err
    (paper,) = output.rglob("*.docx")
    return [line for line in lines(paper.read_bytes()) if line.startswith("Căn cứ ")]


def test_an_act_comes_and_goes_with_the_paragraph_that_rests_on_it(office: Path, docgen: Command) -> None:
    dated(office, 2017)
    own = cited(docgen, office, "bm001")
    assert not any(line.startswith(GUARD_ACT) for line in own)
    change(office / ENTERPRISES, "hinh_thuc: tu_to_chuc", f"hinh_thuc: {HIRED}", 1)
    hired = cited(docgen, office, "bm001")
    assert [line for line in hired if line not in own] == [line for line in hired if line.startswith(GUARD_ACT)]
    assert len(hired) == len(own) + 1
    change(office / GUARDS, BASIS, "")
    assert cited(docgen, office, "bm001") == own


def test_an_act_stays_while_another_chosen_paragraph_rests_on_it(office: Path, docgen: Command) -> None:
    dated(office, 2017)
    text = (office / GUARDS).read_text(encoding="utf-8")
    assert text.count(BASIS) == 3
    change(office / ENTERPRISES, "hinh_thuc: tu_to_chuc", f"hinh_thuc: {HIRED}", 1)
    change(office / GUARDS, BASIS, "", 1)
    assert any(line.startswith(GUARD_ACT) for line in cited(docgen, office, "bm001"))


def test_an_act_of_a_point_is_cited_only_where_the_point_stands(office: Path, docgen: Command) -> None:
    point = "        - noi_dung: Người ở tại nhà lưu trú của doanh nghiệp và người đến thăm;\n"
    first = office / "templates/dieu_khoan/noi_quy_1_chung.yaml"
    change(first, point, f"{point}          can_cu:\n            - van_ban: luat_bi_mat_2018\n")
    act = "Căn cứ Luật Bảo vệ bí mật nhà nước ngày 15 tháng 11 năm 2018;"
    dated(office, 2022)
    assert act not in cited(docgen, office, "bm001")
    change(office / ENTERPRISES, "    cong_doan: có\n", "    cong_doan: có\n    nha_luu_tru: có\n", 1)
    assert act in cited(docgen, office, "bm001")


def test_a_lapsed_basis_of_a_paragraph_is_told_at_its_place(office: Path, docgen: Command) -> None:
    old = "        - van_ban: nd_96_2016\n          tu: 01/7/2016\n"
    change(office / GUARDS, old, "        - van_ban: luat_bi_mat_2025\n", 1)
    line = (office / GUARDS).read_text(encoding="utf-8").split("luat_bi_mat_2025")[0].count("\n") + 1
    answer = docgen("--thu-muc", office, "check")
    assert f"{GUARDS}:{line}:20" in answer.out + answer.err
    assert "Điều khoản «to_chuc_bao_ve», khoản thứ 4, dựa vào «luat_bi_mat_2025»" in answer.out + answer.err
    assert "can-cu-het-hieu-luc" in answer.out + answer.err
    assert not any("bí mật" in line for line in cited(docgen, office, "bm002"))


def test_a_misspelt_act_of_a_paragraph_is_told_at_its_place(office: Path, docgen: Command) -> None:
    change(office / CAMERA, "- van_ban: nd_13_2023\n", "- van_ban: nd_13_20233\n", 1)
    line = (office / CAMERA).read_text(encoding="utf-8").split("nd_13_20233")[0].count("\n") + 1
    said = docgen("--thu-muc", office, "check")
    assert f"{CAMERA}:{line}:20" in said.out + said.err
    assert "Có phải «nd_13_2023»?" in said.out + said.err


def test_a_basis_that_nobody_has_checked_is_told_and_not_cited(office: Path, docgen: Command) -> None:
    said = docgen("--thu-muc", office, "check")
    told = [line for line in (said.out + said.err).splitlines() if "«nd_13_2023» chưa kiểm chứng" in line]
    assert len(told) == 1
    assert "can-cu-chua-kiem-chung" in said.out + said.err
    dated(office, 2024)
    change(office / ENTERPRISES, "    cong_doan: có\n", "    cong_doan: có\n    camera: có\n", 1)
    assert not any("13/2023" in line for line in cited(docgen, office, "bm001"))


def _library() -> list[dict[str, Any]]:
    files = sorted((REPOSITORY / "templates/dieu_khoan").glob("noi_quy_*.yaml"))
    return [clause for file in files for clause in yaml.load(file.read_text("utf-8"), yaml.BaseLoader)]


def _acts() -> dict[str, dict[str, str]]:
    files = sorted((REPOSITORY / "records/van_ban_phap_luat").glob("*.yaml"))
    return {act["ma"]: act for file in files for act in yaml.load(file.read_text("utf-8"), yaml.BaseLoader)}


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def _holds(period: dict[str, str], day: date) -> bool:
    return ("tu" not in period or _day(period["tu"]) <= day) and ("den" not in period or day <= _day(period["den"]))


def _stands(text: str, paper: str) -> bool:
    """Tell whether the paper says the longest piece of a text that no tag decides."""
    return " ".join(max(_TAG.split(text), key=len).split()) in paper


def _rests_on(paper: str, day: date) -> Iterator[str]:
    for clause in _library():
        if not _stands(f". {clause['tieu_de']}", paper):
            continue
        pieces = [paragraph for paragraph in clause.get("khoan", []) if isinstance(paragraph, dict)]
        pieces += [point for piece in pieces for point in piece.get("diem", []) if isinstance(point, dict)]
        chosen = [clause, *(piece for piece in pieces if _stands(piece["noi_dung"], paper))]
        for piece in chosen:
            yield from (basis["van_ban"] for basis in piece.get("can_cu", []) if _holds(basis, day))


def test_every_shipped_regulation_cites_exactly_the_acts_that_it_rests_on() -> None:
    """The oracle reads the YAML by itself and looks for its words in the finished text."""
    acts, seen = _acts(), set()
    assert not any("dung_cho" in act for act in acts.values())
    papers = shipped_papers("noi_quy")
    assert len(papers) == 184
    for paper in papers:
        enterprise = shipped_office().dossier.enterprises[paper.document.subject_id].value
        text = lines(paper.data)
        day = enterprise.issue.working_day
        wanted = set(_rests_on(" ".join(" ".join(text).split()), day))
        good = [act for name in wanted if _holds(act := acts[name], day) and act["da_kiem_chung"] == "có"]
        ordered = sorted(good, key=lambda act: (int(act["thu_bac"]), _day(act["tu"]), act["ma"]))
        printed = [line for line in text if line.startswith("Căn cứ ")]
        assert printed == [f"Căn cứ {' '.join(act['trich_dan'].split())};" for act in ordered], paper.name
        seen |= {act["ma"] for act in good}
    assert "nd_96_2016" in seen
    assert len(seen) > 12
