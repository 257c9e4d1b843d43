"""Legal acts that papers rest on, with validity; only acts checked against their text are printed."""

from __future__ import annotations

from docgen.model.base import OfficeModel, vn
from docgen.model.types import Day, Identifier, Text, Whole, YesNo


class LegalAct(OfficeModel):
    """An act that can stand in «Căn cứ» (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6a)."""

    id: Identifier = vn("ma", "Mã văn bản", example="nd_06_2013")
    citation: Text = vn(
        "trich_dan",
        "Trích dẫn đầy đủ, không kèm chữ «Căn cứ»",
        example="Nghị định số 06/2013/NĐ-CP ngày 09 tháng 01 năm 2013 của Chính phủ quy định về bảo vệ cơ quan, "
        "doanh nghiệp",
    )
    rank: Whole = vn("thu_bac", "Thứ bậc: 1 luật, 2 nghị định, 3 thông tư, 4 văn bản khác", example="2")
    since: Day = vn("tu", "Có hiệu lực từ", example="01/3/2013")
    until: Day | None = vn("den", "Còn hiệu lực đến hết", default=None, example="31/12/2020")
    used_by: tuple[Identifier, ...] = vn(
        "dung_cho",
        "Các loại giấy tờ luôn dẫn làm căn cứ",
        default=(),
        example="noi_quy",
        note="Văn bản mà một điều khoản của thư viện dựa vào thì ghi ở «can_cu» của điều khoản đó, không ghi ở đây.",
    )
    condition: Text | None = vn(
        "dieu_kien", "Chỉ dẫn khi", default=None, example='doanh_nghiep.bao_ve.hinh_thuc == "thue_dich_vu"'
    )
    source: Text = vn("nguon", "Nguồn đã đọc", example="Công báo, đọc ngày 01/3/2016")
    verified: YesNo = vn(
        "da_kiem_chung",
        "Đã đối chiếu với văn bản gốc",
        default=False,
        example="có",
        note="Văn bản chưa kiểm chứng không được in vào căn cứ.",
    )
