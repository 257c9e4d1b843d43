"""Clauses of the library that several papers share: each once, with condition, legal basis and text."""

from __future__ import annotations

from docgen.model.base import OfficeModel, vn
from docgen.model.types import ClauseName, Day, Identifier, Text

_CONDITION = "Chỉ in khi"
_CONDITION_EXAMPLE = "doanh_nghiep.dac_diem.nha_luu_tru"


class ClauseBasis(OfficeModel):
    """An act that a clause, or one paragraph or point of it, rests on, and from when to when it does."""

    act_id: Identifier = vn("van_ban", "Mã văn bản trong records/van_ban_phap_luat", example="luat_cu_tru_2020")
    article: Text | None = vn("dieu", "Điều, khoản của văn bản đó", default=None, example="Điều 30")
    since: Day | None = vn("tu", "Làm căn cứ từ ngày", default=None, example="01/7/2021")
    until: Day | None = vn("den", "Làm căn cứ đến hết ngày", default=None, example="31/12/2030")


class ClausePoint(OfficeModel):
    """A point (điểm) of a paragraph."""

    text: Text = vn("noi_dung", "Nội dung điểm", example="Người làm nhiệm vụ bảo vệ;")
    name: ClauseName | None = vn("ma", "Tên để nơi khác dẫn đến", default=None, example="diem_bao_ve")
    condition: Text | None = vn("dieu_kien", _CONDITION, default=None, example=_CONDITION_EXAMPLE)
    bases: tuple[ClauseBasis, ...] = vn("can_cu", "Căn cứ pháp lý của riêng điểm này", default=())


class ClauseParagraph(OfficeModel):
    """A numbered paragraph (khoản) of a clause."""

    text: Text = vn("noi_dung", "Nội dung khoản", example="Nội quy này áp dụng đối với:")
    name: ClauseName | None = vn("ma", "Tên để nơi khác dẫn đến", default=None, example="khoan_ap_dung")
    condition: Text | None = vn("dieu_kien", _CONDITION, default=None, example=_CONDITION_EXAMPLE)
    bases: tuple[ClauseBasis, ...] = vn("can_cu", "Căn cứ pháp lý của riêng khoản này", default=())
    points: tuple[ClausePoint, ...] = vn("diem", "Các điểm a), b), c)…", default=())


class LibraryClause(OfficeModel):
    """One clause of the library; its texts hold the same tags as Word templates."""

    id: ClauseName = vn("ma", "Mã điều khoản, cũng là tên để dẫn đến", example="nha_luu_tru")
    heading: Text = vn("tieu_de", "Tiêu đề điều", example="Nhà lưu trú của người lao động")
    condition: Text | None = vn("dieu_kien", _CONDITION, default=None, example=_CONDITION_EXAMPLE)
    bases: tuple[ClauseBasis, ...] = vn("can_cu", "Căn cứ pháp lý của điều khoản", default=())
    lead: Text | None = vn(
        "doan", "Đoạn không đánh số, đứng trước các khoản", default=None, example="Các từ ngữ được hiểu như sau:"
    )
    paragraphs: tuple[ClauseParagraph, ...] = vn("khoan", "Các khoản 1, 2, 3…", default=())
