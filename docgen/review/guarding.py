"""How an enterprise is guarded: form against company, people, posts and dangers; emergency numbers."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.diagnostics import Diagnostic
from docgen.model import Enterprise, GuardForm
from docgen.records import Dossier, Record
from docgen.review.complaints import (
    COMPANY_WITHOUT_HIRING,
    EMERGENCY_NUMBER_MISSING,
    EMERGENCY_NUMBER_MIXED,
    EXPLOSIVES_UNGUARDED,
    HIRED_GUARD_OF_NOBODY,
    HIRED_WITHOUT_COMPANY,
    NO_GUARD_OF_SOMEBODY,
    NOBODY_IN_CHARGE,
    NOBODY_LEADS_GUARDS,
    OWN_GUARD_OF_NOBODY,
    POSTS_EXCEED_GUARDS,
)
from docgen.vietnamese import slug

_EMERGENCY = {"113": "Công an", "114": "cứu hỏa", "115": "cấp cứu"}
_OWNERS = {"chua_chay": "114", "cuu_hoa": "114", "cap_cuu": "115"}


def check_guarding(dossier: Dossier) -> Iterator[Diagnostic]:
    """Check the guard force and the emergency contacts of each enterprise."""
    for record in dossier.enterprises.values():
        yield from _company(record)
        yield from _people(record)
        yield from _leader(record)
        yield from _posts(record)
        yield from _contacts(record)


def _company(record: Record[Enterprise]) -> Iterator[Diagnostic]:
    guarding = record.value.guarding
    if guarding.form is GuardForm.HIRED and guarding.company is None:
        message = "thuê dịch vụ bảo vệ nhưng chưa ghi công ty"
        hint = "Bổ sung «cong_ty» với tên, hợp đồng và giấy chứng nhận đủ điều kiện"
        yield HIRED_WITHOUT_COMPANY.at(record.span("bao_ve", "hinh_thuc"), message, hint)
    if guarding.form is not GuardForm.HIRED and guarding.company is not None:
        message = f"ghi công ty «{guarding.company.name}» nhưng hình thức là «{guarding.form.value}»"
        hint = "Bỏ «cong_ty», hoặc sửa «hinh_thuc: thue_dich_vu»"
        yield COMPANY_WITHOUT_HIRING.at(record.span("bao_ve", "cong_ty"), message, hint)


def _people(record: Record[Enterprise]) -> Iterator[Diagnostic]:
    guarding = record.value.guarding
    if guarding.form is GuardForm.OWN and guarding.headcount == 0:
        message = "tự tổ chức bảo vệ nhưng số người làm bảo vệ bằng 0"
        form = record.span("bao_ve", "hinh_thuc")
        yield OWN_GUARD_OF_NOBODY.at(form, message, "Ghi «so_nguoi», hoặc sửa «hinh_thuc»")
    if guarding.form is GuardForm.HIRED and guarding.headcount == 0:
        message = "thuê dịch vụ bảo vệ nhưng chưa ghi số người"
        form = record.span("bao_ve", "hinh_thuc")
        yield HIRED_GUARD_OF_NOBODY.at(form, message, "Ghi «so_nguoi» theo hợp đồng")
    if guarding.form is GuardForm.NONE and guarding.headcount > 0:
        message = f"không tổ chức bảo vệ nhưng ghi {guarding.headcount} người làm bảo vệ"
        span = record.span("bao_ve", "so_nguoi")
        yield NO_GUARD_OF_SOMEBODY.at(span, message, "Bỏ «so_nguoi», hoặc sửa «hinh_thuc»")
    if record.value.features.explosives and guarding.form is GuardForm.NONE:
        message = "có vật liệu nổ, tiền chất thuốc nổ nhưng không tổ chức bảo vệ"
        span = record.span("dac_diem", "vat_lieu_no")
        yield EXPLOSIVES_UNGUARDED.at(span, message, "Kiểm tra lại hình thức bảo vệ của doanh nghiệp")


def _leader(record: Record[Enterprise]) -> Iterator[Diagnostic]:
    guarding = record.value.guarding
    if guarding.leader is not None:
        return
    span = record.span("bao_ve", "hinh_thuc")
    hint = "Bổ sung «nguoi_phu_trach»: họ tên người phụ trách"
    if guarding.form is GuardForm.NONE:
        yield NOBODY_IN_CHARGE.at(span, "không tổ chức bảo vệ thì phải có người phụ trách trực, ở đây chưa ghi", hint)
    else:
        yield NOBODY_LEADS_GUARDS.at(span, "chưa ghi người phụ trách bảo vệ", hint)


def _posts(record: Record[Enterprise]) -> Iterator[Diagnostic]:
    guarding = record.value.guarding
    needed = sum(post.people for post in record.value.guard_posts)
    if guarding.form is not GuardForm.NONE and needed > guarding.headcount > 0:
        message = f"các vị trí cần {needed} người mỗi ca nhưng chỉ có {guarding.headcount} người làm bảo vệ"
        hint = "Kiểm tra «so_nguoi» ở «bao_ve» và ở các vị trí"
        yield POSTS_EXCEED_GUARDS.at(record.span("vi_tri_bao_ve"), message, hint)


def _contacts(record: Record[Enterprise]) -> Iterator[Diagnostic]:
    contacts = record.value.contacts
    phones = {contact.phone for contact in contacts}
    missing = [f"{number} ({owner})" for number, owner in _EMERGENCY.items() if number not in phones]
    if missing:
        message = f"danh sách liên hệ khẩn cấp thiếu {', '.join(missing)}"
        yield EMERGENCY_NUMBER_MISSING.at(record.span("lien_he_khan_cap"), message, "Bổ sung các số còn thiếu")
    for position, contact in enumerate(contacts):
        if contact.phone not in _EMERGENCY:
            continue
        right = next((number for words, number in _OWNERS.items() if words in slug(contact.name)), None)
        if right is not None and contact.phone != right:
            message = f"«{contact.name}» ghi số {contact.phone}; số này là của {_EMERGENCY[contact.phone]}"
            span = record.span("lien_he_khan_cap", position, "dien_thoai")
            yield EMERGENCY_NUMBER_MIXED.at(span, message, f"Có phải {right}?")
