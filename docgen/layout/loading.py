"""A layout profile read from its YAML text and checked against itself."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.diagnostics import Diagnostic, has_errors
from docgen.layout import complaints
from docgen.layout.profile import LayoutProfile
from docgen.layout.profile_values import Measure
from docgen.schema import Places, bind, compose

STYLE_NAMES = (
    "VB Quốc hiệu",
    "VB Tiêu ngữ",
    "VB Đường kẻ dài",
    "VB Đường kẻ ngắn",
    "VB Cơ quan chủ quản",
    "VB Cơ quan ban hành",
    "VB Số ký hiệu",
    "VB Địa danh ngày",
    "VB Tên loại",
    "VB Trích yếu",
    "VB Kèm theo",
    "VB Căn cứ",
    "VB Quyết định",
    "VB Chương",
    "VB Tên chương",
    "VB Mục lớn",
    "VB Mục nhỏ",
    "VB Điều",
    "VB Khoản",
    "VB Điểm",
    "VB Đoạn",
    "VB Bảng tiêu đề",
    "VB Bảng chữ",
    "VB Bảng giữa",
    "VB Bảng số",
    "VB Quyền hạn ký",
    "VB Chức vụ ký",
    "VB Khoảng ký",
    "VB Họ tên ký",
    "VB Nơi nhận tiêu đề",
    "VB Nơi nhận",
    "VB Số trang",
)
"""Components that every profile must describe, by the name of their style in Word."""

_MARGIN_KEYS = {"top": "tren", "bottom": "duoi", "left": "trai", "right": "phai", "header": "so_trang_cach_mep"}


def load_profile(text: str, file: str) -> tuple[LayoutProfile | None, list[Diagnostic]]:
    """Read a profile from YAML ``text``; ``file`` is the name that complaints show.

    Returns None in place of the profile when a complaint is an error.
    """
    node, found = compose(text, file)
    if node is None:
        return None, found
    profile, places, more = bind(node, LayoutProfile)
    found = [*found, *more]
    if profile is not None:
        found += [*_numbers(profile, places), *_styles(profile, places), *_page(profile, places)]
    return (None if has_errors(found) else profile), found


def _numbers(profile: LayoutProfile, places: Places) -> Iterator[Diagnostic]:
    for name, key in _MARGIN_KEYS.items():
        yield from _in_range(getattr(profile.margins, name), places, "le", key)
    for index, style in enumerate(profile.styles):
        for path, measure in style.measures():
            yield from _in_range(measure, places, "kieu", index, *path)


def _in_range(measure: Measure, places: Places, *path: str | int) -> Iterator[Diagnostic]:
    if not measure.permits(measure.value):
        yield complaints.OUT_OF_RANGE.at(
            places.span(*path, "chon"),
            f"số {_written(measure.value)} nằm ngoài mức được phép ({_allowed(measure)})",
            "Hãy sửa «chon» cho nằm trong mức được phép, hoặc xem lại mức đã ghi theo văn bản quy định",
        )


def _allowed(measure: Measure) -> str:
    if measure.allowed:
        return " hoặc ".join(_written(value) for value in measure.allowed)
    parts = [
        f"{word} {_written(value)}"
        for word, value in (("từ", measure.minimum), ("đến", measure.maximum))
        if value is not None
    ]
    return " ".join(parts)


def _written(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _styles(profile: LayoutProfile, places: Places) -> Iterator[Diagnostic]:
    first_place: dict[str, int] = {}
    for index, style in enumerate(profile.styles):
        if style.name in first_place:
            yield complaints.STYLE_TWICE.at(
                places.span("kieu", index, "ten"),
                f"kiểu «{style.name}» đã có ở dòng {places.span('kieu', first_place[style.name], 'ten').line}",
                "Hãy bỏ một trong hai, hoặc đổi tên",
            )
        first_place.setdefault(style.name, index)
    for name in STYLE_NAMES:
        if name not in first_place:
            yield complaints.STYLE_MISSING.at(
                places.span("kieu"), f"chưa có kiểu «{name}»", f"Hãy thêm một mục có «ten: {name}» dưới khóa «kieu»"
            )


def _page(profile: LayoutProfile, places: Places) -> Iterator[Diagnostic]:
    if profile.valid_to is not None and profile.valid_to < profile.valid_from:
        yield complaints.VALIDITY_REVERSED.at(
            places.span("hieu_luc_den"), "ngày hết hiệu lực đứng trước ngày có hiệu lực", "Hãy xem lại hai ngày này"
        )
    columns = profile.header_columns
    if columns.left_mm + columns.right_mm > profile.text_width_mm + 1e-6:
        yield complaints.COLUMNS_TOO_WIDE.at(
            places.span("cot_dau_trang"),
            f"hai cột rộng {_written(columns.left_mm + columns.right_mm)} mm, "
            f"vùng chữ chỉ rộng {_written(profile.text_width_mm)} mm",
            "Hãy giảm bề rộng cột hoặc giảm lề",
        )
    sizes = _coupled_sizes(profile)
    presets = [(item.national_title, item.motto, item.place_and_date) for item in profile.size_presets]
    if sizes is not None and sizes not in presets:
        yield complaints.SIZES_APART.at(
            places.span("bo_co_chu"),
            f"Quốc hiệu, Tiêu ngữ, địa danh và ngày đang dùng cỡ {' - '.join(map(_written, sizes))}, "
            "không theo bộ cỡ chữ nào",
            "Hãy chọn cỡ của ba thành phần này theo một bộ trong «bo_co_chu»",
        )


def _coupled_sizes(profile: LayoutProfile) -> tuple[float, float, float] | None:
    names = ("VB Quốc hiệu", "VB Tiêu ngữ", "VB Địa danh ngày")
    if not all(profile.has_style(name) for name in names):
        return None
    title, motto, place = (profile.style(name).lettering.size.value for name in names)
    return title, motto, place
