"""Criteria sets and yearly assessments: does a park or an enterprise meet the standard?"""

from __future__ import annotations

from enum import Enum

from docgen.model.base import OfficeModel, vn
from docgen.model.serial_pattern import USUAL_PATTERN, SerialPattern, serial_text
from docgen.model.types import Day, Identifier, Name, Number, Text, Whole, Year, YesNo


class CriteriaTarget(Enum):
    """What a criteria set is applied to."""

    PARK = "khu"
    ENTERPRISE = "doanh_nghiep"


class Comparison(Enum):
    """How a figure is compared with its threshold."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="


class Criterion(OfficeModel):
    """One criterion: a figure of the assessment against a threshold.

    Where ``denominator`` is given, the figure compared is the percentage ``figure / denominator x 100``.
    """

    id: Identifier = vn("ma", "Mã tiêu chí", example="ty_le_dang_ky")
    name: Text = vn("ten", "Tên tiêu chí", example="Doanh nghiệp đăng ký xây dựng mô hình")
    figure: Identifier = vn("chi_so", "Số liệu", example="so_dn_dang_ky")
    denominator: Identifier | None = vn("tren", "Tính theo phần trăm của", default=None, example="so_dn")
    comparison: Comparison = vn("phep_so", "Phép so", example=">=", note=">=, <= hoặc =.")
    threshold: Number = vn("nguong", "Ngưỡng", example="70")
    unit: Name = vn("don_vi", "Đơn vị tính", example="%")
    source: Text = vn("nguon", "Nguồn của ngưỡng", example="Mức do cơ quan đề ra trong kế hoạch")


class CriteriaSet(OfficeModel):
    """A set of criteria, all of which must hold, with its validity."""

    id: Identifier = vn("ma", "Mã bộ tiêu chí", example="khu_2016")
    name: Text = vn("ten", "Tên bộ tiêu chí", example="Tiêu chí khu, cụm an toàn về an ninh, trật tự")
    target: CriteriaTarget = vn("ap_dung_cho", "Áp dụng cho", example="khu")
    since: Day = vn("tu", "Có hiệu lực từ", example="30/3/2016")
    until: Day | None = vn("den", "Hết hiệu lực sau", default=None, example="31/12/2020")
    source: Text = vn("nguon", "Nguồn", example="Kế hoạch liên tịch ngày 30/3/2016")
    criteria: tuple[Criterion, ...] = vn("tieu_chi", "Các tiêu chí")


class Certificate(OfficeModel):
    """Decision and serial of the certificate given to a park."""

    decision_number: Text = vn("so_quyet_dinh", "Số, ký hiệu quyết định công nhận", example="125/QĐ-UBND")
    decision_day: Day = vn("ngay_quyet_dinh", "Ngày quyết định", example="18/11/2017")
    serial: Whole | None = vn("so_vao_so", "Số vào sổ cấp giấy", default=None, example="01")


class Assessment(OfficeModel):
    """The result of one park (or one enterprise) in the year."""

    park_id: Identifier | None = vn("khu", "Mã khu, cụm", default=None, example="kcn_bao_minh")
    enterprise_id: Identifier | None = vn("doanh_nghiep", "Mã doanh nghiệp", default=None, example="bm001")
    figures: dict[Identifier, Number] = vn(
        "so_lieu", "Số liệu", example="so_dn_dang_ky: 12", note="Mỗi dòng một số liệu mà bộ tiêu chí nhắc đến."
    )
    certificate: Certificate | None = vn("cong_nhan", "Quyết định công nhận và giấy", default=None)
    note: Text | None = vn("ghi_chu", "Ghi chú", default=None, example="Nơi làm điểm")


class AssessmentYear(OfficeModel):
    """All assessments of one year."""

    year: Year = vn("nam", "Năm", example="2017")
    meeting_day: Day = vn("ngay_hop_xet", "Ngày họp xét", example="15/11/2017")
    park_criteria_id: Identifier = vn("bo_tieu_chi_khu", "Bộ tiêu chí áp dụng cho khu, cụm", example="khu_2016")
    enterprise_criteria_id: Identifier | None = vn(
        "bo_tieu_chi_doanh_nghiep", "Bộ tiêu chí áp dụng cho doanh nghiệp", default=None, example="doanh_nghiep_2021"
    )
    authority_id: Identifier = vn(
        "co_quan_cong_nhan",
        "Mã cơ quan công nhận",
        example="cong_an_tinh",
        note="Mã của cơ quan có thẩm quyền công nhận, như trong thư mục co_quan.",
    )
    serial_series: Text = vn("ky_hieu_so", "Ký hiệu sổ cấp giấy", example="GCN-ATANTT")
    serial_pattern: SerialPattern = vn(
        "mau_so",
        "Cách viết số vào sổ",
        default=USUAL_PATTERN,
        example='"{so}/{nam}/{ky_hieu}"',
        note="{so3} là số có ít nhất ba chữ số; không có {nam} thì số đánh liên tục qua các năm.",
    )
    assessments: tuple[Assessment, ...] = vn("ket_qua", "Kết quả đánh giá")
    sample: YesNo = vn("mau", "Dữ liệu mẫu", default=False, example="không")

    def serial_text(self, number: int) -> str:
        """Return a number of the year's series as it is printed: «01/2017/GCN-ATANTT»."""
        return serial_text(self.serial_pattern, number, self.year, self.serial_series)
