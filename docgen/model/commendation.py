"""Yearly commendation: award forms with coefficients, base salaries, and the list itself."""

from __future__ import annotations

from enum import Enum

from docgen.model.base import OfficeModel, vn
from docgen.model.types import Day, Identifier, Name, Number, Text, Whole, Year, YesNo


class AwardForm(OfficeModel):
    """A form of award and its bonus as a coefficient of the base salary; None = not given to that kind."""

    id: Identifier = vn("ma", "Mã hình thức", example="giay_khen")
    name: Text = vn("ten", "Tên hình thức", example="Giấy khen")
    collective_coefficient: Number | None = vn("he_so_tap_the", "Hệ số tập thể", default=None, example="0,6")
    person_coefficient: Number | None = vn("he_so_ca_nhan", "Hệ số cá nhân", default=None, example="0,3")
    since: Day = vn("tu", "Áp dụng từ", example="01/7/2019")
    until: Day | None = vn("den", "Đến hết", default=None, example="30/6/2023")
    source: Text = vn("nguon", "Nguồn", example="Nghị định số 38/2019/NĐ-CP")
    verified: YesNo = vn("da_kiem_chung", "Đã đối chiếu với văn bản gốc", default=False, example="không")


class BaseSalary(OfficeModel):
    """The base salary (lương cơ sở) in force during a period, VND a month."""

    id: Identifier = vn("ma", "Mã", example="lcs_2019")
    amount: Whole = vn("muc", "Mức lương cơ sở (đồng)", example="1.490.000")
    rounding: Whole = vn("lam_tron_len", "Tiền thưởng làm tròn lên đến (đồng)", example="10.000")
    since: Day = vn("tu", "Áp dụng từ", example="01/7/2019")
    until: Day | None = vn("den", "Đến hết", default=None, example="30/6/2023")
    source: Text = vn("nguon", "Nguồn", example="Nghị định số 38/2019/NĐ-CP")
    verified: YesNo = vn("da_kiem_chung", "Đã đối chiếu với văn bản gốc", default=False, example="không")


class Honorific(Enum):
    """How a person is addressed in the list."""

    MR = "Ông"
    MS = "Bà"


class CollectiveRow(OfficeModel):
    """A commended collective."""

    name: Name = vn("ten", "Tên tập thể", example="Tổ bảo vệ số 1")
    enterprise_id: Identifier | None = vn("doanh_nghiep", "Mã doanh nghiệp", default=None, example="bm001")
    park_id: Identifier | None = vn(
        "khu", "Mã khu, cụm (khi không thuộc doanh nghiệp)", default=None, example="kcn_bao_minh"
    )
    merit: Text = vn("thanh_tich", "Tóm tắt thành tích", example="Phát hiện, báo tin kịp thời hai vụ trộm cắp tài sản")
    award_id: Identifier = vn("hinh_thuc", "Mã hình thức khen", example="giay_khen")
    legal_basis: Text | None = vn(
        "can_cu", "Căn cứ riêng của dòng này", default=None, example="Luật Thi đua, khen thưởng"
    )
    note: Text | None = vn("ghi_chu", "Ghi chú", default=None, example="Khen đột xuất")


class PersonRow(OfficeModel):
    """A commended person."""

    honorific: Honorific = vn("danh_xung", "Danh xưng", example="Ông")
    name: Name = vn("ho_ten", "Họ và tên", example="Nguyễn Văn A")
    position: Name = vn("chuc_vu", "Chức vụ", example="Đội trưởng đội bảo vệ")
    enterprise_id: Identifier | None = vn("doanh_nghiep", "Mã doanh nghiệp", default=None, example="bm001")
    park_id: Identifier | None = vn(
        "khu", "Mã khu, cụm (khi không thuộc doanh nghiệp)", default=None, example="kcn_bao_minh"
    )
    merit: Text = vn("thanh_tich", "Tóm tắt thành tích", example="Phát hiện, báo tin kịp thời hai vụ trộm cắp tài sản")
    award_id: Identifier = vn("hinh_thuc", "Mã hình thức khen", example="giay_khen")
    legal_basis: Text | None = vn(
        "can_cu", "Căn cứ riêng của dòng này", default=None, example="Luật Thi đua, khen thưởng"
    )
    note: Text | None = vn("ghi_chu", "Ghi chú", default=None, example="Khen đột xuất")


class CommendationYear(OfficeModel):
    """The commendation list of one year and the decision that it is attached to."""

    year: Year = vn("nam", "Năm", example="2017")
    authority_id: Identifier = vn("co_quan", "Mã cơ quan ra quyết định", example="cong_an_tinh")
    signer_name: Name | None = vn("nguoi_ky", "Họ tên người ký", default=None, example="Nguyễn Văn A")
    decision_number: Whole | None = vn("so_quyet_dinh", "Số quyết định", default=None, example="125")
    day: Day = vn("ngay", "Ngày quyết định", example="15/12/2017")
    legal_basis: Text = vn(
        "can_cu", "Căn cứ khen thưởng (điều, khoản)", example="Quy chế thi đua, khen thưởng của cơ quan"
    )
    row_basis: Text | None = vn(
        "can_cu_tung_dong",
        "Căn cứ ghi ở cột «Căn cứ» (điều, khoản)",
        default=None,
        example="Luật Thi đua, khen thưởng",
        note="Để trống thì cột này ghi như căn cứ khen thưởng của cả danh sách.",
    )
    collectives: tuple[CollectiveRow, ...] = vn("tap_the", "Tập thể", default=())
    persons: tuple[PersonRow, ...] = vn("ca_nhan", "Cá nhân", default=())
    sample: YesNo = vn("mau", "Dữ liệu mẫu", default=False, example="không")
