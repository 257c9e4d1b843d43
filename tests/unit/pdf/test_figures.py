"""Pictures of the office and the square code: where they stand, what is said of them, what is refused."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from docgen.diagnostics import Diagnostic
from docgen.pdf import CertificateDeclaration, SquareCode, draw_certificate, load_declaration
from tests.support.certificates import FOLDER, POINT_MM, declaration_of, facts, findings

TEXT = (FOLDER / "bo_tri.yaml").read_text(encoding="utf-8")
LOGO = "hinh:\n  - {tep: logo.png, mo_ta: Biểu trưng của Ban, trai: 36, tren: 23, rong: 20, cao: 19}\n"
CODE = SquareCode(tuple("".join("10"[(row * column + row) % 3 > 0] for column in range(25)) for row in range(25)), "Mã")


def _png(mode: str = "RGBA", size: tuple[int, int] = (60, 30)) -> bytes:
    target = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(target, "PNG")
    if mode == "RGBA":
        image = Image.open(io.BytesIO(target.getvalue()))
        image.putalpha(Image.linear_gradient("L").resize(size))
        target = io.BytesIO()
        image.save(target, "PNG")
    return target.getvalue()


def _loaded(files: dict[str, bytes], logo: str = LOGO) -> tuple[CertificateDeclaration | None, list[Diagnostic]]:
    return load_declaration(TEXT.replace("cho_ma:", f"{logo}\ncho_ma:"), "bo_tri.yaml", None, files)


def _with(data: bytes) -> CertificateDeclaration:
    declaration, found = _loaded({"logo.png": data})
    assert found == []
    assert declaration is not None
    return declaration


def _elements(data: bytes) -> list[Any]:
    root: Any = PdfReader(io.BytesIO(data)).root_object["/StructTreeRoot"]
    return [item.get_object() for item in root["/K"]["/K"]]


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L", "P", "1", "LA"])
def test_a_picture_is_drawn_and_its_meaning_told(mode: str) -> None:
    data = draw_certificate(facts(), _with(_png(mode)))
    assert findings(data) == []
    first = _elements(data)[0]
    assert (first["/S"], first["/Alt"]) == ("/Figure", "Biểu trưng của Ban")
    left, bottom, right, top = (float(side) * POINT_MM for side in first["/A"]["/BBox"])
    assert [left, 210 - top, right, 210 - bottom] == pytest.approx([36, 27.5, 56, 37.5], abs=0.01)


def test_a_code_is_drawn_where_its_place_is_kept_and_only_when_given() -> None:
    declaration = declaration_of()
    plain, coded = draw_certificate(facts(), declaration), draw_certificate(facts(), declaration, CODE)
    assert findings(coded) == []
    assert [element["/S"] for element in _elements(plain)].count("/Figure") == 0
    [figure] = [element for element in _elements(coded) if element["/S"] == "/Figure"]
    space = declaration.drawing.code_space
    assert space is not None
    left, bottom, right, top = (float(side) * POINT_MM for side in figure["/A"]["/BBox"])
    assert [left, 210 - top, right, 210 - bottom] == pytest.approx(
        [space.left, space.top, space.right, space.bottom], abs=0.01
    )


def test_the_dark_modules_of_a_code_are_those_given_inside_a_margin_of_four() -> None:
    data = draw_certificate(facts(), declaration_of(), CODE)
    sheet: Any = PdfReader(io.BytesIO(data)).pages[0]
    lines = sheet["/Contents"][-1].get_object().get_data().decode().splitlines()
    [place] = [[float(word) for word in line.split()[1:7]] for line in lines if line.endswith(" cm")]
    space = declaration_of().drawing.code_space
    assert space is not None
    module = space.width / (len(CODE.rows) + 8)
    corner = [space.left, 210 - space.top]
    assert [each * POINT_MM for each in place] == pytest.approx([module, 0, 0, -module, *corner], abs=0.001)
    dark = set()
    for line in lines:
        if line.endswith(" 1 re"):
            column, row, length = map(int, line.split()[:3])
            dark |= {(row - 4, at - 4) for at in range(column, column + length)}
    assert dark == {
        (row, column) for row, shades in enumerate(CODE.rows) for column, shade in enumerate(shades) if shade == "1"
    }


def test_a_picture_that_is_not_there_is_told() -> None:
    declaration, [complaint] = _loaded({})
    assert (declaration, complaint.rule.code) == (None, "thieu-tep-hinh")


def _bomb() -> bytes:
    """A PNG that says it is 60,000 by 60,000 points."""
    head = struct.pack(">LLBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("data", [b"", b"GIF89a", _png()[:100], _png() + bytes(3_000_000), _bomb()])
def test_a_file_that_is_no_sound_picture_is_refused(data: bytes) -> None:
    declaration, [complaint] = _loaded({"logo.png": data})
    assert (declaration, complaint.rule.code) == (None, "hinh-khong-doc-duoc")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("trai: 5, tren: 25, rong: 20, cao: 20", "o-ra-ngoai-khung"),
        ("trai: 60, tren: 25, rong: 20, cao: 20", "o-chong-nhau"),
        ("trai: 170, tren: 150, rong: 20, cao: 20", "thieu-cho-ky"),
    ],
)
def test_a_picture_in_the_way_is_refused(place: str, code: str) -> None:
    logo = LOGO.replace("trai: 36, tren: 23, rong: 20, cao: 19", place)
    declaration, found = _loaded({"logo.png": _png()}, logo)
    assert declaration is None
    assert code in {complaint.rule.code for complaint in found}
