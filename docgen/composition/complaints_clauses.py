"""What can be wrong with the clause library and with the places where templates and records use it."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

CLAUSE_TWICE_IN_LIBRARY = Rule("dieu-khoan-trung-ma", Severity.ERROR, "Hai điều khoản trong thư viện trùng mã")
EMPTY_CLAUSE = Rule("dieu-khoan-rong", Severity.ERROR, "Điều khoản không có nội dung")
CLAUSE_INSIDE = Rule("dieu-khoan-long-nhau", Severity.ERROR, "Điều khoản của thư viện chèn điều khoản khác")
LONE_POINT = Rule("khoan-mot-diem", Severity.WARNING, "Khoản chỉ có một điểm")
UNKNOWN_CLAUSE = Rule("dieu-khoan-la", Severity.ERROR, "Không có điều khoản này trong thư viện")
CLAUSE_PLACED_TWICE = Rule("dieu-khoan-dat-hai-lan", Severity.ERROR, "Điều khoản đặt hai lần trong một mẫu")
CLAUSE_TAG = Rule("the-dieu-khoan-sai", Severity.ERROR, "Thẻ gọi điều khoản viết không đúng")
CLAUSE_TOO_DEEP = Rule("dieu-khoan-qua-sau", Severity.ERROR, "Điều khoản không hạ xuống thành khoản được")
UNUSED_CLAUSE = Rule("dieu-khoan-khong-dung", Severity.WARNING, "Điều khoản không mẫu nào dùng")
MISSING_STYLE = Rule("thieu-kieu-dieu-khoan", Severity.ERROR, "Mẫu thiếu kiểu đoạn của điều khoản")
UNKNOWN_ACT = Rule("can-cu-khong-co", Severity.WARNING, "Điều khoản dựa vào văn bản không có trong hồ sơ")
UNVERIFIED_BASIS = Rule("can-cu-chua-kiem-chung", Severity.WARNING, "Điều khoản dựa vào văn bản chưa kiểm chứng")
BASIS_NOT_IN_FORCE = Rule("can-cu-het-hieu-luc", Severity.WARNING, "Căn cứ của điều khoản không còn hiệu lực")
UNKNOWN_NEIGHBOUR = Rule("dieu-rieng-sau-la", Severity.ERROR, "Điều riêng đứng sau một điều khoản không có")
OWN_NAME_TAKEN = Rule("dieu-rieng-trung-thu-vien", Severity.ERROR, "Mã điều riêng đã là mã của một điều khoản chung")
OWN_NAME_TWICE = Rule("dieu-rieng-trung-ma", Severity.ERROR, "Hai điều riêng của một doanh nghiệp trùng mã")
ABSENT_NEIGHBOUR = Rule("dieu-rieng-sau-vang", Severity.WARNING, "Điều riêng đứng sau điều khoản mà văn bản không có")
