"""What can be wrong with a layout profile."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

OUT_OF_RANGE = Rule("so-ngoai-khoang", Severity.ERROR, "Số đang dùng nằm ngoài khoảng được phép")
STYLE_TWICE = Rule("kieu-trung-ten", Severity.ERROR, "Hai kiểu trình bày trùng tên")
STYLE_MISSING = Rule("thieu-kieu", Severity.ERROR, "Thiếu kiểu trình bày của một thành phần")
SIZES_APART = Rule("co-chu-khong-theo-bo", Severity.ERROR, "Cỡ chữ không theo bộ nào")
VALIDITY_REVERSED = Rule("hieu-luc-nguoc", Severity.ERROR, "Ngày hết hiệu lực trước ngày có hiệu lực")
COLUMNS_TOO_WIDE = Rule("cot-dau-trang-qua-rong", Severity.ERROR, "Hai cột đầu trang rộng hơn vùng chữ")
