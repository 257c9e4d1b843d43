"""Legal acts: can they be printed, and are they ranked as they are named?"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.diagnostics import Diagnostic
from docgen.model import LegalAct
from docgen.records import Dossier, Record
from docgen.review.complaints import (
    ACT_RANK_DIFFERS,
    ACT_RANK_UNKNOWN,
    ACT_TWICE,
    ACT_UNVERIFIED,
    ACT_WITH_LEADING_WORD,
    PUNCTUATION_NEEDLESS,
)
from docgen.review.names import needless_punctuation
from docgen.vietnamese import slug

_RANKS = {1: "luật", 2: "nghị định", 3: "thông tư", 4: "văn bản khác"}
_NAMED_RANKS = (("bo_luat_", 1), ("luat_", 1), ("nghi_dinh_", 2), ("thong_tu_", 3))


def check_legal_acts(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check every act by itself and for repetition."""
    seen: dict[str, str] = {}
    for record in dossier.legal_acts.values():
        act = record.value
        if act.used_by and not act.verified:
            message = f"văn bản «{act.id}» chưa kiểm chứng nên không được in làm căn cứ của {', '.join(act.used_by)}"
            hint = "Đối chiếu với văn bản gốc rồi ghi «da_kiem_chung: có», hoặc bỏ trống «dung_cho»"
            yield ACT_UNVERIFIED.at(record.span("da_kiem_chung"), message, hint)
        yield from _citation(record)
        yield from _rank(record)
        first = seen.setdefault(slug(act.citation), act.id)
        if first != act.id:
            message = f"trích dẫn này trùng với văn bản «{first}»"
            yield ACT_TWICE.at(record.span("trich_dan"), message, "Giữ lại một bản ghi")


def _citation(record: Record[LegalAct]) -> Iterator[Diagnostic]:
    citation = record.value.citation
    span = record.span("trich_dan")
    if slug(citation).startswith("can_cu_"):
        yield ACT_WITH_LEADING_WORD.at(span, "trích dẫn bắt đầu bằng chữ «Căn cứ»", "Bỏ chữ «Căn cứ»; giấy tờ tự thêm")
    if marks := needless_punctuation(citation):
        message = f"trích dẫn kết thúc bằng «{marks}»; văn bản tự thêm dấu câu nên sẽ thành hai dấu"
        yield PUNCTUATION_NEEDLESS.at(span, message, "Bỏ dấu câu ở cuối")


def _rank(record: Record[LegalAct]) -> Iterator[Diagnostic]:
    act = record.value
    if act.rank not in _RANKS:
        known = ", ".join(f"{rank} {name}" for rank, name in _RANKS.items())
        yield ACT_RANK_UNKNOWN.at(record.span("thu_bac"), f"thứ bậc {act.rank} không có", f"Chọn một trong: {known}")
        return
    named = next((rank for start, rank in _NAMED_RANKS if slug(act.citation).startswith(start)), None)
    if named is not None and named != act.rank:
        message = f"trích dẫn bắt đầu bằng tên loại «{_RANKS[named]}» nhưng thứ bậc là {act.rank} ({_RANKS[act.rank]})"
        yield ACT_RANK_DIFFERS.at(record.span("thu_bac"), message, f"Có phải {named}?")
