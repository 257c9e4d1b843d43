"""What a finished security regulation must say, and must not say, for each fact of an enterprise.

An oracle that does not read the template: it knows only the record and the words that a reader looks for. A phrase
under ``on`` stands in the paper exactly when the fact holds, one under ``off`` exactly when it does not.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words found only when a fact holds, and words found only when it does not."""

    on: tuple[str, ...]
    off: tuple[str, ...] = ()


SWITCHES: dict[str, Phrases] = {
    "doanh_nghiep_nha_nuoc": Phrases(
        on=(
            "Doanh nghiệp thuộc loại hình doanh nghiệp nhà nước",
            "quản lý, giáo dục người có tiền án, tiền sự",
            "đôn đốc các bộ phận",
        ),
    ),
    "von_nuoc_ngoai": Phrases(
        on=("Doanh nghiệp thuộc loại hình có vốn đầu tư nước ngoài", "Đại diện của nhà đầu tư nước ngoài"),
    ),
    "lao_dong_nuoc_ngoai": Phrases(
        on=(
            "Người nước ngoài làm việc, tạm trú",
            "trong thời hạn 12 giờ kể từ khi người nước ngoài đến",
            "Luật số 47/2014/QH13",
        ),
        off=("Doanh nghiệp hiện không sử dụng lao động là người nước ngoài",),
    ),
    "nha_luu_tru": Phrases(
        on=("Nhà lưu trú của người lao động", "Người quản lý nhà lưu trú lập danh sách người ở"),
        off=("Doanh nghiệp không có nhà lưu trú",),
    ),
    "hoa_chat_nguy_hiem": Phrases(
        on=("Quản lý hóa chất nguy hiểm", "Kho và nơi sử dụng hóa chất nguy hiểm", "Sự cố hóa chất được xử lý"),
    ),
    "vat_lieu_no": Phrases(
        on=("Quản lý vật liệu nổ, tiền chất thuốc nổ", "Kho bảo quản vật liệu nổ", "Kho có hai lớp khóa"),
    ),
    "nguy_co_chay_no_cao": Phrases(
        on=(
            "Cơ sở có nguy hiểm cao về cháy, nổ",
            "Yêu cầu bổ sung do có nguy hiểm cao về cháy, nổ",
            "đội phòng cháy, chữa cháy cơ sở",
        ),
        off=("Mỗi bộ phận có một người được phân công theo dõi, nhắc nhở việc phòng cháy",),
    ),
    "camera": Phrases(
        on=("Hệ thống camera giám sát", "Hình ảnh được lưu trong thời hạn"),
        off=("Doanh nghiệp chưa lắp camera giám sát",),
    ),
    "bi_mat_nha_nuoc": Phrases(
        on=("Bảo vệ bí mật nhà nước", "Người được giao quản lý, sử dụng tài liệu không được"),
        off=("Doanh nghiệp không lưu giữ tài liệu bí mật nhà nước",),
    ),
    "to_chuc_dang": Phrases(
        on=("Trách nhiệm của tổ chức đảng", "đặt dưới sự lãnh đạo của tổ chức đảng"),
        off=("Doanh nghiệp chưa có tổ chức đảng",),
    ),
    "cong_doan": Phrases(
        on=("Trách nhiệm của Công đoàn cơ sở", "Công đoàn cơ sở tiếp nhận ý kiến của người lao động"),
        off=("Doanh nghiệp chưa có công đoàn cơ sở", "cử người đại diện để tham gia đối thoại"),
    ),
    "bep_an": Phrases(
        on=("An toàn thực phẩm tại bếp ăn tập thể", "Khi nghi có ngộ độc thực phẩm"),
        off=("Doanh nghiệp không tổ chức bếp ăn tập thể",),
    ),
    "ca_dem": Phrases(
        on=("Bảo đảm an ninh, trật tự trong ca đêm", "Người quản lý ca đêm chịu trách nhiệm"),
        off=("Doanh nghiệp không tổ chức làm ca đêm",),
    ),
    "nguy_co_dinh_cong": Phrases(
        on=("Phòng ngừa đình công, ngừng việc trái pháp luật", "Xử lý khi có đình công, ngừng việc tập thể"),
    ),
    "nha_xe": Phrases(
        on=("Nhà xe của người lao động", "Nhà xe chỉ dùng để xe của người lao động"),
        off=("Doanh nghiệp không bố trí nhà xe cho người lao động",),
    ),
}
"""By the key under ``dac_diem`` of the record."""

GUARD_FORMS: dict[str, tuple[str, ...]] = {
    "tu_to_chuc": (
        "Doanh nghiệp thành lập lực lượng bảo vệ",
        "Nhiệm vụ của lực lượng bảo vệ",
        "tốt nghiệp trung học phổ thông trở lên",
        "lực lượng bảo vệ của doanh nghiệp, toàn thể người lao động",
    ),
    "thue_dich_vu": (
        "Doanh nghiệp thuê dịch vụ bảo vệ của",
        "Nhiệm vụ của nhân viên dịch vụ bảo vệ",
        "phải là công dân Việt Nam, đã được đào tạo và có chứng chỉ nghiệp vụ bảo vệ",
        "Công ty dịch vụ bảo vệ chịu trách nhiệm về hành vi của nhân viên",
    ),
    "khong_to_chuc": (
        "Doanh nghiệp không tổ chức lực lượng bảo vệ chuyên trách",
        "Nhiệm vụ của người trực bảo vệ",
        "Người trực bảo vệ không được trang bị và không được sử dụng công cụ hỗ trợ",
        "người được phân công trực bảo vệ, toàn thể người lao động",
    ),
}
"""By ``bao_ve.hinh_thuc``: the phrases of one form stand in the paper, those of the two others do not."""

GUARD_POWERS: dict[tuple[str, bool], tuple[str, ...]] = {
    ("tu_to_chuc", True): (
        "khoản 1 Điều 11 Nghị định số 06/2013/NĐ-CP",
        "Kiểm tra, đôn đốc các bộ phận và người lao động",
        "được kiểm tra giấy tờ, hàng hóa, phương tiện ra, vào doanh nghiệp nếu có dấu hiệu vi phạm",
    ),
    ("tu_to_chuc", False): (
        "khoản 2 Điều 11 Nghị định số 06/2013/NĐ-CP",
        "được kiểm tra giấy tờ, hàng hóa, phương tiện ra, vào doanh nghiệp nếu có dấu hiệu vi phạm",
    ),
    ("thue_dich_vu", True): (
        "Nhân viên dịch vụ bảo vệ chỉ thực hiện các quyền theo hợp đồng",
        "phụ trách công tác bảo vệ kiểm tra, đôn đốc các bộ phận khác",
    ),
    ("thue_dich_vu", False): ("Nhân viên dịch vụ bảo vệ chỉ thực hiện các quyền theo hợp đồng",),
    ("khong_to_chuc", True): (
        "Người trực bảo vệ không có quyền hạn của lực lượng bảo vệ chuyên trách",
        "phụ trách công tác bảo vệ kiểm tra, đôn đốc các bộ phận khác",
    ),
    ("khong_to_chuc", False): ("Người trực bảo vệ không có quyền hạn của lực lượng bảo vệ chuyên trách",),
}
"""By form of guarding and whether the enterprise is state-owned; a phrase of another entry only where it is here too.

Nghị định 06/2013/NĐ-CP Điều 11: only guards of state enterprises urge and inspect the departments (point a); other
guards have points b, c, d. Guards of a hired company act under their contract, people on a duty roster have no powers.
"""

FOREIGN_LANGUAGE = ("Ngôn ngữ của Nội quy", "khi có cách hiểu khác nhau thì áp dụng bản tiếng Việt")
"""Present exactly when the enterprise has foreign staff or foreign capital."""

GUARD_POSTS = Phrases(
    on=("Các vị trí bảo vệ, thời gian trực và nhiệm vụ tại từng vị trí được quy định như sau",),
    off=("Doanh nghiệp không đặt vị trí bảo vệ cố định",),
)
"""By whether the record lists guard posts (``vi_tri_bao_ve``)."""

GUARD_LEADER = Phrases(
    on=("là người phụ trách bảo vệ, chịu trách nhiệm",),
    off=("Người phụ trách bảo vệ do người đứng đầu doanh nghiệp phân công",),
)
"""By whether the record names the leader (``bao_ve.nguoi_phu_trach``)."""

OTHER_PROVINCE = Phrases(on=("Do có trụ sở ở tỉnh khác, công ty dịch vụ bảo vệ phải thông báo",))
"""By ``bao_ve.cong_ty.ngoai_tinh``, where a company is hired."""

OWN_CLAUSES = Phrases(on=("QUY ĐỊNH RIÊNG CỦA DOANH NGHIỆP",))
"""By whether the record has clauses of its own (``dieu_rieng``)."""

TEN_WORKERS = Phrases(
    on=("nội quy lao động đã đăng ký của doanh nghiệp",),
    off=("chỉ bị xử lý kỷ luật lao động, trách nhiệm vật chất theo nội quy lao động, hợp đồng lao động",),
)
"""By whether there are ten workers or more: from ten on the labour regulation is written and registered."""

ALWAYS = (
    "Ban hành kèm theo Quyết định này Nội quy về an ninh, trật tự của",
    "Người làm nhiệm vụ bảo vệ không được khám người, khám chỗ ở, giữ người, thu giữ giấy tờ, tài sản trái pháp luật",
    "Nội quy này không đặt thêm hình thức kỷ luật, không quy định phạt tiền, cắt lương",
    "tự quản, tự phòng, tự bảo vệ",
)
"""In every regulation."""

NEVER = ("có quyền khám", "được khám xét", "bị phạt tiền", "sa thải", "{{", "{%", "None")
"""In no regulation: powers that no guard has, discipline that only the labour regulation may set, tags left over."""
