"""Codes as a phone sees them: drawn by poppler at 150 dots an inch, blurred, turned, read by zbar, then verified."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from docgen.pdf import SquareCode, draw_certificate
from docgen.production import read_key_book
from docgen.trust import Standing, codes_in, judge, square_rows
from tests.support.certificates import DRAWINGS, declaration_of, facts, findings
from tests.support.signed_office import certificate_of, signed_office
from tests.support.tokens import SIGNER, TODAY, token

DOTS_PER_INCH = 150


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return signed_office(tmp_path_factory.mktemp("office") / "van_phong")


def _page(pdf: Path, folder: Path, dots: int = DOTS_PER_INCH) -> Image.Image:
    target = folder / "trang"
    subprocess.run(["pdftoppm", "-r", str(dots), "-png", "-singlefile", str(pdf), str(target)], check=True)
    with Image.open(target.with_suffix(".png")) as image:
        return image.convert("L")


def _photo(page: Image.Image, blur: float, angle: float) -> Image.Image:
    """A print as a camera of twice its resolution sees it: soft, turned; ``blur`` is in dots of the print."""
    large = page.resize((2 * page.width, 2 * page.height), Image.Resampling.BICUBIC)
    turned = large.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return turned.filter(ImageFilter.GaussianBlur(2 * blur))


def _zbar(image: Image.Image, folder: Path) -> list[str]:
    path = folder / "anh.png"
    image.save(path)
    done = subprocess.run(["zbarimg", "--quiet", "--raw", str(path)], capture_output=True, text=True, check=False)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("blur", "angle"), [(0.5, 0.0), (0.0, 7.0), (0.5, 13.0), (0.5, 90.0), (0.5, 181.0), (0.5, -33.0)]
)
def test_a_code_on_a_page_blurred_and_turned_is_read_by_others_and_verified(
    office: Path, tmp_path: Path, blur: float, angle: float
) -> None:
    [text] = _zbar(_photo(_page(certificate_of(office), tmp_path), blur, angle), tmp_path)
    book, _, _ = read_key_book(office)
    assert book is not None
    assert judge(text, book, TODAY).standing is Standing.GENUINE
    assert codes_in((tmp_path / "anh.png").read_bytes()) == [text]


def test_it_is_read_as_it_comes_from_the_printer(office: Path, tmp_path: Path) -> None:
    assert len(_zbar(_page(certificate_of(office), tmp_path), tmp_path)) == 1


LONGEST = ("Khu công nghiệp dệt may Rạng Đông " * 8)[:250].strip()


@pytest.mark.parametrize("drawing", DRAWINGS)
@pytest.mark.parametrize(("name", "dots"), [("Khu A", 150), ("Khu công nghiệp Bảo Minh", 150), (LONGEST, 300)])
def test_in_every_drawing_names_of_5_to_250_letters_have_codes_that_can_be_read(
    drawing: str, name: str, dots: int, tmp_path: Path
) -> None:
    """The code of a very long name has modules of 0.3 mm: a photograph must come nearer."""
    text = token(SIGNER, subject=name, day=date(2017, 6, 20), words=bytes(8))
    data = draw_certificate(facts(), declaration_of(drawing), SquareCode(square_rows(text), "Mã QR để kiểm tra giấy"))
    assert findings(data) == []
    path = tmp_path / "giay.pdf"
    path.write_bytes(data)
    assert _zbar(_page(path, tmp_path, dots), tmp_path) == [text]
