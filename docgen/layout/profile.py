"""The layout that a decree asks for, as a value: paper, margins, one style for each component of a paper."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cached_property

from docgen.layout.profile_values import Cited, Day, Decimals, Measure, ProfileModel, YesNo, keyed


class Alignment(Enum):
    """How lines stand between the margins; the values are the words a clerk reads."""

    LEFT = "trái"
    CENTRE = "giữa"
    RIGHT = "phải"
    JUSTIFIED = "đều hai bên"


class Paper(Cited):
    """The sheet, upright, in millimetres."""

    name: str = keyed("ten", "Tên khổ giấy")
    width_mm: Decimals = keyed("chieu_rong", "Chiều rộng (mm)")
    height_mm: Decimals = keyed("chieu_cao", "Chiều cao (mm)")


class Margins(Cited):
    """Margins of the page in millimetres; the header distance is from the paper's edge to the page number."""

    top: Measure = keyed("tren", "Lề trên (mm)")
    bottom: Measure = keyed("duoi", "Lề dưới (mm)")
    left: Measure = keyed("trai", "Lề trái (mm)")
    right: Measure = keyed("phai", "Lề phải (mm)")
    header: Measure = keyed("so_trang_cach_mep", "Số trang cách mép giấy trên (mm)")


class Typeface(Cited):
    """The one typeface of a paper and its colour (six hexadecimal digits)."""

    name: str = keyed("ten", "Phông chữ")
    colour: str = keyed("mau", "Màu chữ")


class HeaderColumns(Cited):
    """Widths in millimetres of the two columns at the head of the first page (upright paper)."""

    left_mm: Decimals = keyed("trai", "Cột tên cơ quan, số và ký hiệu (mm)")
    right_mm: Decimals = keyed("phai", "Cột Quốc hiệu, Tiêu ngữ, địa danh và ngày (mm)")


class SizePreset(Cited):
    """Sizes in points that go together in one paper."""

    id: str = keyed("ma", "Tên bộ cỡ chữ")
    national_title: Decimals = keyed("quoc_hieu", "Quốc hiệu")
    motto: Decimals = keyed("tieu_ngu", "Tiêu ngữ")
    place_and_date: Decimals = keyed("dia_danh_ngay", "Địa danh và thời gian")
    body: Decimals = keyed("noi_dung", "Tên loại, trích yếu, nội dung, khối ký")


class Lettering(Cited):
    """Size in points and shape of the letters of a component."""

    size: Measure = keyed("co", "Cỡ chữ (pt)")
    bold: YesNo = keyed("dam", "Chữ đậm")
    italic: YesNo = keyed("nghieng", "Chữ nghiêng")
    capitals: YesNo = keyed("in_hoa", "Chữ in hoa")


class Paragraph(Cited):
    """How the paragraphs of a component stand: millimetres for indents, points for spacing, lines for line height."""

    alignment: Alignment = keyed("canh", "Căn lề")
    first_line: Measure = keyed("thut_dong_dau", "Thụt dòng đầu (mm)")
    before: Measure = keyed("cach_truoc", "Khoảng cách trước đoạn (pt)")
    after: Measure = keyed("cach_sau", "Khoảng cách sau đoạn (pt)")
    lines: Measure = keyed("gian_dong", "Khoảng cách dòng (số dòng)")
    keep_with_next: YesNo = keyed("lien_doan_sau", "Luôn cùng trang với đoạn sau")
    height: Measure | None = keyed("cao", "Chiều cao để trống (mm)", default=None)


class RuledLine(Cited):
    """A line below a text: its length as a fraction of the text line above it, its weight in points."""

    ratio: Measure = keyed("ti_le", "Độ dài so với dòng chữ bên trên")
    weight: Measure = keyed("do_day", "Độ dày nét (pt)")


class ComponentStyle(ProfileModel):
    """One component of a paper; ``name`` is the paragraph style in Word templates."""

    name: str = keyed("ten", "Tên kiểu trong Word")
    lettering: Lettering = keyed("chu", "Chữ")
    paragraph: Paragraph = keyed("doan", "Đoạn")
    line: RuledLine | None = keyed("duong_ke", "Đường kẻ", default=None)

    def measures(self) -> Iterator[tuple[tuple[str, str], Measure]]:
        """Yield every number of the style after its path of Vietnamese keys: ``("doan", "gian_dong"), measure``."""
        for group in ("lettering", "paragraph", "line"):
            part: ProfileModel | None = getattr(self, group)
            if part is None:
                continue
            group_key = type(self).model_fields[group].alias or group
            for name, info in type(part).model_fields.items():
                value = getattr(part, name)
                if isinstance(value, Measure):
                    yield (group_key, info.alias or name), value


class LayoutProfile(ProfileModel):
    """A decree's layout, in force from ``valid_from`` to ``valid_to`` (both included, None = still in force)."""

    name: str = keyed("ten", "Tên bộ thể thức")
    decree: str = keyed("van_ban", "Văn bản quy định")
    valid_from: Day = keyed("hieu_luc_tu", "Có hiệu lực từ ngày")
    valid_to: Day | None = keyed("hieu_luc_den", "Hết hiệu lực sau ngày", default=None)
    paper: Paper = keyed("kho_giay", "Khổ giấy")
    margins: Margins = keyed("le", "Lề trang")
    typeface: Typeface = keyed("phong_chu", "Phông chữ")
    header_columns: HeaderColumns = keyed("cot_dau_trang", "Hai cột đầu trang thứ nhất")
    size_presets: tuple[SizePreset, ...] = keyed("bo_co_chu", "Các bộ cỡ chữ đi cùng nhau")
    styles: tuple[ComponentStyle, ...] = keyed("kieu", "Kiểu trình bày từng thành phần")

    @cached_property
    def _by_name(self) -> dict[str, ComponentStyle]:
        return {style.name: style for style in self.styles}

    def style(self, name: str) -> ComponentStyle:
        """Return the style of a component by its Word name; raises KeyError when the profile has none."""
        return self._by_name[name]

    def has_style(self, name: str) -> bool:
        """Tell whether the profile knows a style of this Word name."""
        return name in self._by_name

    @property
    def text_width_mm(self) -> float:
        """Width of the text area of an upright page in millimetres."""
        return self.paper.width_mm - self.margins.left.value - self.margins.right.value
