"""What can be wrong with a certificate: its drawing declaration, or a text that cannot be drawn as declared."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

BOX_OUTSIDE = Rule("o-ra-ngoai-khung", Severity.ERROR, "Ô chữ nằm ngoài khung viền")
BOXES_OVERLAP = Rule("o-chong-nhau", Severity.ERROR, "Hai ô chữ chồng lên nhau")
BOX_TOO_LOW = Rule("o-thap-hon-chu", Severity.ERROR, "Ô chữ thấp hơn một dòng chữ nhỏ nhất")
SIZES_REVERSED = Rule("co-chu-nguoc", Severity.ERROR, "Cỡ chữ nhỏ nhất lớn hơn cỡ chữ")
NO_SIGNING_SPACE = Rule("thieu-cho-ky", Severity.ERROR, "Chỗ chừa để ký và đóng dấu bị lấn")
TEXT_TOO_LONG = Rule("chu-khong-vua-o", Severity.ERROR, "Chữ không vừa ô")
MISSING_GLYPH = Rule("phong-chu-thieu-ky-tu", Severity.ERROR, "Phông chữ không có ký tự này")
BORDER_SIZE = Rule("khung-vien-sai-co", Severity.ERROR, "Khung viền quá mảnh, hoặc không chừa đủ giấy bên trong")
DAY_NOT_READ = Rule("ngay-cua-tep", Severity.ERROR, "Ngày của giấy không đọc được")
NO_PICTURE = Rule("thieu-tep-hinh", Severity.ERROR, "Thiếu tệp hình")
NO_CODE_SPACE = Rule("thieu-cho-ma", Severity.ERROR, "Thiếu chỗ in mã QR")
PICTURE_NOT_READ = Rule("hinh-khong-doc-duoc", Severity.ERROR, "Không dùng được tệp hình")
