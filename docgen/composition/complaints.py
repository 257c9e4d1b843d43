"""What can be wrong with a document type's declaration, or with a paper that is being composed."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

NO_ENGINE = Rule("mau-hoac-ban-ve", Severity.ERROR, "Loại giấy tờ phải có mẫu Word hoặc bố trí giấy")
MISSING_FILE = Rule("thieu-tep-mau", Severity.ERROR, "Thiếu tệp mẫu của loại giấy tờ")
WRONG_FOLDER_NAME = Rule("ten-thu-muc-mau", Severity.ERROR, "Tên thư mục loại giấy tờ không hợp lệ")
NO_DECLARATION = Rule("thieu-khai-bao", Severity.WARNING, "Thư mục mẫu không có tệp khai báo")
NO_SIGNATORY = Rule("khong-co-nguoi-ky", Severity.ERROR, "Không tìm được người ký")
NOT_IN_FORCE = Rule("co-quan-khong-con", Severity.ERROR, "Cơ quan, địa bàn không có trong thời điểm của văn bản")
NO_BASE_SALARY = Rule("thieu-luong-co-so", Severity.ERROR, "Không có mức lương cơ sở vào ngày quyết định")
NO_COEFFICIENT = Rule("thieu-he-so-khen", Severity.ERROR, "Hình thức khen không có hệ số cho đối tượng này")
UNKNOWN_TYPE_IN_ACT = Rule("can-cu-loai-la", Severity.ERROR, "Căn cứ dùng cho loại giấy tờ không có")
NO_MANAGING_AGENCY = Rule("thieu-co-quan-quan-ly", Severity.ERROR, "Không rõ cơ quan nào ban hành văn bản của khu, cụm")
