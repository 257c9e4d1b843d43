"""``docgen preview``: the certificate as it will be printed, without making it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.functional.conftest import Command


def test_a_certificate_is_drawn_as_a_picture_of_its_page(office: Path, docgen: Command, tmp_path: Path) -> None:
    target = tmp_path / "xem.png"
    answer = docgen("--thu-muc", office, "preview", "giay-cong-nhan", "--ra", target)
    assert answer.code == 0
    assert str(target) in answer.out
    with Image.open(target) as image:
        assert image.size == (1754, 1241)
        across = image.convert("RGB").crop((0, 620, 1754, 621)).tobytes()
    assert any(red > 150 and green < 60 for red, green in zip(across[::3], across[1::3], strict=True))
    assert not (office / "output").exists()


def test_the_park_can_be_chosen_and_one_without_a_certificate_is_told(
    office: Path, docgen: Command, tmp_path: Path
) -> None:
    target = tmp_path / "xem.png"
    assert docgen("--thu-muc", office, "preview", "giay-cong-nhan", "--khu", "kcn-bao-minh", "--ra", target).code == 0
    target.unlink()
    answer = docgen(
        "--thu-muc", office, "preview", "giay-cong-nhan", "--nam", "2016", "--khu", "ccn-an-xa", "--ra", target
    )
    assert answer.code in (1, 2)
    assert answer.err
    assert not target.exists()


def test_a_mistake_in_the_drawing_is_shown_with_its_line(office: Path, docgen: Command, tmp_path: Path) -> None:
    drawing = office / "templates/giay_cong_nhan/bo_tri.yaml"
    drawing.write_text(drawing.read_text("utf-8").replace("    tren: 25.5\n", "    tren: 5\n"), "utf-8")
    answer = docgen("--thu-muc", office, "preview", "giay-cong-nhan", "--ra", tmp_path / "xem.png")
    assert answer.code == 1
    assert "o-ra-ngoai-khung" in answer.err
    assert not (tmp_path / "xem.png").exists()


def test_what_is_no_picture_or_among_the_records_is_not_written(office: Path, docgen: Command) -> None:
    assert docgen("--thu-muc", office, "preview", "giay-cong-nhan", "--ra", office / "xem.pdf").code == 2
    assert docgen("--thu-muc", office, "preview", "giay-cong-nhan", "--ra", office / "templates/xem.png").code == 2
    assert not (office / "templates/xem.png").exists()
