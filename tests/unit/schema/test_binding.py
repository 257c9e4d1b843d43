from __future__ import annotations

import unicodedata
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from docgen.diagnostics import Diagnostic, render_text
from docgen.model import Assessment, AssessmentYear, Contact, Enterprise
from docgen.schema import Places, bind, compose, example


class Colour(Enum):
    RED = "đỏ"
    BLUE = "xanh"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")
    size: float = Field(alias="co", gt=0, le=100)


class Sheet(BaseModel):
    """A model of another room: plain pydantic types, no validators of the office's own."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
    name: Annotated[str, StringConstraints(max_length=5, min_length=2, pattern="^[a-z]+$")] = Field(alias="ten")
    colour: Colour = Field(Colour.RED, alias="mau")
    side: Literal["trai", "phai"] = Field("trai", alias="ben")
    count: int = Field(1, alias="so", ge=1)
    price: Decimal = Field(Decimal(1), alias="gia")
    seen: bool = Field(False, alias="da_xem")
    parts: dict[str, Part] = Field(default_factory=dict, alias="bo_phan")
    few: tuple[str, ...] = Field((), alias="vai_muc", min_length=1, max_length=2)
    either: int | list[int] = Field(0, alias="mot_hoac_nhieu")

    @field_validator("name")
    @classmethod
    def _not_forbidden(cls, value: str) -> str:
        if value == "cam":
            raise ValueError("tên này không được dùng")
        return value


def bound(text: str, model: type[BaseModel] = Sheet) -> tuple[BaseModel | None, Places, list[Diagnostic]]:
    node, complaints = compose(text, "a.yaml")
    assert node is not None, render_text(complaints, {"a.yaml": text})
    value, places, found = bind(node, model)
    return value, places, [*complaints, *found]


def codes(text: str, model: type[BaseModel] = Sheet) -> list[tuple[int, str]]:
    return [(item.span.line, item.rule.code) for item in bound(text, model)[2]]


def test_keys_are_compared_by_slug() -> None:
    text = "Đơn vị: Công an\nĐiện-thoại: 0228 3 123 456\n  KHI NÀO  : Có trộm\n".replace("  KHI NÀO  ", "KHI NÀO")
    value, places, complaints = bound(text, Contact)
    assert complaints == []
    assert isinstance(value, Contact)
    assert value.phone == "0228 3 123 456"
    assert places.span("dien_thoai").line == 2


def test_letters_composed_or_not_give_equal_records() -> None:
    text = "đơn vị: Công an huyện Vụ Bản\nđiện thoại: 113\nkhi nào: Có trộm\n"
    first, second = (bound(unicodedata.normalize(form, text), Contact)[0] for form in ("NFC", "NFD"))
    assert first is not None
    assert first == second


def test_leading_zeros_are_kept() -> None:
    text = example(Enterprise).replace('"0600123450"', "0600123450")
    value, _, complaints = bound(text, Enterprise)
    assert complaints == []
    assert isinstance(value, Enterprise)
    assert value.tax_code == "0600123450"


@settings(deadline=None)
@given(st.text(min_size=1, max_size=30).filter(lambda text: text.strip()))
def test_any_name_binds_as_it_was_written_or_is_complained_about(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").encode("utf-8", "ignore").decode()
    node, complaints = compose(f'don_vi: "{quoted}"\ndien_thoai: 113\nkhi_nao: x\n', "a.yaml")
    value, _, found = bind(node, Contact) if node is not None else (None, None, [])
    assert value is not None or complaints or found
    if value is not None and not complaints:
        assert isinstance(value, Contact)
        one_line = " ".join(text.split()) if "\r" in text or "\x85" in text else text
        assert value.name.split() == unicodedata.normalize("NFC", one_line).split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ten: toolong\n", "qua-dai"),
        ("ten: a\n", "gia-tri-sai"),
        ("ten: A1\n", "gia-tri-sai"),
        ("ten: cam\n", "gia-tri-sai"),
        ("ten: abc\nmau: vàng\n", "ngoai-lua-chon"),
        ("ten: abc\nben: giua\n", "ngoai-lua-chon"),
        ("ten: abc\nso: hai\n", "so-nguyen"),
        ("ten: abc\nso: 1.5\n", "so-nguyen"),
        ("ten: abc\nso: 0\n", "ngoai-khoang"),
        ("ten: abc\ngia: đắt\n", "so-thap-phan"),
        ("ten: abc\nda_xem: rồi\n", "co-khong"),
        ("ten: abc\nbo_phan:\n  dau: {co: 101}\n", "ngoai-khoang"),
        ("ten: abc\nbo_phan:\n  dau: {co: to}\n", "so-thap-phan"),
        ("ten: abc\nbo_phan:\n  dau: {}\n", "thieu-khoa"),
        ("ten: abc\nbo_phan: đầu\n", "can-nhom-khoa"),
        ("ten: abc\nbo_phan: [đầu]\n", "can-nhom-khoa"),
        ("ten: abc\nvai_muc: []\n", "sai-so-muc"),
        ("ten: abc\nvai_muc: [a, b, c]\n", "sai-so-muc"),
        ("ten: [abc]\n", "can-mot-gia-tri"),
        ("count: 2\nten: abc\n", "khoa-la"),
    ],
)
def test_refusals_of_pydantic_itself_are_told_in_plain_words(text: str, expected: str) -> None:
    value, _, complaints = bound(text)
    assert value is None
    assert [item.rule.code for item in complaints] == [expected]
    assert complaints[0].span.line == text.count("\n", 0, len(text) - 1) + 1 or expected in ("thieu-khoa", "khoa-la")
    assert complaints[0].hints
    assert "Input should" not in complaints[0].message


def test_a_choice_is_guessed_and_all_are_named() -> None:
    _, _, (complaint,) = bound("ten: abc\nmau: xan\n")
    assert complaint.hints == ("Có phải «xanh» không?", "Chọn một trong: đỏ, xanh")


def test_a_union_that_the_shape_does_not_know_is_left_to_pydantic() -> None:
    assert codes("ten: abc\nmot_hoac_nhieu: [1, 2]\n") == []
    assert {code for _, code in codes("ten: abc\nmot_hoac_nhieu: [1, hai]\n")} <= {"so-nguyen", "gia-tri-sai"}
    assert codes("ten: abc\nmot_hoac_nhieu: [1, hai]\n")


def test_a_missing_key_is_named_with_its_label_and_an_example() -> None:
    _, _, complaints = bound("don_vi: Công an\nkhi_nao: Có trộm\n", Contact)
    (complaint,) = complaints
    assert "«dien_thoai» (Điện thoại)" in complaint.message
    assert complaint.hints == ("Thêm dòng «dien_thoai: 114»",)
    assert (complaint.span.line, complaint.span.column) == (1, 1)


def test_a_misspelt_key_is_guessed_among_the_keys_not_yet_used() -> None:
    _, _, (complaint,) = bound("don_vi: Công an\ndien_toai: 113\nkhi_nao: Có trộm\n", Contact)
    assert complaint.hints == ("Có phải «dien_thoai» không?",)


def test_a_key_in_the_wrong_group_is_sent_to_its_group() -> None:
    text = example(Enterprise).replace("khu: kcn_bao_minh", "khu: kcn_bao_minh\nnha_luu_tru: có")
    _, _, (complaint,) = bound(text, Enterprise)
    assert "«dac_diem»" in complaint.hints[0]


def test_free_keys_of_a_table_may_be_labels() -> None:
    value, places, complaints = bound("so_lieu:\n  Số DN: 12\n  ty-le: 0,5\n", Assessment)
    assert complaints == []
    assert isinstance(value, Assessment)
    assert value.figures == {"so_dn": Decimal(12), "ty-le": Decimal("0.5")}
    assert places.span("so_lieu", "so_dn").line == 2
    assert places.span("so_lieu", "ty-le").line == 3


def test_a_free_key_that_cannot_be_an_identifier_is_told_at_the_key() -> None:
    _, _, complaints = bound(f"so_lieu:\n  {'a' * 70}: 12\n", Assessment)
    assert [(item.rule.code, item.span.line, item.span.column) for item in complaints] == [("ma-sai-dang", 2, 3)]


def test_everything_wrong_with_a_record_is_told_at_once() -> None:
    text = example(AssessmentYear).replace("2017", "17").replace("khu_2016", "Khu 2016").replace("12", "mười hai")
    assert [code for _, code in codes(text, AssessmentYear)] == [
        "nam-sai",
        "ngay-sai-dang",
        "ma-sai-dang",
        "so-thap-phan",
    ]
