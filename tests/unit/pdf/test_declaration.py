"""Drawing declarations that contradict themselves or the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.composition.field_tree import FieldKind, FieldTree
from docgen.pdf import load_declaration

FILE = "bo_tri.yaml"
TEXT = (Path(__file__).parents[3] / "templates" / "giay_cong_nhan" / FILE).read_text(encoding="utf-8")


def _line(fragment: str) -> int:
    assert TEXT.count(fragment) == 1, fragment
    return TEXT[: TEXT.index(fragment)].count("\n") + 1


def test_the_shipped_declaration_has_no_complaint() -> None:
    declaration, found = load_declaration(TEXT, FILE)
    assert found == []
    assert declaration is not None
    assert declaration.drawing.signing_space.height >= 35


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("    tren: 25.5\n", "    tren: 12\n", "o-ra-ngoai-khung", "ô «Quốc hiệu» ra ngoài"),
        ("    tren: 31.5\n", "    tren: 30\n", "o-chong-nhau", "ô «Tiêu ngữ» chồng lên ô «Quốc hiệu»"),
        ("    co_nho_nhat: 36\n", "    co_nho_nhat: 48\n", "co-chu-nguoc", "nhỏ nhất 48 lớn hơn cỡ chữ 46"),
        ("    cao: 4\n", "    cao: 2\n", "o-thap-hon-chu", "chừa cho chữ 2 mm"),
        ("    tren: 130.5\n", "    tren: 132\n", "thieu-cho-ky", "lấn vào chỗ chừa để ký"),
        ("tren: 144, rong: 104", "tren: 160, rong: 104", "thieu-cho-ky", "ra ngoài khung viền"),
        ("  be_day: 13\n", "  be_day: 6\n", "khung-vien-sai-co", "ít nhất 10 mm"),
        ("  be_day: 13\n", "  be_day: 80\n", "khung-vien-sai-co", "ít nhất 60 x 60 mm"),
        ("    co: 46\n", "    co: 0\n", None, "lớn hơn 0"),
        ("    cao: 4\n", "    cao: -4\n", None, "lớn hơn 0"),
        ('    mau: "767676"\n', "    mau: xám\n", None, ""),
        ("{{ khu.dia_ban | hoa_dau }}", "{{ khu.dia_bn | hoa_dau }}", None, "dia_ban"),
        ("    dieu_kien: van_ban.du_lieu_mau\n", "    dieu_kien: van_ban.du_lieu\n", None, "du_lieu"),
    ],
)
def test_a_wrong_declaration_is_refused_with_its_place(old: str, new: str, code: str | None, words: str) -> None:
    line = _line(old)
    declaration, found = load_declaration(TEXT.replace(old, new), FILE)
    assert declaration is None
    matching = [item for item in found if code is None or item.rule.code == code]
    assert matching
    assert any(words in " ".join([item.message, *item.hints]) for item in matching)
    assert any(abs(item.span.line - line) <= 6 for item in matching)


def test_all_mistakes_are_told_at_once() -> None:
    wrong = TEXT.replace("    tren: 25.5\n", "    tren: 12\n").replace("khu.dia_ban", "khu.dia_bn")
    wrong = wrong.replace("    co_nho_nhat: 36\n", "    co_nho_nhat: 48\n")
    _, found = load_declaration(wrong, FILE)
    assert len(found) >= 3


def test_tags_are_checked_against_the_fields_of_the_type() -> None:
    empty = FieldTree(FieldKind.RECORD)
    declaration, found = load_declaration(TEXT, FILE, empty)
    assert declaration is None
    assert len(found) >= 8


def test_text_that_is_not_yaml_is_a_complaint() -> None:
    declaration, found = load_declaration("o: [", FILE)
    assert declaration is None
    assert found
