"""The named filters: each for its kind of value, the same in texts and conditions, empty values answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from docgen.composition.expression import MissingValue, compile_condition, compile_text
from docgen.composition.field_tree import FieldKind, FieldTree
from docgen.composition.filters import FILTERS
from docgen.diagnostics import Diagnostic, Span
from docgen.vietnamese import slug
from tests.support.tag_fields import TREE, sample

SPAN = Span("khai_bao.yaml", 3, 7)
FIELD_OF = {
    FieldKind.TEXT: "ten",
    FieldKind.NUMBER: "so_nguoi",
    FieldKind.DAY: "ngay_ky",
    FieldKind.YES_NO: "co_bao_ve",
    FieldKind.LIST: "tu",
    FieldKind.RECORD: "nhom",
}


def complaints(source: str) -> list[Diagnostic]:
    return compile_text(source, SPAN, TREE)[1]


def rendered(source: str, **changes: Any) -> str:
    text, found = compile_text(source, SPAN, TREE)
    assert text is not None, found
    return text.render(sample(**changes))


def tag_of(name: str, kind: FieldKind) -> str:
    words = ", ".join(f'"{word}"' for word in FILTERS[name].words)
    return f"{{{{ {FIELD_OF[kind]}|{name}{f'({words})' if words else ''} }}}}"


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("kind", FieldKind)
def test_a_filter_takes_its_own_kinds_and_says_so_of_others(name: str, kind: FieldKind) -> None:
    found = complaints(tag_of(name, kind))
    if kind in FILTERS[name].takes or (not FILTERS[name].takes and kind not in (FieldKind.RECORD, FieldKind.LIST)):
        assert found == []
    else:
        assert {item.rule.code for item in found} == {"truong-sai-loai"}
        assert found[0].span == SPAN
        assert kind.value in found[0].message


def test_the_complaint_says_what_the_filter_is_for_and_what_the_field_is() -> None:
    (found,) = complaints("{{ nhom.ten|ngay }}")
    assert found.message == "Bộ lọc «ngay» dùng cho ngày; «nhom.ten» là chữ"


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_shows_itself_by_an_example_of_its_kind(name: str) -> None:
    known = FILTERS[name]
    assert slug(name) == name
    assert known.says
    assert known.fills == (known.example is None)
    if not known.fills:
        assert isinstance(known.apply(known.example, *known.words), str | int)
    assert known.accepts(known.arguments)
    assert not known.accepts(known.arguments + 1)


@pytest.mark.parametrize(
    ("source", "changes", "expected"),
    [
        ("{{ ten|hoa_moi_tu }}", {"ten": "NGUYỄN VĂN AN"}, "Nguyễn Văn An"),
        ("{{ ten|ong_ba }}", {"ten": "Lê Bình"}, "Ông/Bà Lê Bình"),
        ('{{ ten|hoa_moi_tu|ong_ba("Bà") }}', {"ten": "lê bình"}, "Bà Lê Bình"),
        ("{{ ngay_ky|thang_nam }}", {"ngay_ky": date(2026, 2, 1)}, "tháng 02 năm 2026"),
        ("{{ ngay_ky|thang_nam }}", {"ngay_ky": date(2026, 3, 1)}, "tháng 3 năm 2026"),
        ('{{ ngay_ky|ngay|mac_dinh("ngày … tháng …") }}', {"ngay_ky": None}, "ngày … tháng …"),
        ('{{ ghi_chu|chu_hoa|hoa_dau|mac_dinh("không") }}', {}, "không"),
        ('{{ nhom.ten|chu_hoa|mac_dinh("không") }}', {"nhom": None}, "không"),
        ('{{ so_nguoi|mac_dinh("…") }}', {}, "1234"),
        ('{{ tu|noi_va|mac_dinh("không ai") }}', {"tu": []}, "không ai"),
        ('{{ tu|bat_buoc("Ghi các từ")|noi_va }}', {"tu": ["a", "b"]}, "a và b"),
        ('{{ ngay_ky|bat_buoc("Ghi ngày ký")|ngay }}', {}, "ngày 05 tháng 3 năm 2016"),
    ],
)
def test_filters_follow_one_another(source: str, changes: dict[str, Any], expected: str) -> None:
    assert rendered(source, **changes) == expected


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ('{{ ghi_chu|bat_buoc("Hãy ghi chú vào hồ sơ") }}', {}),
        ('{{ ghi_chu|bat_buoc("Hãy ghi chú vào hồ sơ") }}', {"ghi_chu": "  "}),
        ('{{ ghi_chu|chu_hoa|bat_buoc("Hãy ghi chú vào hồ sơ") }}', {}),
        ('{{ nhom.ten|bat_buoc("Hãy ghi chú vào hồ sơ") }}', {"nhom": None}),
        ('{{ tu|bat_buoc("Hãy ghi chú vào hồ sơ")|noi_va }}', {"tu": []}),
        ('{% for a in chot %}{{ a.ten|bat_buoc("Hãy ghi chú vào hồ sơ") }}{% endfor %}', {"chot": [{"ten": None}]}),
    ],
)
def test_a_demanded_value_that_is_missing_is_asked_for_in_the_authors_words(
    source: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(MissingValue) as caught:
        rendered(source, **changes)
    assert caught.value.diagnostic.message.startswith("Hãy ghi chú vào hồ sơ (thẻ «{{")
    assert caught.value.diagnostic.span == SPAN


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('{{ ngay_ky|mac_dinh("…")|ngay }}', "Viết mac_dinh sau cùng"),
        ("{{ chot|noi_va }}", "Lặp bằng for"),
        ('{{ tu|mac_dinh("…") }}', "là danh sách"),
        ("{{ ten|bat_buoc }}", 'bat_buoc("…")'),
        ("{{ ten|mac_dinh }}", 'mac_dinh("…")'),
        ('{{ ten|ong_ba("Ông", "Bà") }}', 'ong_ba("…")'),
        ("{{ ten|ong_ba(loai) }}", 'ong_ba("…")'),
        ("{{ ten|chu_hoa|so }}", "phần đứng trước là chữ"),
        ("{{ tu|so_luong|ngay }}", "phần đứng trước là số"),
    ],
)
def test_what_filters_cannot_follow_is_told_before_any_paper_is_made(source: str, words: str) -> None:
    assert words in "\n".join(line for item in complaints(source) for line in (item.message, *item.hints))


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("tu|so_luong > 2", True),
        ('ten|chu_hoa == "CÔNG TY A & B"', True),
        ('ghi_chu|mac_dinh("không") == "không"', True),
        ('ghi_chu|chu_hoa == "A"', False),
    ],
)
def test_conditions_know_the_same_filters(source: str, answer: bool) -> None:
    condition, found = compile_condition(source, SPAN, TREE)
    assert condition is not None, found
    assert condition.holds(sample()) is answer


def test_a_filter_of_an_unknown_kind_is_left_to_the_paper() -> None:
    assert complaints("{{ (ten if co_bao_ve else so_nguoi)|chu_hoa }}") == []
    tree = FieldTree(FieldKind.RECORD, children={"a": FieldTree(FieldKind.DAY, optional=True)})
    assert compile_text('{{ a|ngay|mac_dinh("…") }}', SPAN, tree)[1] == []
