"""What the tags of each kind of paper can name, one model per kind of subject."""

from __future__ import annotations

from datetime import date

from docgen.composition.frame import FrameView
from docgen.model import (
    Contact,
    CoordinationIssue,
    Enterprise,
    OfficeModel,
    OwnClause,
    ParkFeatures,
    PlanSection,
    vn,
)


class ParkView(OfficeModel):
    """A park or cluster as it stands on the day of the paper; tag prefix ``khu``."""

    id: str = vn("ma", "Mã khu, cụm")
    kind: str = vn("loai", "KCN hoặc CCN")
    kind_name: str = vn("ten_loai", "Khu công nghiệp hoặc Cụm công nghiệp")
    name: str = vn("ten", "Tên riêng")
    full_name: str = vn("ten_day_du", "Tên đầy đủ: Khu công nghiệp Bảo Minh")
    place: str = vn("dia_ban", "Địa bàn: huyện Vụ Bản, tỉnh Nam Định")
    province: str = vn("tinh", "Tên tỉnh")
    local_police: str = vn("cong_an_dia_ban", "Công an phụ trách địa bàn")
    management: str = vn("don_vi_quan_ly", "Đơn vị quản lý hạ tầng")


class MilestoneView(OfficeModel):
    """A row of the plan's timeline."""

    position: int = vn("stt", "Số thứ tự")
    when: str = vn("thoi_gian", "Thời gian")
    task: str = vn("noi_dung", "Nội dung công việc")
    lead: str = vn("chu_tri", "Chủ trì")
    support: str | None = vn("phoi_hop", "Phối hợp")


class DutyView(OfficeModel):
    """Duties of one issuing body."""

    agency: str = vn("ten_co_quan", "Tên cơ quan")
    tasks: tuple[str, ...] = vn("nhiem_vu", "Nhiệm vụ")


class PlanView(OfficeModel):
    """The joint plan; tag prefix ``ke_hoach``."""

    id: str = vn("ma", "Mã kế hoạch")
    first_year: int = vn("tu_nam", "Từ năm")
    last_year: int = vn("den_nam", "Đến năm")
    bases: tuple[str, ...] = vn("can_cu", "Căn cứ, không kèm dấu câu cuối")
    opening: str = vn("mo_dau", "Đoạn mở đầu")
    aims: tuple[str, ...] = vn("muc_dich", "Mục đích")
    requirements: tuple[str, ...] = vn("yeu_cau", "Yêu cầu")
    contents: tuple[PlanSection, ...] = vn("noi_dung", "Nội dung")
    milestones: tuple[MilestoneView, ...] = vn("tien_do", "Tiến độ thực hiện")
    duties: tuple[DutyView, ...] = vn("phan_cong", "Phân công trách nhiệm")
    organisation: tuple[PlanSection, ...] = vn("to_chuc_thuc_hien", "Tổ chức thực hiện")
    closing: str = vn("ket_thuc", "Đoạn kết thúc")


class PlanFields(OfficeModel):
    """Fields of papers made one per joint plan."""

    frame: FrameView = vn("van_ban", "Khung văn bản")
    plan: PlanView = vn("ke_hoach", "Kế hoạch liên tịch")


class EnterpriseFields(OfficeModel):
    """Fields of papers made one per enterprise."""

    frame: FrameView = vn("van_ban", "Khung văn bản")
    enterprise: Enterprise = vn("doanh_nghiep", "Doanh nghiệp")
    park: ParkView = vn("khu", "Khu, cụm công nghiệp")
    bases: tuple[str, ...] = vn("can_cu", "Căn cứ pháp lý còn hiệu lực, không kèm dấu câu cuối")
    own_last: tuple[OwnClause, ...] = vn("dieu_rieng_cuoi", "Điều khoản riêng xếp ở chương riêng gần cuối")


class CoordinatedParkView(ParkView):
    """A park or cluster as its coordination regulation speaks of it; tag prefix ``khu``."""

    short: str = vn("goi_tat", "Gọi tắt trong câu: khu hoặc cụm")
    features: ParkFeatures = vn("dac_diem", "Đặc điểm")
    contacts: tuple[Contact, ...] = vn("lien_he_khan_cap", "Liên hệ khẩn cấp")
    own_clauses: tuple[OwnClause, ...] = vn("dieu_rieng", "Điều khoản riêng")
    coordination: CoordinationIssue = vn("quy_che_phoi_hop", "Quyết định ban hành quy chế phối hợp")


class ParkFields(OfficeModel):
    """Fields of papers made one per park or cluster that has a coordination regulation."""

    frame: FrameView = vn("van_ban", "Khung văn bản")
    park: CoordinatedParkView = vn("khu", "Khu, cụm công nghiệp")
    bases: tuple[str, ...] = vn("can_cu", "Căn cứ pháp lý còn hiệu lực và căn cứ riêng, không kèm dấu câu cuối")
    own_last: tuple[OwnClause, ...] = vn("dieu_rieng_cuoi", "Điều khoản riêng xếp ở chương riêng gần cuối")


class AwardView(OfficeModel):
    """What a row of either block of the commendation list says of the award."""

    position: int = vn("stt", "Số thứ tự")
    unit: str = vn("don_vi", "Doanh nghiệp, đơn vị")
    park: str = vn("khu", "Khu, cụm công nghiệp")
    merit: str = vn("thanh_tich", "Tóm tắt thành tích")
    award: str = vn("hinh_thuc", "Hình thức khen")
    legal_basis: str = vn("can_cu", "Căn cứ (điều, khoản)")
    bonus: int = vn("tien_thuong", "Tiền thưởng (đồng)")
    note: str | None = vn("ghi_chu", "Ghi chú")


class CollectiveView(AwardView):
    """A row of block I. Tập thể."""

    name: str = vn("ten", "Tên tập thể")


class PersonView(AwardView):
    """A row of block II. Cá nhân."""

    name: str = vn("ho_ten", "Ông/Bà, họ và tên")
    title: str = vn("chuc_vu", "Chức vụ")


class CommendationView(OfficeModel):
    """The list of one year; tag prefix ``khen_thuong``."""

    year: int = vn("nam", "Năm")
    legal_basis: str = vn("can_cu", "Căn cứ khen thưởng")
    base_salary: int = vn("luong_co_so", "Mức lương cơ sở (đồng)")
    collectives: tuple[CollectiveView, ...] = vn("tap_the", "Tập thể")
    persons: tuple[PersonView, ...] = vn("ca_nhan", "Cá nhân")
    collective_total: int = vn("tong_tap_the", "Tổng tiền thưởng tập thể (đồng)")
    person_total: int = vn("tong_ca_nhan", "Tổng tiền thưởng cá nhân (đồng)")
    total: int = vn("tong_tien", "Tổng tiền thưởng (đồng)")
    collective_count: int = vn("so_tap_the", "Số tập thể")
    person_count: int = vn("so_ca_nhan", "Số cá nhân")


class CommendationFields(OfficeModel):
    """Fields of papers made one per year of commendation."""

    frame: FrameView = vn("van_ban", "Khung của quyết định mà danh sách kèm theo")
    commendation: CommendationView = vn("khen_thuong", "Danh sách khen thưởng")


class RecognitionView(OfficeModel):
    """What a recognition certificate states; tag prefix ``cong_nhan``."""

    year: int = vn("nam", "Năm đạt tiêu chuẩn")
    decision_number: str = vn("so_quyet_dinh", "Số, ký hiệu quyết định công nhận")
    decision_day: date = vn("ngay_quyet_dinh", "Ngày quyết định")
    serial: str | None = vn("so_vao_so", "Số vào sổ cấp giấy: 01/2017/GCN-ATANTT")
    criteria_name: str = vn("bo_tieu_chi", "Tên bộ tiêu chí")


class RecognitionFields(OfficeModel):
    """Fields of papers made one per park that meets the standard in a year."""

    frame: FrameView = vn("van_ban", "Khung văn bản")
    park: ParkView = vn("khu", "Khu, cụm công nghiệp")
    recognition: RecognitionView = vn("cong_nhan", "Công nhận")


class ReviewRowView(OfficeModel):
    """A row of the list: one enterprise and what the review of its regulation found."""

    position: int = vn("stt", "Số thứ tự")
    id: str = vn("ma", "Mã doanh nghiệp")
    name: str = vn("ten", "Tên doanh nghiệp")
    regulation: str = vn("noi_quy", "Nội quy hiện hành: số, ngày")
    result: str = vn("ket_qua", "Kết quả rà soát")
    clauses: tuple[str, ...] = vn("dieu_khoan", "Điều khoản còn thiếu, phải sửa, mỗi mục một dòng")
    reasons: tuple[str, ...] = vn("ly_do", "Lý do, mỗi mục một dòng")


class ReviewCountView(OfficeModel):
    """How many enterprises a result was found for."""

    result: str = vn("ket_qua", "Kết quả rà soát")
    count: int = vn("so", "Số doanh nghiệp")


class ReviewView(OfficeModel):
    """The review of one park; tag prefix ``ra_soat``."""

    year: int = vn("nam", "Năm rà soát")
    day: date = vn("ngay", "Ngày rà soát")
    rows: tuple[ReviewRowView, ...] = vn("doanh_nghiep", "Các doanh nghiệp")
    counts: tuple[ReviewCountView, ...] = vn("tong_hop", "Số doanh nghiệp theo từng kết quả")
    total: int = vn("so_doanh_nghiep", "Số doanh nghiệp")


class ReviewFields(OfficeModel):
    """Fields of papers made one per park whose enterprises' regulations were reviewed."""

    frame: FrameView = vn("van_ban", "Khung văn bản")
    park: ParkView = vn("khu", "Khu, cụm công nghiệp")
    review: ReviewView = vn("ra_soat", "Kết quả rà soát nội quy")
