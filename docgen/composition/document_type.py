"""The declaration of a document type: the file ``khai_bao.yaml`` in its folder under ``templates/``."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import StringConstraints

from docgen.model import OfficeModel, vn

Source = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
"""Text with tags of the template language: ``Nội quy của {{ doanh_nghiep.ten }}``."""


class SubjectKind(Enum):
    """What one paper of the type is made for; decides the fields that its tags can name."""

    PLAN = "ke_hoach"
    ENTERPRISE = "doanh_nghiep"
    PARK = "khu"
    """A park or cluster whose record asks for a coordination regulation."""
    COMMENDATION_YEAR = "nam_khen_thuong"
    RECOGNISED_PARK = "khu_dat_chuan"
    REVIEWED_PARK = "khu_ra_soat"
    """A park whose enterprises' regulations were reviewed: the review hands over what it found; no build makes it."""


class DocumentType(OfficeModel):
    """One document type, as its folder declares it.

    A type with ``template`` is filled by the Word engine, one with ``certificate`` (a drawing declaration in the
    same folder) is drawn as PDF; exactly one of the two is given.
    """

    name: Source = vn("ten", "Tên loại giấy tờ", example="Nội quy về an ninh, trật tự")
    subject: SubjectKind = vn("doi_tuong", "Mỗi văn bản làm cho một", example="doanh_nghiep")
    template: Source | None = vn("mau", "Tệp mẫu Word trong thư mục này", default=None, example="mau.docx")
    certificate: Source | None = vn("ban_ve", "Tệp bố trí giấy trong thư mục này", default=None, example="bo_tri.yaml")
    condition: Source | None = vn("dieu_kien", "Chỉ làm khi", default=None, example="doanh_nghiep.dac_diem.nha_luu_tru")
    type_name: Source = vn("ten_loai", "Tên loại văn bản in trên giấy", example="Quyết định")
    called: Source | None = vn(
        "ten_goi",
        "Văn bản kèm theo tự gọi mình là",
        default=None,
        example="Nội quy",
        note="Điều khoản dùng chung viết {{ van_ban.ten_goi }} này; không ghi thì lấy tên loại văn bản.",
    )
    abstract: Source = vn("trich_yeu", "Trích yếu")
    symbol: Source = vn("ky_hieu", "Ký hiệu sau dấu gạch chéo", example="QĐ-{{ doanh_nghiep.ten_viet_tat }}")
    recipients: tuple[Source, ...] = vn("noi_nhan", "Nơi nhận", default=())
    filing: Source = vn("luu", "Nội dung sau chữ «Lưu:»", default="VT", example="VT")
    folder: Source = vn("thu_muc", "Thư mục con trong thư mục kết quả", example="noi_quy/{{ khu.ma }}")
    file_label: Source = vn("ten_tep", "Phần chữ của tên tệp, sau mã", example="{{ doanh_nghiep.ten }}")
