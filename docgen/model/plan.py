"""The joint plan (kế hoạch liên tịch) that sets up the model."""

from __future__ import annotations

from docgen.model.base import OfficeModel, vn
from docgen.model.types import Day, Identifier, Name, Text, When, Whole, Year, YesNo


class PlanSection(OfficeModel):
    """A numbered part with a heading and paragraphs."""

    heading: Text = vn("tieu_de", "Tiêu đề")
    paragraphs: tuple[Text, ...] = vn("doan", "Các đoạn")


class Milestone(OfficeModel):
    """A row of the timeline."""

    when: When = vn("thoi_gian", "Thời gian", example="Quý II/2016")
    task: Text = vn("noi_dung", "Nội dung công việc")
    lead: Text = vn("chu_tri", "Chủ trì")
    support: Text | None = vn("phoi_hop", "Phối hợp", default=None)


class Duty(OfficeModel):
    """What one of the signing bodies takes on."""

    agency_id: Identifier = vn("co_quan", "Mã cơ quan", example="cong_an_tinh")
    tasks: tuple[Text, ...] = vn("nhiem_vu", "Nhiệm vụ")


class PlanSigner(OfficeModel):
    """Which person signs for one of the issuing bodies, where it is not simply the first in office."""

    agency_id: Identifier = vn("co_quan", "Mã cơ quan")
    name: Name = vn("ho_ten", "Họ và tên người ký")


class JointPlan(OfficeModel):
    """A plan issued jointly by several bodies, the lead body first."""

    id: Identifier = vn("ma", "Mã kế hoạch", example="khlt_2016")
    type_name: Text = vn("ten_loai", "Tên loại văn bản", default="Kế hoạch liên tịch", example="Kế hoạch liên tịch")
    abstract: Text = vn("trich_yeu", "Trích yếu")
    number: Whole | None = vn("so", "Số", default=None, note="Để trống khi chưa cấp số.")
    type_code: Name = vn("chu_viet_tat", "Chữ viết tắt tên loại", default="KHLT", example="KHLT")
    day: Day = vn("ngay", "Ngày ký", example="30/3/2016")
    agency_ids: tuple[Identifier, ...] = vn("co_quan", "Các cơ quan ban hành, cơ quan chủ trì trước")
    signers: tuple[PlanSigner, ...] = vn("nguoi_ky", "Người ký", default=())
    first_year: Year = vn("tu_nam", "Từ năm", example="2016")
    last_year: Year = vn("den_nam", "Đến năm", example="2020")
    bases: tuple[Text, ...] = vn("can_cu", "Căn cứ", note="Không ghi dấu ; hoặc . ở cuối.")
    opening: Text = vn("mo_dau", "Đoạn mở đầu")
    aims: tuple[Text, ...] = vn("muc_dich", "Mục đích")
    requirements: tuple[Text, ...] = vn("yeu_cau", "Yêu cầu")
    contents: tuple[PlanSection, ...] = vn("noi_dung", "Nội dung")
    milestones: tuple[Milestone, ...] = vn("tien_do", "Tiến độ thực hiện")
    duties: tuple[Duty, ...] = vn("phan_cong", "Phân công trách nhiệm")
    organisation: tuple[PlanSection, ...] = vn(
        "to_chuc_thuc_hien", "Tổ chức thực hiện", note="Sơ kết, tổng kết, kinh phí…"
    )
    closing: Text = vn("ket_thuc", "Đoạn kết thúc")
    recipients: tuple[Text, ...] = vn("noi_nhan", "Nơi nhận")
    filing: Text = vn("luu", "Dòng lưu", example="VT (CAT, LĐLĐ, BQLCKCN)")
    sample: YesNo = vn("mau", "Bản ghi mẫu", default=False, example="không")
