"""Industrial parks (khu công nghiệp) and industrial clusters (cụm công nghiệp)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from docgen.model.base import OfficeModel, in_force, vn
from docgen.model.enterprise import Contact, Issue, OwnClause
from docgen.model.types import Day, Identifier, Name, Number, Text, Whole, Year, YesNo


class ParkKind(Enum):
    """What kind of industrial area: a park or a cluster."""

    PARK = "KCN"
    CLUSTER = "CCN"


class ParkLocation(OfficeModel):
    """Where the park lies and who looks after it during one period (districts ended on 01-7-2025)."""

    since: Day = vn("tu", "Từ ngày", example="01/01/2003")
    until: Day | None = vn("den", "Đến hết ngày", default=None, example="30/6/2025")
    place: Name = vn("dia_ban", "Địa bàn", example="huyện Vụ Bản, tỉnh Nam Định")
    province: Name = vn("tinh", "Tỉnh", example="Nam Định")
    local_police: Name = vn("cong_an_dia_ban", "Công an phụ trách địa bàn", example="Công an huyện Vụ Bản")
    management: Name = vn("don_vi_quan_ly", "Đơn vị quản lý hạ tầng", example="Ban Quản lý các khu công nghiệp tỉnh")
    source: Text | None = vn("nguon", "Nguồn", default=None, example="Trang thông tin của cơ quan, đọc ngày 01/3/2016")


class ParkFact(OfficeModel):
    """One published figure about the park, with its source; conflicting figures are kept side by side."""

    text: Text = vn("noi_dung", "Nội dung", example="Diện tích 155 ha")
    source: Text = vn("nguon", "Nguồn", example="Trang thông tin của Ban Quản lý các khu công nghiệp tỉnh")


class ParkFeatures(OfficeModel):
    """The switches of the coordination regulation: what the park has, or an enterprise in it.

    What enterprises have too bears the same key as there, so that the two can be held against each other.
    """

    common_guard: YesNo = vn("bao_ve_chung", "Có lực lượng bảo vệ chung của khu, cụm", default=False, example="có")
    common_cctv: YesNo = vn("camera_chung", "Có camera giám sát chung", default=False, example="không")
    commuter_buses: YesNo = vn("xe_dua_don", "Có xe đưa đón người lao động", default=False, example="không")
    dormitory: YesNo = vn("nha_luu_tru", "Có nhà lưu trú cho người lao động", default=False, example="không")
    foreign_staff: YesNo = vn("lao_dong_nuoc_ngoai", "Có lao động nước ngoài", default=False, example="có")
    hazardous_chemicals: YesNo = vn("hoa_chat_nguy_hiem", "Có hóa chất nguy hiểm", default=False, example="không")
    high_fire_risk: YesNo = vn("nguy_co_chay_no_cao", "Nguy hiểm cao về cháy, nổ", default=False, example="không")
    night_shift: YesNo = vn("ca_dem", "Có làm ca đêm", default=False, example="có")


class MeetingRhythm(Enum):
    """How often those who coordinate meet."""

    MONTHLY = "hang_thang"
    QUARTERLY = "hang_quy"


class CoordinationIssue(Issue):
    """The decision that issues the coordination regulation of the park, and what only that regulation asks."""

    agency_id: Identifier | None = vn(
        "co_quan",
        "Mã cơ quan ban hành",
        default=None,
        example="bql_kcn",
        note="Không ghi thì là cơ quan có tên ở «don_vi_quan_ly» của khu, cụm vào ngày ban hành.",
    )
    liaison: Name = vn(
        "dau_moi", "Bộ phận đầu mối của đơn vị quản lý", example="Văn phòng Ban Quản lý các khu công nghiệp tỉnh"
    )
    investor: Name | None = vn(
        "chu_dau_tu_ha_tang",
        "Chủ đầu tư hạ tầng",
        default=None,
        example="Công ty Cổ phần Hạ tầng Mẫu",
        note="Không ghi khi đơn vị quản lý tự trông coi hạ tầng của khu, cụm.",
    )
    meetings: MeetingRhythm = vn(
        "giao_ban", "Giao ban", default=MeetingRhythm.QUARTERLY, example="hang_quy", note="hang_thang hoặc hang_quy."
    )
    own_bases: tuple[Text, ...] = vn(
        "can_cu_rieng",
        "Căn cứ riêng, xếp sau các văn bản pháp luật",
        default=(),
        example="Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2016 của Ủy ban nhân dân tỉnh về chức năng, nhiệm vụ",
        note="Không kèm chữ «Căn cứ» và dấu câu cuối.",
    )
    sample: YesNo = vn("mau", "Dữ liệu mẫu", default=False, example="không")


class Park(OfficeModel):
    """One industrial park or cluster."""

    id: Identifier = vn("ma", "Mã khu, cụm", example="kcn_bao_minh")
    kind: ParkKind = vn("loai", "Loại", example="KCN", note="KCN hoặc CCN.")
    name: Name = vn("ten", "Tên riêng", example="Bảo Minh", note="Không kèm chữ KCN, CCN.")
    locations: tuple[ParkLocation, ...] = vn("vi_tri", "Vị trí theo thời gian")
    area_ha: Number | None = vn("dien_tich_ha", "Diện tích (ha)", default=None, example="155")
    operating_since: Year | None = vn("hoat_dong_tu_nam", "Hoạt động từ năm", default=None, example="2010")
    enterprises_count: Whole | None = vn("so_doanh_nghiep", "Số doanh nghiệp", default=None, example="12")
    pilot: YesNo = vn("thi_diem", "Nơi làm điểm mô hình", default=False, example="không")
    facts: tuple[ParkFact, ...] = vn("thong_tin_cong_khai", "Thông tin công khai", default=())
    features: ParkFeatures = vn("dac_diem", "Đặc điểm", default=ParkFeatures())
    contacts: tuple[Contact, ...] = vn("lien_he_khan_cap", "Liên hệ khẩn cấp", default=())
    own_clauses: tuple[OwnClause, ...] = vn("dieu_rieng", "Điều khoản riêng của quy chế phối hợp", default=())
    coordination: CoordinationIssue | None = vn(
        "quy_che_phoi_hop",
        "Quyết định ban hành quy chế phối hợp",
        default=None,
        note="Không ghi thì chưa làm quy chế phối hợp cho khu, cụm này.",
    )

    @property
    def kind_name(self) -> str:
        """The kind in words: «Khu công nghiệp» or «Cụm công nghiệp»."""
        return "Khu công nghiệp" if self.kind is ParkKind.PARK else "Cụm công nghiệp"

    @property
    def full_name(self) -> str:
        """The name in a sentence: «Khu công nghiệp Bảo Minh»."""
        return f"{self.kind_name} {self.name}"

    def on(self, day: date) -> ParkLocation | None:
        """Return where the park lies on that day, or None."""
        return next((place for place in self.locations if in_force(place.since, place.until, day)), None)
