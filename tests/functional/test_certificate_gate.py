"""A certificate that cannot be drawn is known before the first file is written."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.functional.conftest import Command
from tests.support.certificates import findings


def test_a_letter_that_the_font_lacks_stops_the_run_before_anything_is_written(office: Path, docgen: Command) -> None:
    file = office / "records/khu/khu.yaml"
    file.write_text(file.read_text("utf-8").replace("ten: Bảo Minh", "ten: Bảo Minh 세종"), "utf-8")
    answer = docgen("--thu-muc", office, "build", "--ra", office / "ra")
    assert answer.code == 1
    assert "세" in answer.err
    assert not (office / "ra").exists()
    assert docgen("--thu-muc", office, "check").code == 1


def test_leaving_out_wrong_records_makes_the_papers_that_can_be_made(office: Path, docgen: Command) -> None:
    file = office / "records/khu/khu.yaml"
    file.write_text(file.read_text("utf-8").replace("ten: Bảo Minh", "ten: Bảo Minh 세종"), "utf-8")
    answer = docgen("--thu-muc", office, "build", "--bo-qua-loi", "--ra", office / "ra")
    assert answer.code == 3
    assert list((office / "ra").rglob("*.docx"))
    assert not list((office / "ra").rglob("*.pdf"))


def test_a_logo_beside_the_drawing_is_printed_and_a_missing_one_stops_the_run(office: Path, docgen: Command) -> None:
    drawing = office / "templates/giay_cong_nhan/bo_tri.yaml"
    logo = "hinh:\n  - {tep: logo.png, mo_ta: Biểu trưng, trai: 36, tren: 23, rong: 20, cao: 19}\n"
    drawing.write_text(drawing.read_text("utf-8").replace("cho_ma:", f"{logo}\ncho_ma:"), "utf-8")
    answer = docgen("--thu-muc", office, "build", "giay_cong_nhan", "--ra", office / "ra")
    assert (answer.code, "logo.png" in answer.err) == (1, True)
    Image.new("RGB", (20, 20), "red").save(drawing.with_name("logo.png"))
    assert docgen("--thu-muc", office, "build", "giay_cong_nhan", "--ra", office / "ra").code == 0
    [made] = (office / "ra").rglob("*.pdf")
    assert b"/Subtype/Image" in made.read_bytes()
    assert findings(made.read_bytes()) == []
