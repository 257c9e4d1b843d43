"""What a lawyer or clerk may get wrong in clauses and old papers: a message at its place, told by the command line."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import docx
import pytest

from tests.functional.conftest import Command
from tests.support.shipped import REPOSITORY
from tests.support.word_building import entries_of, lines, zipped

FIRST = "templates/dieu_khoan/noi_quy_1_chung.yaml"
SECOND = "templates/dieu_khoan/noi_quy_2_ra_vao.yaml"
TEMPLATE = "templates/noi_quy/mau.docx"
PURE = "      Lấy phòng ngừa là chính;"


@pytest.fixture
def office(bare_office: Path) -> Path:
    return bare_office


def change(file: Path, old: str, new: str) -> None:
    before = file.read_text("utf-8")
    assert old in before
    file.write_text(before.replace(old, new, 1), encoding="utf-8")


def line_of(file: Path, text: str, which: int = 0) -> int:
    return file.read_text("utf-8").split(text)[which].count("\n") + 1


def told(docgen: Command, office: Path, code: str) -> list[str]:
    answer = docgen("--thu-muc", office, "check")
    assert answer.code == 1
    return [line for line in (answer.out + answer.err).splitlines() if f"[{code}]" in line]


def test_two_clauses_of_one_name_in_the_library(office: Path, docgen: Command) -> None:
    change(office / SECOND, "- ma: hang_hoa\n", "- ma: nguyen_tac\n")
    (said,) = told(docgen, office, "dieu-khoan-trung-ma")
    assert said.startswith(f"{SECOND}:{line_of(office / SECOND, 'nguyen_tac')}:7: lỗi")
    assert f"{FIRST}:{line_of(office / FIRST, '- ma: nguyen_tac')}:7" in said


def test_a_paragraph_of_the_library_with_the_name_of_an_article(office: Path, docgen: Command) -> None:
    change(office / FIRST, "      ma: hanh_vi_cam\n", "      ma: bao_tin\n")
    found = told(docgen, office, "ten-dieu-khoan-trung")
    assert len(found) == 1
    assert "«bao_tin»" in found[0]
    assert FIRST in found[0] or TEMPLATE in found[0]
    assert "đoạn " in found[0]


def test_two_articles_of_one_name_in_a_template(office: Path, docgen: Command) -> None:
    entries = entries_of((office / TEMPLATE).read_bytes())
    body = entries["word/document.xml"].decode()
    assert body.count("hieu_luc") == 1
    entries["word/document.xml"] = body.replace('dieu("hieu_luc")', 'dieu("bao_tin")').encode()
    (office / TEMPLATE).write_bytes(zipped(entries))
    (said,) = told(docgen, office, "ten-dieu-khoan-trung")
    assert said.startswith(TEMPLATE)
    assert said.count("đoạn ") == 2


@pytest.mark.parametrize("longer", [False, True])
def test_clauses_that_put_in_each_other(office: Path, docgen: Command, longer: bool) -> None:
    """Each place is told, the ring is named, and nothing goes on for ever."""
    change(office / FIRST, PURE, f'      {{{{ dieu_khoan("pham_vi") }}}}\n{PURE}')
    change(office / FIRST, "        - Người làm nhiệm vụ bảo vệ;", '        - Theo {{ dieu_khoan("nguyen_tac") }} này;')
    if longer:
        change(office / FIRST, 'dieu_khoan("pham_vi")', 'dieu_khoan("giai_thich")')
        change(
            office / FIRST,
            "    - Khu vực hạn chế là nơi",
            '    - Theo {{ dieu_khoan("pham_vi") }}, khu vực hạn chế là nơi',
        )
    found = told(docgen, office, "dieu-khoan-long-nhau")
    assert len(found) == 2 + longer
    assert all(line.startswith(f"{FIRST}:") for line in found)
    ring = "pham_vi → nguyen_tac → giai_thich → pham_vi" if longer else "pham_vi → nguyen_tac → pham_vi"
    place = line_of(office / FIRST, 'dieu_khoan("nguyen_tac")')
    assert found[0].startswith(f"{FIRST}:{place}:")
    assert ring in found[0]
    assert 'dan("nguyen_tac")' in "".join(docgen("--thu-muc", office, "check").err)
    assert not [line for line in told(docgen, office, "the-sai") if "dieu_khoan" in line]


def test_a_clause_that_puts_in_itself(office: Path, docgen: Command) -> None:
    change(office / FIRST, PURE, f'      {{{{ dieu_khoan("nguyen_tac") }}}}\n{PURE}')
    (said,) = told(docgen, office, "dieu-khoan-long-nhau")
    assert "nguyen_tac → nguyen_tac" in said


def test_clauses_may_refer_to_each_other(office: Path, docgen: Command) -> None:
    change(office / FIRST, PURE, f'      Theo {{{{ dan("nghiem_cam") }}}}.\n{PURE}')
    change(
        office / FIRST,
        "    - >-\n      Người phát hiện hành vi",
        '    - Theo {{ dan("nguyen_tac") }}.\n    - >-\n      Người phát hiện hành vi',
    )
    answer = docgen("--thu-muc", office, "build", "noi_quy", "--doanh-nghiep", "bm001")
    assert answer.code == 0, answer.err
    (paper,) = (office / "output").rglob("*.docx")
    text = "\n".join(lines(paper.read_bytes()))
    assert "Theo Điều 5." in text
    assert "Theo Điều 3." in text


@pytest.mark.parametrize(
    ("condition", "guess"),
    [
        ("doanh_nghiep.dac_diem.cameraa", "camera"),
        ("doanh_nghiep.dac_diem.nha_luu_tru and khu.tenn", "khu.ten"),
    ],
)
def test_a_condition_with_a_wrong_field_in_the_library(
    office: Path, docgen: Command, condition: str, guess: str
) -> None:
    file = office / "templates/dieu_khoan/noi_quy_3_trat_tu.yaml"
    change(file, "  dieu_kien: doanh_nghiep.dac_diem.camera\n", f"  dieu_kien: {condition}\n")
    found = told(docgen, office, "truong-khong-co")
    assert found
    assert found[0].startswith(f"{file.relative_to(office)}:{line_of(file, condition)}:")
    assert guess in "".join(docgen("--thu-muc", office, "check").err)


def test_a_condition_with_a_wrong_field_in_a_template(office: Path, docgen: Command) -> None:
    entries = entries_of((office / TEMPLATE).read_bytes())
    body = entries["word/document.xml"].decode()
    assert body.count("{%p if doanh_nghiep.vi_tri_bao_ve %}") == 1
    entries["word/document.xml"] = body.replace(
        "if doanh_nghiep.vi_tri_bao_ve", "if doanh_nghiep.vi_tri_bao_vee"
    ).encode()
    (office / TEMPLATE).write_bytes(zipped(entries))
    (said,) = told(docgen, office, "truong-khong-co")
    assert said.startswith(TEMPLATE)
    assert "đoạn " in said
    assert "vi_tri_bao_vee" in said


def _paper(text: str = "") -> bytes:
    made = docx.Document()
    made.add_paragraph(text or "Điều 1. Phạm vi của nội quy này là toàn bộ doanh nghiệp.")
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _only_pictures() -> bytes:
    made = docx.Document()
    made.add_picture(str(REPOSITORY / "tests/golden/pictures/noi_quy.png"))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _zip_of_text() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("ghi_chu.txt", "không phải Word")
    return buffer.getvalue()


BAD = {
    "a scan": (_only_pictures, "quet"),
    "a PDF": (lambda: b"%PDF-1.7\n1 0 obj", "PDF"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "ảnh"),
    "an old .doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Word cũ"),
    "plain text": (lambda: "Điều 1. Phạm vi".encode(), "không phải tệp Word"),
    "another zip": (_zip_of_text, "không phải tệp Word"),
    "nothing": (lambda: b"", "trống"),
    "half a file": (lambda: _paper()[:3000], "hỏng"),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("is_old", [True, False])
def test_a_paper_to_be_compared_that_is_no_word_file(docgen: Command, tmp_path: Path, kind: str, is_old: bool) -> None:
    make, said = BAD[kind]
    bad, good = tmp_path / "hỏng.docx", tmp_path / "tốt.docx"
    bad.write_bytes(make())
    good.write_bytes(_paper())
    old, new = (bad, good) if is_old else (good, bad)
    answer = docgen("compare", old, new, "--ra", tmp_path / "ra")
    assert answer.code == 1
    assert str(bad) in answer.err
    assert str(good) not in answer.err
    assert ("ảnh" if said == "quet" else said).casefold() in answer.err.casefold()
    assert "Traceback" not in answer.err
    assert not (tmp_path / "ra").exists()


@pytest.mark.parametrize("kind", BAD)
def test_a_regulation_in_force_that_is_no_word_file(office: Path, docgen: Command, kind: str) -> None:
    shutil.copytree(REPOSITORY / "templates/ra_soat", office / "templates/ra_soat")
    folder = office / "records/noi_quy_hien_hanh"
    folder.mkdir()
    make, said = BAD[kind]
    (folder / "cũ.docx").write_bytes(make())
    record = office / "records/doanh_nghiep/bm001.yaml"
    text = record.read_text("utf-8")
    record.write_text(f"{text.rstrip()}\nnoi_quy_hien_hanh:\n  tep: cũ.docx\n", encoding="utf-8")
    answer = docgen("--thu-muc", office, "review", "--ngay", "15/11/2017", "--thu")
    assert answer.code == 3, answer.err
    place = f"records/doanh_nghiep/bm001.yaml:{line_of(record, 'tep: cũ.docx')}:8"
    assert place in answer.err
    assert ("ảnh" if said == "quet" else said).casefold() in answer.err.casefold()
