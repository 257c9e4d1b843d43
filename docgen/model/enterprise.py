"""Enterprises and the facts that decide what their security regulation says."""

from __future__ import annotations

from datetime import date
from enum import Enum

from docgen.model.base import OfficeModel, vn
from docgen.model.types import ClauseName, Day, FilePath, Identifier, Name, Phone, TaxCode, Text, Whole, Year, YesNo


class GuardForm(Enum):
    """How an enterprise is guarded (Nghị định 06/2013/NĐ-CP Điều 12; Nghị định 96/2016/NĐ-CP)."""

    OWN = "tu_to_chuc"
    HIRED = "thue_dich_vu"
    NONE = "khong_to_chuc"


class SecurityCompany(OfficeModel):
    """The security-service company hired to guard."""

    name: Name = vn("ten", "Tên công ty dịch vụ bảo vệ", example="Công ty TNHH Dịch vụ bảo vệ Sao Vàng Mẫu")
    contract: Text = vn("hop_dong", "Hợp đồng", example="số 12/2016/HĐ-BV ngày 05/01/2016")
    licence: Text = vn(
        "giay_phep", "Giấy chứng nhận đủ điều kiện về an ninh, trật tự", example="số 123/GCN ngày 10/02/2015"
    )
    other_province: YesNo = vn("ngoai_tinh", "Công ty ở tỉnh khác", default=False, example="không")


class Guarding(OfficeModel):
    """The guard force of an enterprise."""

    form: GuardForm = vn(
        "hinh_thuc", "Hình thức", example="tu_to_chuc", note="tu_to_chuc, thue_dich_vu hoặc khong_to_chuc."
    )
    headcount: Whole = vn("so_nguoi", "Số người làm bảo vệ", default=0, example="12")
    leader: Name | None = vn("nguoi_phu_trach", "Người phụ trách bảo vệ, trực", default=None, example="Trần Văn B")
    company: SecurityCompany | None = vn("cong_ty", "Công ty dịch vụ bảo vệ", default=None)


class GuardPost(OfficeModel):
    """A row of the table of guard posts."""

    name: Name = vn("vi_tri", "Vị trí", example="Cổng chính số 1")
    shift: Text = vn("thoi_gian", "Thời gian trực", example="24/24 giờ, 3 ca")
    people: Whole = vn("so_nguoi", "Số người mỗi ca", example="2")
    duty: Text = vn("nhiem_vu", "Nhiệm vụ", example="Kiểm soát người, phương tiện ra vào")


class Contact(OfficeModel):
    """A row of the table of emergency contacts."""

    name: Name = vn("don_vi", "Đơn vị, người liên hệ", example="Cảnh sát phòng cháy, chữa cháy")
    phone: Phone = vn("dien_thoai", "Điện thoại", example="114")
    when: Text = vn("khi_nao", "Gọi khi", example="Có cháy, nổ, cần cứu nạn, cứu hộ")


class Features(OfficeModel):
    """The switches of the regulation: what the enterprise has or does."""

    state_owned: YesNo = vn("doanh_nghiep_nha_nuoc", "Doanh nghiệp nhà nước", default=False, example="không")
    foreign_invested: YesNo = vn("von_nuoc_ngoai", "Có vốn đầu tư nước ngoài", default=False, example="không")
    foreign_staff: YesNo = vn("lao_dong_nuoc_ngoai", "Có lao động nước ngoài", default=False, example="không")
    dormitory: YesNo = vn("nha_luu_tru", "Có nhà lưu trú cho người lao động", default=False, example="không")
    hazardous_chemicals: YesNo = vn("hoa_chat_nguy_hiem", "Có hóa chất nguy hiểm", default=False, example="không")
    explosives: YesNo = vn("vat_lieu_no", "Có vật liệu nổ, tiền chất thuốc nổ", default=False, example="không")
    high_fire_risk: YesNo = vn("nguy_co_chay_no_cao", "Nguy hiểm cao về cháy, nổ", default=False, example="không")
    cctv: YesNo = vn("camera", "Có camera giám sát", default=False, example="có")
    state_secrets: YesNo = vn("bi_mat_nha_nuoc", "Có tài liệu bí mật nhà nước", default=False, example="không")
    party_cell: YesNo = vn("to_chuc_dang", "Có tổ chức đảng", default=False, example="không")
    trade_union: YesNo = vn("cong_doan", "Có công đoàn cơ sở", default=False, example="có")
    canteen: YesNo = vn("bep_an", "Có bếp ăn tập thể", default=False, example="có")
    night_shift: YesNo = vn("ca_dem", "Có làm ca đêm", default=False, example="không")
    strike_risk: YesNo = vn(
        "nguy_co_dinh_cong", "Có nguy cơ đình công, ngừng việc tập thể", default=False, example="không"
    )
    parking: YesNo = vn("nha_xe", "Có nhà xe cho người lao động", default=True, example="có")


class OwnClause(OfficeModel):
    """A clause that only this enterprise has, as its record words it."""

    heading: Text = vn("tieu_de", "Tiêu đề điều", example="Quản lý khuôn mẫu của khách hàng")
    paragraphs: tuple[Text, ...] = vn(
        "noi_dung", "Nội dung, mỗi dòng một khoản", example="Khuôn mẫu được cất trong kho riêng, có sổ giao nhận"
    )
    after: ClauseName | None = vn(
        "sau",
        "Mã điều khoản của thư viện mà điều này đứng ngay sau",
        default=None,
        example="hang_hoa",
        note="Không ghi thì điều này nằm ở chương quy định riêng, gần cuối văn bản.",
    )


class Issue(OfficeModel):
    """Number and date of the decision that issues the regulation; left out while it is a draft."""

    number: Whole | None = vn("so", "Số quyết định", default=None, example="05")
    day: Day | None = vn("ngay", "Ngày ban hành", default=None, example="20/6/2016")
    year: Year = vn("nam", "Năm ban hành", example="2016")

    @property
    def working_day(self) -> date:
        """The day whose law and districts hold: the day of issue, or for a draft the last day of its year."""
        return self.day or date(self.year, 12, 31)


class RegulationInForce(OfficeModel):
    """The regulation that the enterprise goes by today, or that it has none; a record without this has not said.

    ``file`` lies below ``records/noi_quy_hien_hanh``.
    """

    exists: YesNo = vn(
        "da_co", "Đã có nội quy", default=True, example="có", note="Ghi «không» khi doanh nghiệp chưa có nội quy nào."
    )
    file: FilePath | None = vn(
        "tep",
        "Tệp Word của nội quy",
        default=None,
        example="kcn_bao_minh/noi_quy_hoa_sen.docx",
        note="Đường dẫn trong thư mục records/noi_quy_hien_hanh; cần tệp .docx.",
    )
    number: Name | None = vn("so", "Số, ký hiệu ghi trên văn bản", default=None, example="05/QĐ-HOASEN")
    day: Day | None = vn("ngay", "Ngày ban hành", default=None, example="20/6/2016")


class Representative(OfficeModel):
    """Who signs for the enterprise."""

    name: Name = vn("ho_ten", "Họ và tên", example="Nguyễn Văn A")
    title: Name = vn("chuc_vu", "Chức vụ", example="Giám đốc")
    foreign: YesNo = vn("nguoi_nuoc_ngoai", "Người nước ngoài", default=False, example="không")


class Enterprise(OfficeModel):
    """One enterprise of a park or cluster."""

    id: Identifier = vn("ma", "Mã doanh nghiệp", example="bm001")
    name: Name = vn("ten", "Tên doanh nghiệp", example="Công ty TNHH May mặc Hoa Sen Mẫu")
    short_name: Name = vn("ten_viet_tat", "Tên viết tắt trong ký hiệu", example="HOASEN")
    tax_code: TaxCode = vn("ma_so_thue", "Mã số thuế", example="0600123450")
    park_id: Identifier = vn("khu", "Mã khu, cụm công nghiệp", example="kcn_bao_minh")
    address: Text = vn("dia_chi", "Địa chỉ trong khu, cụm", example="Lô C2, đường N3")
    industry: Text = vn("nganh_nghe", "Ngành, nghề chính", example="may mặc xuất khẩu")
    workers: Whole = vn("so_lao_dong", "Số lao động", example="450")
    foreign_workers: Whole = vn("so_lao_dong_nuoc_ngoai", "Số lao động nước ngoài", default=0, example="0")
    foreign_language: Name | None = vn(
        "tieng_nuoc_ngoai", "Tiếng nước ngoài dùng để dịch nội quy", default=None, example="tiếng Hàn Quốc"
    )
    representative: Representative = vn("nguoi_dai_dien", "Người đại diện theo pháp luật")
    features: Features = vn("dac_diem", "Đặc điểm")
    guarding: Guarding = vn("bao_ve", "Lực lượng bảo vệ")
    guard_posts: tuple[GuardPost, ...] = vn("vi_tri_bao_ve", "Các vị trí bảo vệ", default=())
    contacts: tuple[Contact, ...] = vn("lien_he_khan_cap", "Liên hệ khẩn cấp")
    own_clauses: tuple[OwnClause, ...] = vn("dieu_rieng", "Điều khoản riêng", default=())
    issue: Issue = vn("noi_quy", "Quyết định ban hành nội quy")
    regulation_in_force: RegulationInForce | None = vn("noi_quy_hien_hanh", "Nội quy đang áp dụng", default=None)
    sample: YesNo = vn("mau", "Bản ghi mẫu, không phải doanh nghiệp thật", default=False, example="không")
