"""What can be wrong with a folder of records: files, ids, references."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

STRAY_FILE = Rule("tep-ngoai-thu-muc", Severity.WARNING, "Tệp nằm ngoài các thư mục bản ghi")
UNKNOWN_FOLDER = Rule("thu-muc-la", Severity.WARNING, "Thư mục không thuộc loại bản ghi nào")
NOT_A_RECORD_FILE = Rule("tep-khong-doc", Severity.WARNING, "Tệp không phải tệp bản ghi .yaml")
OPEN_ELSEWHERE = Rule("tep-dang-mo", Severity.WARNING, "Tệp tạm của chương trình đang mở")
DUPLICATE_ID = Rule("trung-ma", Severity.ERROR, "Một mã được dùng cho hai bản ghi")
UNKNOWN_REFERENCE = Rule("ma-khong-co", Severity.ERROR, "Nhắc đến mã không bản ghi nào có")
MORE_MISTAKES = Rule("con-nhieu-loi", Severity.ERROR, "Tệp có quá nhiều lỗi")
