"""What can be wrong with a tag ``{{ … }}`` or ``{% … %}``, in a Word template or in a declaration."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

UNCLOSED_TAG = Rule("the-chua-dong", Severity.ERROR, "Thẻ mở mà không đóng, hoặc đóng mà không mở")
LONG_TAG = Rule("the-qua-dai", Severity.ERROR, "Thẻ quá dài")
DASH_IN_TAG = Rule("gach-ngang-trong-the", Severity.ERROR, "Thẻ có dấu gạch ngang kiểu chữ")
WRONG_TAG = Rule("the-viet-sai", Severity.ERROR, "Thẻ viết sai cú pháp")
REFUSED_TAG = Rule("the-khong-duoc-dung", Severity.ERROR, "Thẻ dùng cách viết không được phép")
UNMATCHED_BLOCK = Rule("khoi-khong-khop", Severity.ERROR, "Khối điều kiện, khối lặp không khép kín")
UNKNOWN_FIELD = Rule("truong-khong-co", Severity.ERROR, "Thẻ gọi trường không có")
WRONG_FIELD_KIND = Rule("truong-sai-loai", Severity.ERROR, "Trường không dùng được ở chỗ này")
UNKNOWN_FILTER = Rule("bo-loc-khong-co", Severity.ERROR, "Thẻ gọi cách viết (bộ lọc) không có")
UNKNOWN_CHOICE = Rule("so-sanh-gia-tri-la", Severity.ERROR, "So sánh với giá trị mà trường không bao giờ có")
MISSING_VALUE = Rule("thieu-gia-tri", Severity.ERROR, "Thẻ cần in một giá trị còn trống")
FORBIDDEN_CHARACTER = Rule("ky-tu-khong-in-duoc", Severity.ERROR, "Giá trị có ký tự không in được")
UNGUARDED = Rule("truong-co-the-trong", Severity.WARNING, "Thẻ cần trường có thể để trống")
