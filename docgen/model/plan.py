"""The joint plan (kế hoạch liên tịch) that sets up the model."""

from __future__ import annotations

from docgen.model.base import OfficeModel, vn
from docgen.model.types import Day, Identifier, Name, Text, When, Whole, Year, YesNo


class PlanSection(OfficeModel):
    """A numbered part with a heading and paragraphs."""

    heading: Text = vn("tieu_de", "Tiêu đề", example="Tuyên truyền, vận động")
    paragraphs: tuple[Text, ...] = vn(
        "doan", "Các đoạn", example="Phổ biến nội dung mô hình đến từng doanh nghiệp, người lao động"
    )


class Milestone(OfficeModel):
    """A row of the timeline."""

    when: When = vn("thoi_gian", "Thời gian", example="Quý II/2016")
    task: Text = vn("noi_dung", "Nội dung công việc", example="Xây dựng mô hình điểm tại Khu công nghiệp Bảo Minh")
    lead: Text = vn("chu_tri", "Chủ trì", example="Công an tỉnh")
    support: Text | None = vn("phoi_hop", "Phối hợp", default=None, example="Ban Quản lý các khu công nghiệp tỉnh")


class Duty(OfficeModel):
    """What one of the signing bodies takes on."""

    agency_id: Identifier = vn("co_quan", "Mã cơ quan", example="cong_an_tinh")
    tasks: tuple[Text, ...] = vn(
        "nhiem_vu", "Nhiệm vụ", example="Hướng dẫn doanh nghiệp xây dựng nội quy về an ninh, trật tự"
    )


class PlanSigner(OfficeModel):
    """Which person signs for one of the issuing bodies, where it is not simply the first in office."""

    agency_id: Identifier = vn("co_quan", "Mã cơ quan", example="cong_an_tinh")
    name: Name = vn("ho_ten", "Họ và tên người ký", example="Nguyễn Văn A")


class JointPlan(OfficeModel):
    """A plan issued jointly by several bodies, the lead body first."""

    id: Identifier = vn("ma", "Mã kế hoạch", example="khlt_2016")
    type_name: Text = vn("ten_loai", "Tên loại văn bản", default="Kế hoạch liên tịch", example="Kế hoạch liên tịch")
    abstract: Text = vn(
        "trich_yeu", "Trích yếu", example="Xây dựng mô hình khu, cụm công nghiệp an toàn về an ninh, trật tự"
    )
    number: Whole | None = vn("so", "Số", default=None, example="15", note="Bỏ dòng này khi chưa cấp số.")
    type_code: Name = vn("chu_viet_tat", "Chữ viết tắt tên loại", default="KHLT", example="KHLT")
    day: Day = vn("ngay", "Ngày ký", example="30/3/2016")
    agency_ids: tuple[Identifier, ...] = vn(
        "co_quan", "Các cơ quan ban hành, cơ quan chủ trì trước", example="cong_an_tinh"
    )
    signers: tuple[PlanSigner, ...] = vn("nguoi_ky", "Người ký", default=())
    first_year: Year = vn("tu_nam", "Từ năm", example="2016")
    last_year: Year = vn("den_nam", "Đến năm", example="2020")
    bases: tuple[Text, ...] = vn(
        "can_cu",
        "Căn cứ",
        example="Chức năng, nhiệm vụ của các cơ quan",
        note="Không ghi dấu ; hoặc . ở cuối.",
    )
    opening: Text = vn("mo_dau", "Đoạn mở đầu", example="Các cơ quan thống nhất xây dựng mô hình như sau:")
    aims: tuple[Text, ...] = vn("muc_dich", "Mục đích", example="Giữ gìn an ninh, trật tự ngay từ doanh nghiệp")
    requirements: tuple[Text, ...] = vn("yeu_cau", "Yêu cầu", example="Mỗi đơn vị phân công người phụ trách")
    contents: tuple[PlanSection, ...] = vn("noi_dung", "Nội dung")
    milestones: tuple[Milestone, ...] = vn("tien_do", "Tiến độ thực hiện")
    duties: tuple[Duty, ...] = vn("phan_cong", "Phân công trách nhiệm")
    organisation: tuple[PlanSection, ...] = vn(
        "to_chuc_thuc_hien", "Tổ chức thực hiện", note="Sơ kết, tổng kết, kinh phí…"
    )
    closing: Text = vn("ket_thuc", "Đoạn kết thúc", example="Khi có vướng mắc, các đơn vị phản ánh để cùng giải quyết")
    recipients: tuple[Text, ...] = vn("noi_nhan", "Nơi nhận", example="Như trên")
    filing: Text = vn("luu", "Dòng lưu", example="VT (CAT, LĐLĐ, BQLCKCN)")
    sample: YesNo = vn("mau", "Bản ghi mẫu", default=False, example="không")
