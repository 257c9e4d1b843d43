"""Agencies: bodies that issue, sign or receive papers, with what they were called and who signed, by date."""

from __future__ import annotations

from datetime import date
from enum import Enum

from docgen.model.base import OfficeModel, in_force, vn
from docgen.model.types import Day, Identifier, Name, Text, YesNo


class SigningAuthority(Enum):
    """In whose stead a signatory signs (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7b)."""

    HEAD = "truc_tiep"
    ON_BEHALF_OF_COLLECTIVE = "TM."
    ACTING = "Q."
    FOR_HEAD = "KT."
    BY_ORDER = "TL."
    BY_AUTHORISATION = "TUQ."


class Signatory(OfficeModel):
    """A person who signs for an agency during a period of office."""

    name: Name = vn("ho_ten", "Họ và tên", example="Nguyễn Văn A", note="Không ghi học hàm, học vị.")
    title: Name = vn("chuc_vu", "Chức vụ", example="Giám đốc")
    authority: SigningAuthority = vn(
        "hinh_thuc_ky",
        "Hình thức ký",
        default=SigningAuthority.HEAD,
        example="truc_tiep",
        note="truc_tiep, TM., Q., KT., TL. hoặc TUQ.",
    )
    on_behalf_of: Name | None = vn(
        "ky_thay",
        "Ký thay, thay mặt cho",
        default=None,
        example="Ban Thường vụ",
        note="Phần sau TM., KT., TL., TUQ.: tập thể hoặc chức vụ người đứng đầu.",
    )
    rank: Name | None = vn("cap_bac", "Cấp bậc", default=None, example="Thiếu tướng")
    since: Day = vn("tu", "Giữ chức từ ngày", example="01/01/2015")
    until: Day | None = vn("den", "Đến hết ngày", default=None, example="31/12/2020")
    sample: YesNo = vn("mau", "Tên mẫu, chưa phải người thật", default=False, example="không")
    source: Text | None = vn("nguon", "Nguồn", default=None, example="Trang thông tin của cơ quan, đọc ngày 01/3/2016")

    def in_office(self, day: date) -> bool:
        """Tell whether the person holds the office on that day."""
        return in_force(self.since, self.until, day)


class AgencyPeriod(OfficeModel):
    """What an agency is called, where it sits and under whom, during one period."""

    since: Day = vn("tu", "Từ ngày", example="01/01/1997")
    until: Day | None = vn("den", "Đến hết ngày", default=None, example="30/6/2025")
    name: Name = vn("ten", "Tên cơ quan", example="Công an tỉnh Nam Định")
    short_name: Name = vn("ten_ngan", "Tên gọi tắt trong câu", example="Công an tỉnh")
    superior: Name | None = vn("co_quan_chu_quan", "Cơ quan chủ quản", default=None, example="Bộ Công an")
    symbol: Name = vn("ky_hieu", "Chữ viết tắt trong ký hiệu", example="CAT")
    place: Name = vn("dia_danh", "Địa danh ghi trước ngày tháng", example="Nam Định")
    head_title: Name = vn("chuc_vu_dung_dau", "Chức vụ người đứng đầu", example="Giám đốc")
    source: Text | None = vn("nguon", "Nguồn", default=None, example="Trang thông tin của cơ quan, đọc ngày 01/3/2016")


class Agency(OfficeModel):
    """One body through all its names."""

    id: Identifier = vn("ma", "Mã cơ quan", example="cong_an_tinh")
    armed_force: YesNo = vn(
        "luc_luong_vu_trang",
        "Thuộc lực lượng vũ trang",
        default=False,
        example="có",
        note="Chỉ lực lượng vũ trang ghi cấp bậc trước họ tên người ký.",
    )
    periods: tuple[AgencyPeriod, ...] = vn("giai_doan", "Các giai đoạn")
    signatories: tuple[Signatory, ...] = vn("nguoi_ky", "Người ký", default=())

    def on(self, day: date) -> AgencyPeriod | None:
        """Return the period in force on that day, or None."""
        return next((period for period in self.periods if in_force(period.since, period.until, day)), None)

    def signatory_on(self, day: date, name: str | None = None) -> Signatory | None:
        """Return who signs on that day: the named person if in office, else the first one in office."""
        serving = [person for person in self.signatories if person.in_office(day)]
        if name is not None:
            serving = [person for person in serving if person.name == name]
        return serving[0] if serving else None
