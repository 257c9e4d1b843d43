"""What can be wrong with records that are each well written but do not hold together."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

_E = Severity.ERROR
_W = Severity.WARNING

# Periods of any record
PERIOD_UPSIDE_DOWN = Rule("thoi-han-nguoc", _E, "Ngày kết thúc trước ngày bắt đầu")
PERIODS_OVERLAP = Rule("giai-doan-chong-nhau", _E, "Hai giai đoạn chồng lên nhau")
PERIODS_GAP = Rule("giai-doan-dut-quang", _W, "Giữa hai giai đoạn có khoảng trống")
NO_PERIOD = Rule("khong-co-giai-doan", _E, "Không có giai đoạn nào")

# Agencies and their signatories
TWO_HEADS = Rule("hai-nguoi-dung-dau", _E, "Hai người cùng đứng đầu một lúc")
STEAD_MISSING = Rule("thieu-ky-thay", _E, "Thiếu phần ký thay, thay mặt cho ai")
STEAD_NEEDLESS = Rule("thua-ky-thay", _E, "Người ký trực tiếp lại ghi ký thay")
DEGREE_IN_SIGNER = Rule("hoc-vi-trong-ten", _E, "Học hàm, học vị trong họ tên người ký")
RANK_IN_SIGNER = Rule("cap-bac-trong-ten", _E, "Cấp bậc trong họ tên người ký")
ADDRESS_IN_NAME = Rule("danh-xung-trong-ten", _E, "Chữ Ông, Bà, Đồng chí trong họ tên")
RANK_OF_CIVILIAN = Rule("cap-bac-ngoai-vu-trang", _W, "Cấp bậc ghi cho cơ quan không thuộc lực lượng vũ trang")
SAMPLE_SIGNATORY = Rule("nguoi-ky-mau", _W, "Văn bản có người ký là tên mẫu")
SYMBOL_SHARED = Rule("ky-hieu-trung", _W, "Hai cơ quan cùng một chữ viết tắt trong ký hiệu")
SYMBOL_SPACED = Rule("ky-hieu-sai-dang", _W, "Chữ viết tắt có dấu cách hoặc gạch chéo")
SUPERIOR_IS_SELF = Rule("chu-quan-la-chinh-minh", _E, "Cơ quan chủ quản trùng với chính cơ quan")

# An agency that issues a paper on a day
AGENCY_NOT_YET = Rule("co-quan-ngoai-thoi-gian", _E, "Cơ quan không có vào ngày của văn bản")
NOBODY_SIGNS = Rule("khong-ai-ky-vao-ngay", _E, "Không có ai giữ chức vụ ký vào ngày của văn bản")
SIGNER_UNKNOWN = Rule("nguoi-ky-la", _E, "Người ký không có trong danh sách của cơ quan")
SIGNER_NOT_IN_OFFICE = Rule("nguoi-ky-het-nhiem-ky", _E, "Người ký không giữ chức vụ vào ngày ký")

# The joint plan
PLAN_TOO_FEW_BODIES = Rule("ke-hoach-thieu-co-quan", _E, "Kế hoạch liên tịch có ít hơn hai cơ quan")
PLAN_BODY_TWICE = Rule("ke-hoach-lap-co-quan", _E, "Một cơ quan ghi hai lần trong kế hoạch")
PLAN_SIGNER_OF_OTHER = Rule("nguoi-ky-ngoai-ke-hoach", _E, "Người ký thuộc cơ quan không ban hành kế hoạch")
PLAN_SIGNER_TWICE = Rule("nguoi-ky-lap", _E, "Một cơ quan ghi hai người ký kế hoạch")
DUTY_OF_OTHER = Rule("phan-cong-co-quan-la", _E, "Phân công cho cơ quan không ký kế hoạch")
DUTY_MISSING = Rule("thieu-phan-cong", _E, "Cơ quan ký kế hoạch mà không được phân công")
DUTY_TWICE = Rule("phan-cong-lap", _E, "Một cơ quan được phân công ở hai chỗ")
PLAN_YEARS_REVERSED = Rule("ke-hoach-nguoc-nam", _E, "Năm bắt đầu sau năm kết thúc")
PLAN_DAY_OUTSIDE = Rule("ngay-ky-ngoai-giai-doan", _W, "Ngày ký ở ngoài giai đoạn của kế hoạch")
PLAN_NUMBER_TWICE = Rule("so-ke-hoach-trung", _E, "Số kế hoạch đã cấp trong năm")
MILESTONE_DISORDER = Rule("tien-do-sai-thu-tu", _E, "Mốc tiến độ không theo thứ tự thời gian")
MILESTONE_OUTSIDE = Rule("tien-do-ngoai-giai-doan", _E, "Mốc tiến độ ở ngoài giai đoạn của kế hoạch")
MILESTONE_TWICE = Rule("tien-do-lap", _W, "Một mốc tiến độ ghi hai lần")
NO_MILESTONES = Rule("khong-co-tien-do", _E, "Kế hoạch không có mốc tiến độ nào")
NO_FINAL_REVIEW = Rule("thieu-tong-ket", _W, "Tiến độ không có sơ kết hoặc tổng kết")
PUNCTUATION_NEEDLESS = Rule("dau-cau-thua", _E, "Thừa dấu câu ở cuối")

# Parks
PARK_KIND_IN_NAME = Rule("ten-khu-kem-loai", _E, "Tên riêng kèm chữ khu, cụm công nghiệp")
PARK_NAME_TWICE = Rule("ten-khu-trung", _E, "Hai khu, cụm cùng loại trùng tên")
PARK_PLACE_UNKNOWN = Rule("khu-chua-ro-dia-ban", _E, "Chưa ghi địa bàn của khu, cụm vào ngày của văn bản")

# Coordination regulations of parks
PARK_UNMANAGED = Rule("khu-thieu-co-quan-quan-ly", _E, "Không rõ cơ quan nào ban hành quy chế phối hợp")
COORDINATION_MISSING = Rule("khu-thieu-quy-che", _W, "Khu, cụm chưa có quy chế phối hợp")
COORDINATION_NUMBER_TWICE = Rule("so-quy-che-trung", _E, "Số quyết định ban hành quy chế phối hợp đã dùng trong năm")
PARK_FEATURE_DENIED = Rule("dac-diem-khu-lech", _W, "Đặc điểm của khu, cụm trái với hồ sơ doanh nghiệp trong đó")

# Enterprises
TAX_CODE_WRONG = Rule("ma-so-thue-sai", _W, "Mã số thuế sai chữ số kiểm tra")
TAX_CODE_TWICE = Rule("ma-so-thue-trung", _E, "Hai doanh nghiệp trùng mã số thuế")
NAME_ALIKE = Rule("ten-doanh-nghiep-giong", _W, "Hai doanh nghiệp trong một khu tên giống nhau")
SHORT_NAME_SHARED = Rule("ten-viet-tat-trung", _W, "Hai doanh nghiệp trùng tên viết tắt")
DECISION_TWICE = Rule("so-noi-quy-trung", _E, "Số, ký hiệu quyết định ban hành nội quy đã dùng")
ISSUE_YEAR_DIFFERS = Rule("nam-ban-hanh-lech", _E, "Ngày ban hành không thuộc năm ban hành")
NUMBER_WITHOUT_DAY = Rule("co-so-thieu-ngay", _E, "Có số quyết định nhưng thiếu ngày")
DAY_WITHOUT_NUMBER = Rule("co-ngay-thieu-so", _W, "Có ngày ban hành nhưng thiếu số")
DEGREE_IN_REPRESENTATIVE = Rule("hoc-vi-nguoi-dai-dien", _W, "Học hàm, học vị trong tên người đại diện")
FOREIGN_MISMATCH = Rule("lao-dong-nuoc-ngoai-lech", _E, "Đặc điểm và số lao động nước ngoài không khớp")
FOREIGN_TOO_MANY = Rule("lao-dong-nuoc-ngoai-vuot", _E, "Lao động nước ngoài nhiều hơn tổng số lao động")
LANGUAGE_MISSING = Rule("thieu-tieng-dich", _W, "Có lao động nước ngoài nhưng chưa ghi tiếng để dịch nội quy")
LANGUAGE_NEEDLESS = Rule("thua-tieng-dich", _W, "Ghi tiếng để dịch nhưng không có người nước ngoài")
NO_WORKERS = Rule("khong-co-lao-dong", _W, "Doanh nghiệp không có lao động")
UNION_TOO_SMALL = Rule("cong-doan-it-nguoi", _W, "Có công đoàn cơ sở nhưng rất ít lao động")
CLAUSE_EMPTY = Rule("dieu-rieng-trong", _E, "Điều khoản riêng không có nội dung")
CLAUSE_TWICE = Rule("dieu-rieng-lap", _W, "Hai điều khoản riêng trùng tiêu đề")
EMERGENCY_NUMBER_MISSING = Rule("thieu-so-khan-cap", _W, "Danh sách liên hệ thiếu 113, 114 hoặc 115")
EMERGENCY_NUMBER_MIXED = Rule("nham-so-khan-cap", _W, "Số điện thoại khẩn cấp ghi nhầm đơn vị")
REGULATION_WITHOUT_FILE = Rule("noi-quy-hien-hanh-thieu-tep", _W, "Đã có nội quy nhưng chưa ghi tệp của nội quy")
REGULATION_DENIED = Rule("noi-quy-hien-hanh-trai-nhau", _E, "Ghi chưa có nội quy nhưng lại ghi tệp, số hoặc ngày")

# Guards of an enterprise
HIRED_WITHOUT_COMPANY = Rule("thue-bao-ve-thieu-cong-ty", _E, "Thuê dịch vụ bảo vệ nhưng thiếu công ty")
COMPANY_WITHOUT_HIRING = Rule("cong-ty-bao-ve-thua", _E, "Ghi công ty bảo vệ nhưng không thuê dịch vụ")
OWN_GUARD_OF_NOBODY = Rule("bao-ve-khong-nguoi", _E, "Tự tổ chức bảo vệ nhưng không có người")
HIRED_GUARD_OF_NOBODY = Rule("thue-bao-ve-khong-nguoi", _W, "Thuê dịch vụ bảo vệ nhưng chưa ghi số người")
NO_GUARD_OF_SOMEBODY = Rule("khong-bao-ve-co-nguoi", _E, "Không tổ chức bảo vệ nhưng có số người")
NOBODY_IN_CHARGE = Rule("thieu-nguoi-truc", _E, "Không tổ chức bảo vệ mà chưa ghi người phụ trách trực")
NOBODY_LEADS_GUARDS = Rule("thieu-nguoi-phu-trach", _W, "Chưa ghi người phụ trách bảo vệ")
EXPLOSIVES_UNGUARDED = Rule("vat-lieu-no-khong-bao-ve", _W, "Có vật liệu nổ nhưng không có bảo vệ")
POSTS_EXCEED_GUARDS = Rule("vi-tri-vuot-so-nguoi", _W, "Số người ở các vị trí nhiều hơn số bảo vệ")

# Criteria and assessments
CRITERION_TWICE = Rule("tieu-chi-lap", _E, "Mã tiêu chí dùng hai lần")
NO_CRITERIA = Rule("bo-tieu-chi-trong", _E, "Bộ tiêu chí không có tiêu chí nào")
CRITERION_IDLE = Rule("tieu-chi-vo-nghia", _W, "Tiêu chí lúc nào cũng đạt hoặc không bao giờ đạt")
CRITERION_UNIT = Rule("don-vi-tieu-chi", _W, "Đơn vị tính không hợp với cách tính")
CRITERIA_NOT_IN_FORCE = Rule("bo-tieu-chi-het-hieu-luc", _E, "Bộ tiêu chí không có hiệu lực vào ngày họp xét")
CRITERIA_WRONG_TARGET = Rule("bo-tieu-chi-sai-doi-tuong", _E, "Bộ tiêu chí áp dụng cho đối tượng khác")
NO_ENTERPRISE_CRITERIA = Rule("thieu-bo-tieu-chi", _E, "Đánh giá doanh nghiệp nhưng thiếu bộ tiêu chí")
ASSESSED_NOTHING = Rule("danh-gia-doi-tuong", _E, "Kết quả đánh giá không rõ của khu nào hoặc doanh nghiệp nào")
ASSESSED_TWICE = Rule("danh-gia-hai-lan", _E, "Đánh giá hai lần trong một năm")
MEETING_OTHER_YEAR = Rule("ngay-hop-khac-nam", _E, "Ngày họp xét không thuộc năm đánh giá hoặc năm sau")
PARK_NOT_OPERATING = Rule("khu-chua-hoat-dong", _E, "Khu, cụm chưa hoạt động trong năm đánh giá")
FIGURE_MISSING = Rule("thieu-so-lieu", _E, "Thiếu số liệu mà tiêu chí cần")
FIGURE_UNKNOWN = Rule("so-lieu-la", _W, "Số liệu không tiêu chí nào dùng")
FIGURE_TOO_LARGE = Rule("so-lieu-vuot", _E, "Số liệu bộ phận lớn hơn số liệu tổng")
FIGURE_ZERO = Rule("mau-so-bang-khong", _E, "Số liệu để tính phần trăm bằng không")
RECOGNISED_BELOW_STANDARD = Rule("cong-nhan-chua-dat", _E, "Có quyết định công nhận nhưng chưa đạt tiêu chuẩn")
STANDARD_NOT_RECOGNISED = Rule("dat-chua-cong-nhan", _W, "Đạt tiêu chuẩn nhưng chưa có quyết định công nhận")
SERIAL_TWICE = Rule("so-vao-so-trung", _E, "Số vào sổ cấp giấy dùng hai lần")
SERIAL_ZERO = Rule("so-vao-so-khong", _E, "Số vào sổ bằng không")
DECISION_BEFORE_MEETING = Rule("quyet-dinh-truoc-hop", _E, "Quyết định công nhận trước ngày họp xét")
DECISION_OF_TWO_DAYS = Rule("quyet-dinh-hai-ngay", _E, "Một số quyết định có hai ngày khác nhau")

# Commendations
AWARD_NOT_IN_FORCE = Rule("khen-het-hieu-luc", _E, "Hình thức khen không áp dụng vào ngày quyết định")
AWARD_NOT_GIVEN = Rule("khen-sai-doi-tuong", _E, "Hình thức khen không dành cho đối tượng này")
AWARD_NAME_TWICE = Rule("hinh-thuc-khen-trung", _W, "Hai hình thức khen trùng tên cùng thời gian")
NO_SALARY_ON_DAY = Rule("khong-co-luong-co-so", _E, "Không có mức lương cơ sở vào ngày quyết định")
SALARIES_OVERLAP = Rule("luong-co-so-chong-nhau", _E, "Hai mức lương cơ sở chồng lên nhau")
SALARIES_GAP = Rule("luong-co-so-dut-quang", _W, "Giữa hai mức lương cơ sở có khoảng trống")
SALARY_ZERO = Rule("luong-co-so-bang-khong", _E, "Mức lương hoặc mức làm tròn bằng không")
COMMENDED_TWICE = Rule("khen-hai-lan", _E, "Khen hai lần trong một năm")
COMMENDED_NAMESAKE = Rule("khen-trung-ten", _W, "Hai người được khen trùng họ tên và đơn vị")
ROW_WITHOUT_UNIT = Rule("dong-khen-don-vi", _E, "Dòng khen thưởng không rõ thuộc đơn vị nào")
LIST_EMPTY = Rule("danh-sach-khen-trong", _W, "Danh sách khen thưởng không có ai")
COMMENDATION_OTHER_YEAR = Rule("ngay-khen-khac-nam", _E, "Ngày quyết định không thuộc năm khen thưởng hoặc năm sau")
COMMENDATION_NUMBER_TWICE = Rule("so-khen-thuong-trung", _E, "Số quyết định khen thưởng đã dùng trong năm")
UNVERIFIED_FIGURE = Rule("so-lieu-chua-kiem-chung", _W, "Mức tiền dùng trên giấy tờ chưa đối chiếu với văn bản gốc")

# Legal acts
ACT_UNVERIFIED = Rule("can-cu-chua-kiem-chung", _W, "Văn bản chưa kiểm chứng nên không được in làm căn cứ")
ACT_TWICE = Rule("can-cu-lap", _W, "Một văn bản ghi hai lần")
ACT_WITH_LEADING_WORD = Rule("trich-dan-kem-can-cu", _E, "Trích dẫn kèm chữ «Căn cứ»")
ACT_RANK_UNKNOWN = Rule("thu-bac-sai", _E, "Thứ bậc văn bản phải từ 1 đến 4")
ACT_RANK_DIFFERS = Rule("thu-bac-khac-ten", _W, "Thứ bậc không hợp với tên văn bản")
