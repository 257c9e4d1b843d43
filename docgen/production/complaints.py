"""What can be wrong with the files of an office folder, before anything is read from them."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

MISSING_FOLDER = Rule("thieu-thu-muc", Severity.ERROR, "Thư mục văn phòng thiếu records hoặc templates")
LINK_TO_OUTSIDE = Rule("lien-ket-ra-ngoai", Severity.ERROR, "Lối tắt trỏ ra ngoài thư mục văn phòng")
OVERSIZED_FILE = Rule("tep-van-phong-qua-lon", Severity.ERROR, "Tệp lớn quá mức cho phép")
TOO_MANY_FILES = Rule("qua-nhieu-tep", Severity.ERROR, "Thư mục có quá nhiều tệp")
NOT_A_FILE = Rule("khong-phai-tep-thuong", Severity.ERROR, "Không phải tệp thông thường")
UNREADABLE_NAME = Rule("ten-tep-hong", Severity.ERROR, "Tên tệp bị hỏng")
NO_LAYOUT = Rule("thieu-the-thuc", Severity.ERROR, "Thiếu tệp thể thức văn bản")
REGULATION_UNREADABLE = Rule("noi-quy-hien-hanh-khong-doc-duoc", Severity.WARNING, "Không đọc được nội quy hiện hành")
