"""What can be wrong with a Word template: the file itself, and where its tags stand."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

NOT_A_DOCX = Rule("khong-phai-docx", Severity.ERROR, "Tệp mẫu không phải tệp Word .docx")
DAMAGED_DOCX = Rule("docx-hong", Severity.ERROR, "Tệp mẫu bị hỏng")
OVERSIZED_DOCX = Rule("docx-qua-lon", Severity.ERROR, "Tệp mẫu quá lớn hoặc nén bất thường")
UNSAFE_DOCX = Rule("docx-khong-an-toan", Severity.ERROR, "Tệp mẫu có nội dung không an toàn")
BROKEN_TAG = Rule("the-bi-cat", Severity.ERROR, "Thẻ bị cắt đôi trong Word")
MISPLACED_TAG = Rule("the-dat-sai-cho", Severity.ERROR, "Thẻ đặt không đúng chỗ")
UNREAD_TAG = Rule("the-khong-duoc-doc", Severity.WARNING, "Thẻ nằm ở phần không được điền")
WRONG_REFERENCE = Rule("dan-chieu-sai", Severity.ERROR, "Dẫn chiếu đến điều khoản không có")
CLAUSE_NAME = Rule("ten-dieu-khoan-sai", Severity.ERROR, "Tên điều khoản viết không đúng")
NAME_TWICE = Rule("ten-dieu-khoan-trung", Severity.ERROR, "Hai điều khoản mang một tên")
UNSAFE_LINK = Rule("lien-ket-khong-an-toan", Severity.ERROR, "Liên kết không phải trang web hay thư")
