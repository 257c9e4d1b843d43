"""What can be wrong with a paper that is only to be read or compared."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

NOT_A_PAPER = Rule("van-ban-khong-phai-docx", Severity.ERROR, "Tệp không phải văn bản Word .docx")
SCANNED = Rule("van-ban-la-ban-quet", Severity.ERROR, "Văn bản là ảnh quét, không có chữ để đọc")
UNREADABLE = Rule("van-ban-khong-doc-duoc", Severity.ERROR, "Văn bản hỏng hoặc có nội dung không an toàn")
TRACKED = Rule("van-ban-con-vet-sua", Severity.WARNING, "Văn bản còn vết sửa chưa chấp nhận")
