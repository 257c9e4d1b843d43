"""A certificate that cannot be drawn is known before the first file is written."""

from __future__ import annotations

from pathlib import Path

from tests.functional.conftest import Command


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
