"""The frame of a paper in the sense of Nghị định 30/2020/NĐ-CP: issuers, number, place and date, signers, recipients.

Views are what tags see: plain values already decided for the day of the paper, under Vietnamese keys.
"""

from __future__ import annotations

from datetime import date

from docgen.model import OfficeModel, vn


class IssuerView(OfficeModel):
    """An issuing body as it is called on the day of the paper."""

    superior: str | None = vn("co_quan_chu_quan", "Cơ quan chủ quản")
    name: str = vn("ten", "Tên cơ quan ban hành")
    short_name: str = vn("ten_ngan", "Tên gọi tắt trong câu")
    symbol: str = vn("ky_hieu", "Chữ viết tắt trong ký hiệu văn bản")
    decider: str = vn("nguoi_ban_hanh", "Người, tập thể ban hành trong câu: Giám đốc Công an tỉnh Nam Định")


class SignatureView(OfficeModel):
    """One signature block: authority line («TM. BAN THƯỜNG VỤ», «KT. GIÁM ĐỐC»), title, name."""

    authority: str | None = vn("quyen_han", "Dòng quyền hạn ký")
    title: str = vn("chuc_vu", "Chức vụ người ký")
    name: str = vn("ho_ten", "Họ và tên người ký (kèm cấp bậc với lực lượng vũ trang)")


class FrameView(OfficeModel):
    """Everything around the text of a paper; tag prefix ``van_ban``."""

    type_name: str = vn("ten_loai", "Tên loại văn bản")
    called: str = vn("ten_goi", "Tên mà văn bản kèm theo tự gọi mình: Nội quy, Quy chế")
    abstract: str = vn("trich_yeu", "Trích yếu")
    number_and_symbol: str = vn("so_ky_hieu", "Số, ký hiệu kèm chữ «Số:»; để trống chỗ số khi chưa cấp")
    bare_number: str = vn("so_ky_hieu_gon", "Số, ký hiệu không kèm chữ «Số:»")
    place_and_date: str = vn("dia_danh_ngay", "Địa danh và ngày tháng")
    date_in_words: str = vn("ngay_chu", "«ngày … tháng … năm …», để trống khi chưa có ngày")
    day: date | None = vn("ngay", "Ngày văn bản")
    year: int = vn("nam", "Năm văn bản")
    issuers: tuple[IssuerView, ...] = vn("co_quan", "Các cơ quan ban hành")
    signatures: tuple[SignatureView, ...] = vn("chu_ky", "Các khối chữ ký")
    recipients: tuple[str, ...] = vn("noi_nhan", "Nơi nhận, không kèm dấu gạch và dấu chấm phẩy")
    filing: str = vn("luu", "Nội dung sau chữ «Lưu:», không kèm dấu chấm")
    sample: bool = vn("du_lieu_mau", "Có dùng dữ liệu mẫu")
