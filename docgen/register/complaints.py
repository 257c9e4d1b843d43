"""What can be wrong with the register and with what is asked of it."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

_E = Severity.ERROR
_W = Severity.WARNING

# The file
DAMAGED = Rule("so-cap-giay-hong", _E, "Sổ cấp giấy bị hỏng hoặc bị sửa")
ROLLED_BACK = Rule("so-cap-giay-ban-cu", _E, "Sổ cấp giấy là bản cũ")
OTHER_REGISTER = Rule("so-cap-giay-khac", _E, "Sổ cấp giấy không phải là sổ đã dùng ở đây")
MISSING_REGISTER = Rule("so-cap-giay-mat", _E, "Không thấy sổ cấp giấy đã dùng ở đây")
NEWER_REGISTER = Rule("so-cap-giay-moi-hon", _E, "Sổ cấp giấy do bản docgen mới hơn ghi")
CLOCK_BACK = Rule("dong-ho-lui", _W, "Đồng hồ của máy chạy lùi")
HEAD_NOT_KEPT = Rule("dau-so-khong-ghi-nho", _W, "Không ghi nhớ được đầu sổ ở ngoài sổ")

# Numbers typed in the records
SERIAL_DIFFERS = Rule("so-khac-so-cap-giay", _E, "Số vào sổ khác với sổ cấp giấy")
SERIAL_OF_OTHER = Rule("so-cua-giay-khac", _E, "Số vào sổ đã cấp cho nơi khác")
SERIAL_AHEAD = Rule("so-nhay-coc", _E, "Số vào sổ bỏ cách quãng")
PATTERN_DIFFERS = Rule("cach-viet-so-khac", _E, "Cách viết số khác với sổ cấp giấy")
TEXT_TAKEN = Rule("so-ghi-trung", _E, "Hai giấy in ra cùng một số")
CANCELLED_CERTIFICATE = Rule("giay-da-huy", _W, "Giấy đã hủy nên không làm nữa")

# What is asked of it
NOT_GIVEN = Rule("so-chua-cap", _E, "Không có số này trong sổ")
NOT_STANDING = Rule("giay-khong-con-hieu-luc", _E, "Giấy không còn hiệu lực")
REASON_MISSING = Rule("thieu-ly-do", _E, "Thiếu lý do hoặc quyết định")
WRONG_START = Rule("so-dau-sai", _E, "Số bắt đầu không dùng được")
HOLES = Rule("so-cu-thieu", _W, "Sổ cũ có số không rõ cấp cho ai")

# A paper book typed into Excel
NOT_A_BOOK = Rule("bang-khong-phai-so", _E, "Bảng Excel không phải là sổ cấp giấy")
CELL_EMPTY = Rule("o-de-trong", _E, "Ô để trống")
CELL_WRONG = Rule("o-sai", _E, "Ô có giá trị không dùng được")
ROW_TWICE = Rule("hang-trung", _E, "Hai hàng trái nhau")
