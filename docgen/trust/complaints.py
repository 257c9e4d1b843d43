"""What can be wrong with an office's list of keys, and why a certificate gets no code."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

WRONG_KEY_ID = Rule("ma-khoa-sai", Severity.ERROR, "Mã khóa không khớp với khóa công khai")
KEY_TWICE = Rule("khoa-trung", Severity.ERROR, "Một khóa ghi hai lần")
KEY_DAYS_REVERSED = Rule("ngay-khoa-nguoc", Severity.ERROR, "Ngày ngừng dùng khóa đứng trước ngày bắt đầu")
NO_KEY_FOR_DAY = Rule("giay-khong-co-khoa", Severity.WARNING, "Không có khóa dùng được vào ngày quyết định")
NO_STATEMENT = Rule("giay-thieu-du-lieu-ma", Severity.WARNING, "Thiếu dữ liệu để in mã QR")
CODE_TOO_LARGE = Rule("ma-qr-qua-lon", Severity.ERROR, "Nội dung quá dài để in thành mã QR")
NOT_ON_PAGE = Rule("ma-qr-khac-chu-in", Severity.ERROR, "Mã QR nói điều mà trên giấy không in")
