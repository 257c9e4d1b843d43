"""The declaration of a certificate as a value: page, border, boxes of text in millimetres from the top left corner."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from docgen.layout import Decimals
from docgen.model import OfficeModel, vn
from docgen.model.types import Whole, YesNo

Source = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
"""Text with tags of the template language."""

Colour = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9A-Fa-f]{6}$")]
"""Six hexadecimal digits: red, green, blue."""


def _above_zero(value: float) -> float:
    if value <= 0:
        raise PydanticCustomError("so_thap_phan", "số này phải lớn hơn 0")
    return value


Positive = Annotated[Decimals, AfterValidator(_above_zero)]
"""A number above zero, with decimal comma or dot."""


def _printable(value: float) -> float:
    if not LEAST_SIZE_PT <= value <= MOST_SIZE_PT:
        raise PydanticCustomError("so_thap_phan", f"cỡ chữ phải từ {LEAST_SIZE_PT} đến {MOST_SIZE_PT}")
    return value


FontSize = Annotated[Positive, AfterValidator(_printable)]
"""Points that can be printed and read."""

LEAST_SIZE_PT = 4
MOST_SIZE_PT = 300
MOST_PARAGRAPHS = 50
LEAST_BORDER_MM = 10
LEAST_INSIDE_MM = 60


def _few(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(value) > MOST_PARAGRAPHS:
        raise PydanticCustomError("so_doan", f"một ô có nhiều nhất {MOST_PARAGRAPHS} đoạn")
    return value


class Face(Enum):
    """The faces of the certificate's typeface; the values are the words a clerk writes."""

    REGULAR = "thường"
    BOLD = "đậm"
    ITALIC = "nghiêng"
    BOLD_ITALIC = "đậm nghiêng"
    DISPLAY = "trang trọng"

    @property
    def ascent(self) -> float:
        """Height of the tallest Vietnamese capital (Ễ) above the baseline, as a part of the size."""
        return 1.17 if self is Face.DISPLAY else 0.92

    @property
    def descent(self) -> float:
        """Depth of the deepest letter below the baseline, as a part of the size."""
        return 0.2 if self is Face.DISPLAY else 0.225


class Across(Enum):
    """Where a line stands between the sides of its box."""

    LEFT = "trái"
    CENTRE = "giữa"
    RIGHT = "phải"


class Down(Enum):
    """Where the lines stand between the top and the bottom of their box."""

    TOP = "trên"
    MIDDLE = "giữa"
    BOTTOM = "dưới"


class Rectangle(OfficeModel):
    """A place on the page; millimetres from the top left corner of the sheet."""

    left: Decimals = vn("trai", "Cách mép trái (mm)")
    top: Decimals = vn("tren", "Cách mép trên (mm)")
    width: Positive = vn("rong", "Bề rộng (mm)")
    height: Positive = vn("cao", "Bề cao (mm)")

    @property
    def right(self) -> float:
        """Right side, from the left edge of the sheet."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Lower side, from the upper edge of the sheet."""
        return self.top + self.height

    def overlaps(self, other: Rectangle) -> bool:
        """Tell whether the two share more than a border."""
        across = self.left < other.right - 1e-6 and other.left < self.right - 1e-6
        return across and self.top < other.bottom - 1e-6 and other.top < self.bottom - 1e-6

    def contains(self, other: Rectangle) -> bool:
        """Tell whether ``other`` lies within this rectangle."""
        across = self.left <= other.left + 1e-6 and other.right <= self.right + 1e-6
        return across and self.top <= other.top + 1e-6 and other.bottom <= self.bottom + 1e-6


class Underline(OfficeModel):
    """A line below the last line of a text."""

    ratio: Decimals = vn("ti_le", "Độ dài so với dòng chữ bên trên", example="1")
    weight_pt: Positive = vn("do_day", "Độ dày nét (pt)", example="0,75")
    distance_mm: Decimals = vn("cach_chu", "Khoảng cách dưới chân chữ (mm)", example="1,5")


class TextBox(Rectangle):
    """A text that stays within its rectangle: it shrinks to a least size, wraps, and then is refused.

    One line is preferred down to ``wrap_below_pt`` points (the least size when absent), then more lines at the
    largest size that fits. Each paragraph begins a line; one that comes out empty is left out.
    """

    name: str = vn("ten", "Tên ô, dùng trong thông báo", example="Tên khu, cụm công nghiệp")
    paragraphs: Annotated[tuple[Source, ...], AfterValidator(_few)] = vn(
        "noi_dung", "Các đoạn chữ, có thể có thẻ {{ }}"
    )
    condition: Source | None = vn("dieu_kien", "Chỉ in khi", default=None)
    face: Face = vn("kieu_chu", "Kiểu chữ: thường, đậm, nghiêng, đậm nghiêng, trang trọng")
    size_pt: FontSize = vn("co", "Cỡ chữ (pt)")
    least_size_pt: FontSize = vn("co_nho_nhat", "Cỡ chữ nhỏ nhất (pt)")
    wrap_below_pt: Decimals | None = vn("co_xuong_dong", "Nhỏ hơn cỡ này thì xuống dòng (pt)", default=None)
    most_lines: Whole = vn("so_dong", "Nhiều nhất mấy dòng", default=1)
    line_spacing: Positive = vn("gian_dong", "Khoảng cách dòng so với cỡ chữ", default=1.2)
    colour: Colour = vn("mau", "Màu chữ", default="1A1A1A")
    spacing: Decimals = vn("gian_chu", "Giãn chữ, so với cỡ chữ (0,05 là hơi thưa)", default=0.0)
    heading: YesNo = vn("la_tieu_de", "Là tên của giấy: máy đọc cho người khiếm thị báo đây là đề mục", default=False)
    capitals: YesNo = vn("in_hoa", "In hoa", default=False)
    across: Across = vn("canh", "Căn ngang: trái, giữa, phải", default=Across.CENTRE)
    down: Down = vn("canh_doc", "Căn dọc: trên, giữa, dưới", default=Down.TOP)
    underline: Underline | None = vn("gach_duoi", "Đường kẻ dưới chữ", default=None)
    with_code: YesNo = vn("chi_khi_co_ma", "Chỉ in khi giấy có mã QR", default=False)

    @property
    def text_height(self) -> float:
        """Height in millimetres that the text may take: that of the box less what the underline needs."""
        if self.underline is None:
            return self.height
        return self.height - self.underline.distance_mm - self.underline.weight_pt * 25.4 / 72


class Border(OfficeModel):
    """The ornamental frame, drawn by us."""

    inset_mm: Decimals = vn("cach_mep", "Cách mép giấy (mm)")
    width_mm: Positive = vn("be_day", "Bề dày khung (mm)")
    main_colour: Colour = vn("mau_chinh", "Màu chính")
    accent_colour: Colour = vn("mau_phu", "Màu phụ")


class Flourish(OfficeModel):
    """A short ornamental line with a lozenge in its middle."""

    centre: Decimals = vn("tam", "Tâm cách mép trái (mm)")
    top: Decimals = vn("tren", "Cách mép trên (mm)")
    width: Positive = vn("rong", "Bề rộng (mm)")
    colour: Colour = vn("mau", "Màu")


class Picture(Rectangle):
    """A picture of the office, drawn as large as its place allows, in its middle."""

    file: Source = vn("tep", "Tệp hình PNG trong thư mục này")
    meaning: Source = vn("mo_ta", "Hình vẽ gì, để máy đọc cho người khiếm thị")


class CodeTexts(OfficeModel):
    """What the square code of a certificate says, each a text with tags; a code with a text left empty is not drawn.

    All but issuer and standard must stand on the page too, so that whoever checks it can compare.
    """

    condition: Source | None = vn("dieu_kien", "Chỉ in mã khi", default=None)
    meaning: Source = vn("mo_ta", "Mã dùng làm gì, để máy đọc cho người khiếm thị")
    issuer: Source = vn("co_quan", "Mã cơ quan cấp giấy, như trong hồ sơ")
    serial: Source = vn("so", "Số vào sổ")
    subject: Source = vn("ten", "Cấp cho ai")
    standard: Source = vn("tieu_chuan", "Tiêu chuẩn, hình thức được công nhận")
    year: Source = vn("nam", "Năm được công nhận")
    decision: Source = vn("quyet_dinh", "Số quyết định")
    day: Source = vn("ngay", "Ngày quyết định, viết bằng số: {{ … | ngay_so }}")
    valid_from: Source | None = vn("hieu_luc_tu", "Có hiệu lực từ ngày, viết bằng số", default=None)
    valid_to: Source | None = vn("hieu_luc_den", "Có hiệu lực đến hết ngày, viết bằng số", default=None)


class Rosette(OfficeModel):
    """A large pale rosette of fine lines behind the text."""

    across_mm: Decimals = vn("tam_ngang", "Tâm cách mép trái (mm)")
    down_mm: Decimals = vn("tam_doc", "Tâm cách mép trên (mm)")
    radius_mm: Positive = vn("ban_kinh", "Bán kính (mm)")
    colour: Colour = vn("mau", "Màu, rất nhạt")


class DocumentInfo(OfficeModel):
    """What the file says about itself."""

    title: Source = vn("tieu_de", "Tiêu đề tệp")
    author: Source = vn("tac_gia", "Tác giả")
    subject: Source = vn("chu_de", "Chủ đề")
    day: Source | None = vn("ngay", "Ngày của giấy, viết bằng số: {{ … | ngay_so }}", default=None)


class CertificateDrawing(OfficeModel):
    """A certificate: one page with a border and boxes of text, and a place kept free for signature and seal."""

    name: str = vn("ten", "Tên giấy")
    width_mm: Positive = vn("kho_rong", "Bề rộng giấy (mm)")
    height_mm: Positive = vn("kho_cao", "Bề cao giấy (mm)")
    info: DocumentInfo = vn("thong_tin", "Thông tin của tệp")
    border: Border = vn("khung", "Khung viền")
    background: Rosette | None = vn("hoa_van_nen", "Hoa văn chìm dưới chữ", default=None)
    flourishes: tuple[Flourish, ...] = vn("net_trang_tri", "Nét trang trí", default=())
    pictures: tuple[Picture, ...] = vn("hinh", "Biểu trưng, hình của cơ quan (tệp PNG)", default=())
    code_space: Rectangle | None = vn("cho_ma", "Chỗ in mã QR, để trống khi không có", default=None)
    code: CodeTexts | None = vn("ma_qr", "Nội dung mã QR, khi cơ quan có khóa ký", default=None)
    signing_space: Rectangle = vn("cho_ky", "Chỗ chừa để ký và đóng dấu")
    boxes: tuple[TextBox, ...] = vn("o", "Các ô chữ")

    @property
    def border_can_be_drawn(self) -> bool:
        """Tell whether the border is thick enough for its fret and leaves enough of the page."""
        edge = self.border.inset_mm + self.border.width_mm
        enough = min(self.width_mm, self.height_mm) - 2 * edge >= LEAST_INSIDE_MM
        return enough and self.border.inset_mm >= 0 and self.border.width_mm >= LEAST_BORDER_MM

    @property
    def inside(self) -> Rectangle:
        """What the border leaves free; only where :attr:`border_can_be_drawn`."""
        edge = self.border.inset_mm + self.border.width_mm
        return Rectangle(left=edge, top=edge, width=self.width_mm - 2 * edge, height=self.height_mm - 2 * edge)
