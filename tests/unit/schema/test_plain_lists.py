"""The quick reader of plain lists beside the judge: what it takes, the judge reads the same, without a complaint."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Annotated

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from docgen.model import OfficeModel, vn
from docgen.model.types import Day, Identifier, Name, Text, Whole, YesNo
from docgen.schema import Sequence, bind, compose, decode, plain_list


class Colour(Enum):
    RED = "do"
    BLUE = "xanh"


class Row(OfficeModel):
    name: Name = vn("ten", "Tên")
    phone: Text = vn("so", "Số")


class Inner(OfficeModel):
    yes: YesNo = vn("co_khong", "Có hay không", default=False)
    colour: Colour | None = vn("mau", "Màu", default=None)
    free: Text = vn("ghi_chu", "Ghi chú", default="x")


class Noun(OfficeModel):
    id: Identifier = vn("ma", "Mã")
    name: Name = vn("ten", "Tên", default="Không tên")
    count: Whole = vn("so_nguoi", "Số người", default=0)
    day: Day | None = vn("ngay", "Ngày", default=None)
    inner: Inner | None = vn("nhom", "Nhóm", default=None)
    rows: tuple[Row, ...] = vn("cac_dong", "Các dòng", default=())
    texts: tuple[Text, ...] = vn("noi_dung", "Nội dung", default=())


class Loose(BaseModel):
    """Takes any text as it stands, so that a difference of one letter shows."""

    model_config = ConfigDict(extra="forbid")
    ma: Annotated[str, StringConstraints(max_length=2000)]
    ten: str | None = None
    nhom: dict[str, str] | None = None
    noi_dung: tuple[str, ...] = Field(default=())


PLAIN = """\
# Lời chú thích ở đầu.

- ma: a1
  ten: Công ty TNHH «Hoa Sen» – xưởng 2, lô D59 (24/24 giờ, 12:30)
  so_nguoi: 1.234
  ngay: 30/3/2016
  nhom:
    co_khong: Có
    # lời chú thích
    mau: do
    ghi_chu: "số 12: \u201cba\u201d #4 "
  cac_dong:
    - ten: 'Cổng: chính'
      so: "0912345678"

    - ten: Cổng phụ
      so: 012:30
  noi_dung:
    - Một câu dài
      viết trên hai dòng
      rồi ba dòng
    - Một câu ngắn
- ma: a2
  ten: Công ty viết
    trên hai dòng
"""
VALUES = (
    *("abc", "Đặng Ỷ", "có", "không", "KHÔNG", "12", "012", "1.234", "30/3/2016", "do", "a1", "a-b", "12:30"),
    *("a:b", "a: b", "a:", ":", ":a", "a #b", "a#b", "#a", "a  b", "a ", " a", "null", "Null", "~", "x null"),
    *("-", "- a", "-a", '"a"', "'a'", '"a', "'a", '"a\\tb"', '"a" b', "'a' b", "'a''b'", '""', "''", '" a "'),
    *('"a #b"', '"a: b"', '"null"', "*a", "&a", "&a b", "!a", "!a b", "|", ">", "[a]", "{a}", "[]", "{}"),
    *("{{ a }}", "a}", "a]", "a,b", ", a", "@a", "%a", "`a", "? a", "?", "---", "--- a", "...", "<<", "="),
    *("a\tb", "\ta", "a\xa0", "\xa0a", "a\xa0b", "\u3000a", "C«ng ty", "Tæng c«ng", "Coâng ty", "Kho µm"),
    *("e\u0302\u0301", "\U0001f600", "½", "①", "_a", "a_b", "²", "١٢"),
)
KEYS = (
    *("ma", "ten", "so_nguoi", "ngay", "nhom", "co_khong", "mau", "ghi_chu", "cac_dong", "so", "noi_dung"),
    *("khac", "Ten"),
)


def judged(text: str, model: type[BaseModel]) -> list[tuple[int, BaseModel]] | None:
    """What the judge reads; None when it has anything to say."""
    root, complaints = compose(text, "a.yaml")
    if complaints or not isinstance(root, Sequence):
        return None
    found = []
    for item in root.items:
        value, _, wrong = bind(item, model)
        if value is None or wrong or text.split("\n")[item.line - 1][: item.column - 1] != "- ":
            return None
        found.append((item.line, value))
    return found


def agree(text: str, model: type[BaseModel]) -> bool:
    """Hold the two against each other where the quick reader takes the text; tells whether it does."""
    decoded, complaints = decode(text.encode("utf-8", "surrogatepass"), "a.yaml")
    if decoded is None or complaints:
        return False
    quick = plain_list(decoded, model)
    if quick is None:
        return False
    slow = judged(decoded, model)
    assert slow is not None, f"the judge complains: {compose(decoded, 'a.yaml')[1]}"
    assert [line for line, _ in quick] == [line for line, _ in slow]
    for (_, ours), (_, theirs) in zip(quick, slow, strict=True):
        assert repr(ours) == repr(theirs)
        assert ours.model_fields_set == theirs.model_fields_set
    return True


def lines() -> st.SearchStrategy[str]:
    written = st.sampled_from(VALUES) | st.text(max_size=12).map(lambda text: text.replace("\n", " "))
    return st.builds(
        lambda blanks, dash, key, between, value: f"{' ' * blanks}{dash}{key}{between}{value}",
        st.sampled_from((0, 1, 2, 2, 2, 3, 4, 4, 4, 5, 6, 6, 8)),
        st.sampled_from(("", "", "", "- ", "- ", "-", "-  ", "- - ")),
        st.sampled_from(("", *KEYS)),
        st.sampled_from(("", ": ", ": ", ": ", ":", ":  ", " : ")),
        written | st.just(""),
    )


@st.composite
def changed(draw: st.DrawFn) -> str:
    """The plain text with a few lines changed, put in, taken out, doubled, moved right or left."""
    rows = PLAIN.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(rows) - 1))
        way = draw(st.sampled_from(("value", "line", "in", "out", "twice", "right", "left", "tail")))
        head, colon, _ = rows[at].partition(": ")
        match way:
            case "value":
                rows[at] = f"{head}{colon or ' '}{draw(st.sampled_from(VALUES))}"
            case "line":
                rows[at] = draw(lines())
            case "in":
                rows.insert(at, draw(lines()))
            case "out" if len(rows) > 1:
                del rows[at]
            case "twice":
                rows.insert(at, rows[draw(st.integers(0, len(rows) - 1))])
            case "right":
                rows[at] = " " * draw(st.integers(1, 3)) + rows[at]
            case "left":
                rows[at] = rows[at].removeprefix(" " * draw(st.integers(1, 3)))
            case _:
                rows[at] += draw(st.sampled_from((" ", "\t", " # lời", " #lời", ":", "\u00a0", "\\", '"', "'", ",")))
    return "\n".join(rows)


@pytest.mark.parametrize("model", [Noun, Loose])
def test_a_plain_list_is_taken(model: type[BaseModel]) -> None:
    text = PLAIN if model is Noun else "- ma: a\n  ten: b c\n  noi_dung:\n    - d\n      e\n    - 'f'\n- ma: g"
    assert agree(text, model)


@settings(max_examples=500, deadline=None)
@given(changed())
@example(PLAIN.replace("  nhom:", "  ten: hai lần\n  nhom:"))
@example(PLAIN.replace("mau: do", "mau: do\n     doi"))
def test_a_changed_list_is_read_as_the_judge_reads_it_or_left_to_him(text: str) -> None:
    event("taken" if agree(text, Noun) else "left")


@settings(max_examples=300, deadline=None)
@given(st.lists(lines(), max_size=6))
def test_lines_of_any_kind_are_read_as_the_judge_reads_them_or_left_to_him(rows: list[str]) -> None:
    for model in (Noun, Loose):
        event("taken" if agree("\n".join(["- ma: a1", *rows]), model) else "left")


def test_words_that_only_together_show_an_old_encoding_are_left_to_the_judge() -> None:
    assert agree("- ma: a\n  ten: Tæng\n", Loose)
    assert agree("- ma: a\n  ten: cæng\n", Loose)
    assert not agree("- ma: a\n  ten: Tæng\n    cæng\n", Loose)


def cells() -> Iterator[str]:
    """Every value in every place that takes one."""
    for value in VALUES:
        yield f"- ma: {value}\n"
        yield f"- ma: a\n  ten: {value}"
        yield f"- ma: a\n  ten: {value}\n    b\n"
        yield f"- ma: a\n  ten: b\n    {value}\n"
        yield f"- ma: a\n  ten: b\n\n    {value}\n"
        yield f"- ma: a\n  ten: b\n  {value}\n"
        yield f"- ma: a\n  noi_dung:\n    - {value}\n"
        yield f"- ma: a\n  noi_dung:\n    - b\n     {value}\n    - c\n"
        yield f"- ma: a\n  noi_dung:\n    - b\n    {value}\n"
        yield f"- ma: a\n  noi_dung:\n  - {value}\n"
        yield f"- ma: a\n  noi_dung: {value}\n"
        yield f"- ma: a\n  nhom:\n    ghi_chu: {value}\n"
        yield f"- ma: a\n{value}\n- ma: b\n"
        yield f"{value}\n- ma: b\n"
        yield f"- {value}\n"


@pytest.mark.parametrize("model", [Noun, Loose])
def test_every_value_in_every_place_is_read_as_the_judge_reads_it_or_left_to_him(model: type[BaseModel]) -> None:
    taken = sum(agree(text, model) for text in cells())
    assert taken > 100
