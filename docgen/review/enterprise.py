"""Each enterprise by itself: people, clauses, contacts, the decision that issues its regulation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from docgen.diagnostics import Diagnostic
from docgen.model import Enterprise
from docgen.records import Dossier, Record
from docgen.review.complaints import (
    ADDRESS_IN_NAME,
    DEGREE_IN_REPRESENTATIVE,
    FOREIGN_MISMATCH,
    FOREIGN_TOO_MANY,
    LANGUAGE_MISSING,
    LANGUAGE_NEEDLESS,
    NO_WORKERS,
    REGULATION_DENIED,
    REGULATION_WITHOUT_FILE,
    SYMBOL_SPACED,
    TAX_CODE_WRONG,
    UNION_TOO_SMALL,
)
from docgen.review.issued import issue_problems, own_clause_problems
from docgen.review.names import address_in, degree_in
from docgen.review.park import place_known
from docgen.vietnamese import tax_code_is_right

_SMALLEST_UNION = 5


def check_enterprises(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check each enterprise by itself."""
    for record in dossier.enterprises.values():
        yield from _identity(record)
        yield from _foreigners(record)
        yield from _workers(record)
        yield from own_clause_problems(record, record.value.own_clauses)
        yield from issue_problems(record, "noi_quy", record.value.issue)
        yield from place_known(
            dossier, record.value.park_id, record.value.issue.working_day, partial(record.span, "khu")
        )
        yield from _in_force(record)


def _identity(record: Record[Enterprise]) -> Iterator[Diagnostic]:
    enterprise = record.value
    if not tax_code_is_right(enterprise.tax_code):
        message = f"mã số thuế «{enterprise.tax_code}» sai chữ số kiểm tra"
        yield TAX_CODE_WRONG.at(record.span("ma_so_thue"), message, "Đối chiếu lại với giấy chứng nhận đăng ký")
    if any(char.isspace() or char == "/" for char in enterprise.short_name):
        message = f"tên viết tắt «{enterprise.short_name}» có dấu cách hoặc gạch chéo"
        yield SYMBOL_SPACED.at(record.span("ten_viet_tat"), message, "Viết liền hoặc dùng gạch nối, ví dụ «HOASEN»")
    if degree := degree_in(enterprise.representative.name):
        message = f"họ tên người đại diện có «{degree}»"
        span = record.span("nguoi_dai_dien", "ho_ten")
        yield DEGREE_IN_REPRESENTATIVE.at(span, message, "Nên chỉ ghi họ và tên, không kèm học hàm, học vị")
    if address := address_in(enterprise.representative.name):
        span = record.span("nguoi_dai_dien", "ho_ten")
        yield ADDRESS_IN_NAME.at(span, f"họ tên người đại diện có «{address}»", "Chỉ ghi họ và tên")


def _foreigners(record: Record[Enterprise]) -> Iterator[Diagnostic]:
    enterprise = record.value
    count, features = enterprise.foreign_workers, enterprise.features
    if count and not features.foreign_staff:
        message = f"có {count} lao động nước ngoài nhưng «lao_dong_nuoc_ngoai» là «không»"
        span = record.span("so_lao_dong_nuoc_ngoai")
        yield FOREIGN_MISMATCH.at(span, message, "Ghi «lao_dong_nuoc_ngoai: có» ở «dac_diem», hoặc sửa số lao động")
    if features.foreign_staff and not count:
        message = "«lao_dong_nuoc_ngoai» là «có» nhưng số lao động nước ngoài bằng 0"
        flag = record.span("dac_diem", "lao_dong_nuoc_ngoai")
        yield FOREIGN_MISMATCH.at(flag, message, "Ghi «so_lao_dong_nuoc_ngoai», hoặc sửa thành «không»")
    if count > enterprise.workers:
        message = f"{count} lao động nước ngoài nhiều hơn tổng số {enterprise.workers} lao động"
        span = record.span("so_lao_dong_nuoc_ngoai")
        yield FOREIGN_TOO_MANY.at(span, message, "Tổng số lao động phải gồm cả lao động nước ngoài")
    if features.foreign_staff and enterprise.foreign_language is None:
        message = "có lao động nước ngoài nhưng chưa ghi nội quy dịch ra tiếng nào"
        flag = record.span("dac_diem", "lao_dong_nuoc_ngoai")
        yield LANGUAGE_MISSING.at(flag, message, "Bổ sung «tieng_nuoc_ngoai», ví dụ «tiếng Hàn Quốc»")
    strangers = features.foreign_staff or features.foreign_invested or enterprise.representative.foreign or count
    if enterprise.foreign_language is not None and not strangers:
        message = f"ghi «{enterprise.foreign_language}» nhưng không có vốn, lao động hay người đại diện nước ngoài"
        yield LANGUAGE_NEEDLESS.at(record.span("tieng_nuoc_ngoai"), message, "Bỏ khóa này, hoặc sửa «dac_diem»")


def _workers(record: Record[Enterprise]) -> Iterator[Diagnostic]:
    enterprise = record.value
    if enterprise.workers == 0:
        yield NO_WORKERS.at(record.span("so_lao_dong"), "số lao động bằng 0", "Ghi số lao động hiện có")
    elif enterprise.features.trade_union and enterprise.workers < _SMALLEST_UNION:
        message = f"có công đoàn cơ sở nhưng chỉ có {enterprise.workers} lao động"
        yield UNION_TOO_SMALL.at(record.span("dac_diem", "cong_doan"), message, "Kiểm tra lại số lao động, công đoàn")


def _in_force(record: Record[Enterprise]) -> Iterator[Diagnostic]:
    regulation, key = record.value.regulation_in_force, "noi_quy_hien_hanh"
    if regulation is None:
        return
    if regulation.exists and regulation.file is None:
        message = "đã có nội quy nhưng chưa ghi tệp nên không rà soát được"
        yield REGULATION_WITHOUT_FILE.at(record.span(key), message, f"Chép tệp .docx vào records/{key} rồi ghi ở «tep»")
    written = {"tep": regulation.file, "so": regulation.number, "ngay": regulation.day}
    said = [name for name, value in written.items() if value is not None]
    if not regulation.exists and said:
        message = f"ghi «da_co: không» nhưng vẫn có «{said[0]}»"
        yield REGULATION_DENIED.at(record.span(key, said[0]), message, f"Bỏ «{said[0]}», hoặc sửa thành «da_co: có»")
