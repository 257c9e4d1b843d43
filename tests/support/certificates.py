"""Certificates of the shipped drawing for made-up facts, and how a PDF is read back."""

from __future__ import annotations

import io
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import page
from pypdf import PdfReader

from docgen.pdf import CertificateDeclaration, load_declaration

FOLDER = Path(__file__).parents[2] / "templates" / "giay_cong_nhan"
DRAWINGS = sorted(path.name for path in FOLDER.glob("bo_tri*.yaml"))


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
    texts = _marked_texts(reader)
    root: Any = reader.root_object["/StructTreeRoot"]
    document = root["/K"]
    assert document["/S"] == "/Document"
    return [(element["/S"][1:], texts[element["/K"]]) for element in (item.get_object() for item in document["/K"])]


def _marked_texts(reader: PdfReader) -> dict[int, str]:
    """The text of each mark; every glyph must have its meaning in the font's own map."""
    sheet = reader.pages[0]
    resources: Any = sheet["/Resources"]
    meanings = {name: _meanings(font.get_object()) for name, font in resources["/Font"].items()}
    contents: Any = sheet.get_contents()
    texts: dict[int, str] = {}
    mark: int | None = None
    font = ""
    for operands, operator in contents.operations:
        if operator == b"BDC":
            mark = operands[1]["/MCID"]
        elif operator == b"EMC":
            mark = None
        elif operator == b"Tf":
            font = operands[0]
        elif operator == b"TJ":
            assert mark is not None, "text outside the structure"
            raw = b"".join(_bytes(piece) for piece in operands[0] if not isinstance(piece, int | float))
            codes = [raw[at : at + 2] for at in range(0, len(raw), 2)]
            texts[mark] = texts.get(mark, "") + "".join(meanings[font][code] for code in codes)
    return texts


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
