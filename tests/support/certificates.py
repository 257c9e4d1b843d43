"""Certificates of the shipped drawing for made-up facts, and how a PDF is read back."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import page
from pypdf import PdfReader
from pypdf.generic import ContentStream

from docgen.pdf import CertificateDeclaration, load_declaration

POINT_MM = 25.4 / 72
FOLDER = Path(__file__).parents[2] / "templates" / "giay_cong_nhan"
DRAWINGS = sorted(path.name for path in FOLDER.glob("bo_tri*.yaml"))


@dataclass(frozen=True)
class Line:
    """A line of text: left end of its baseline in millimetres from the top left corner, and its mark."""

    text: str
    left: float
    baseline: float
    size_pt: float
    font: str
    mark: int


def declaration_of(file: str = "bo_tri.yaml") -> CertificateDeclaration:
    """The shipped drawing, compiled."""
    declaration, found = load_declaration((FOLDER / file).read_text(encoding="utf-8"), file)
    assert found == []
    assert declaration is not None
    return declaration


def facts(**changes: Any) -> dict[str, Any]:
    """The fields of one certificate; ``changes`` name what differs."""
    values: dict[str, Any] = {
        "name": "Khu công nghiệp Bảo Minh",
        "place": "huyện Vụ Bản, tỉnh Nam Định",
        "issuer": "Ban Quản lý các khu công nghiệp tỉnh Nam Định",
        "authority": None,
        "title": "TRƯỞNG BAN",
        "signer": "Nguyễn Văn An",
        "serial": "01/2017/GCN-ATANTT",
        "sample": False,
        **changes,
    }
    return {
        "van_ban": {
            "co_quan": [{"ten": values["issuer"]}],
            "chu_ky": [{"quyen_han": values["authority"], "chuc_vu": values["title"], "ho_ten": values["signer"]}],
            "dia_danh_ngay": "Nam Định, ngày 20 tháng 6 năm 2017",
            "du_lieu_mau": values["sample"],
        },
        "khu": {"ten_day_du": values["name"], "dia_ban": values["place"]},
        "cong_nhan": {
            "nam": 2017,
            "so_quyet_dinh": "126/QĐ-BQLCKCN",
            "ngay_quyet_dinh": date(2017, 6, 20),
            "so_vao_so": values["serial"],
        },
    }


def findings(data: bytes) -> list[str]:
    """What a judge that we did not write finds against PDF/A-2a and PDF/UA-1."""
    return [
        f"{profile.name}: {failure.rule_id}: {failure.message}"
        for profile in (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1)
        for failure in page.validate_pdf_bytes(data, profile=profile).failures
    ]


def reading_order(data: bytes) -> list[tuple[str, str]]:
    """Kind and text of each element of the structure, in its order: what a screen reader says."""
    reader = PdfReader(io.BytesIO(data))
    texts: dict[int, str] = {}
    for line in drawn_lines(data):
        texts[line.mark] = texts.get(line.mark, "") + line.text
    root: Any = reader.root_object["/StructTreeRoot"]
    document = root["/K"]
    assert document["/S"] == "/Document"
    return [(element["/S"][1:], texts[element["/K"]]) for element in (item.get_object() for item in document["/K"])]


def drawn_lines(data: bytes) -> list[Line]:
    """Every line of text where it stands; each glyph must have its meaning in the font's own map."""
    reader = PdfReader(io.BytesIO(data))
    sheet: Any = reader.pages[0]
    fonts = {name: font.get_object() for name, font in sheet["/Resources"]["/Font"].items()}
    meanings = {name: _meanings(font) for name, font in fonts.items()}
    height = float(sheet.mediabox.height)
    lines: list[Line] = []
    mark, font, size, x, y = -1, "", 0.0, 0.0, 0.0
    for operands, operator in ContentStream(sheet["/Contents"][-1], reader).operations:
        if operator == b"BDC":
            mark = operands[1]["/MCID"]
        elif operator == b"EMC":
            mark = -1
        elif operator == b"Tf":
            font, size = operands[0], float(operands[1])
        elif operator == b"Tm":
            x, y = float(operands[4]), float(operands[5])
        elif operator == b"TJ":
            assert mark >= 0, "text outside the structure"
            raw = b"".join(_bytes(piece) for piece in operands[0] if not isinstance(piece, int | float))
            text = "".join(meanings[font][raw[at : at + 2]] for at in range(0, len(raw), 2))
            name = str(fonts[font]["/BaseFont"]).partition("+")[2]
            lines.append(Line(text, x * POINT_MM, (height - y) * POINT_MM, size, name, mark))
    return lines


def _bytes(piece: Any) -> bytes:
    return bytes(piece.original_bytes) if hasattr(piece, "original_bytes") else bytes(piece)


def _meanings(font: Any) -> dict[bytes, str]:
    text = font["/ToUnicode"].get_data().decode()
    found: dict[bytes, str] = {}
    for line in text.splitlines():
        parts = line.split("> <")
        if len(parts) == 2 and line.startswith("<") and line != "<0000> <FFFF>":
            meaning = bytes.fromhex(parts[1].rstrip(">")).decode("utf-16-be")
            assert meaning == unicodedata.normalize("NFC", meaning)
            found[bytes.fromhex(parts[0].lstrip("<"))] = meaning
    return found
