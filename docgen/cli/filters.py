"""``docgen filters``: the filters and functions that tags may name, each shown at work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from docgen.cli.console import result
from docgen.cli.exit_codes import ExitCode
from docgen.cli.options import OPTIONS

if TYPE_CHECKING:
    from docgen.composition.filters_shown import ShownFilter

_SAYS = {
    "chuong": "Đánh số chương, liền nhau trong cả văn bản",
    "muc": "Đánh số mục, bắt đầu lại trong mỗi chương; số điều vẫn chạy liền",
    "dieu": "Đánh số điều, liền nhau trong cả văn bản; tên trong ngoặc chỉ cần khi có chỗ khác dẫn đến điều ấy",
    "khoan": "Đánh số khoản, bắt đầu lại trong mỗi điều",
    "diem": "Đánh chữ cái điểm, bắt đầu lại trong mỗi khoản",
    "van_ban_moi": "Không in gì; từ đây các số đếm lại từ đầu, ví dụ quy chế ban hành kèm quyết định",
}
_SAYS_OF_REFERENCES = {
    'dan("ra_vao")': "Dẫn chiếu đến nơi mang tên trong ngoặc, đứng trước hay sau đều được",
    'dan("khach", "xe", "hang")': "Dẫn nhiều nơi một lúc, tự xếp theo thứ tự trong văn bản và bỏ nơi trùng",
    'dan("xe", hoa=true)': "Đứng trong chính điều ấy thì viết «Điều này»; thêm hoa=true để viết hoa chữ đầu câu",
    'dan("xe", day_du=true)': "Thêm day_du=true để luôn dẫn đủ số, không viết «này»",
    'dan("khong_co", thay="quy định của pháp luật")': "thay là lời dùng thay khi văn bản không có nơi được dẫn",
}


@dataclass(frozen=True, slots=True)
class ShownFunction:
    """A numbering function as a clerk meets it: name, what it does, a tag and what it prints the first time."""

    name: str
    says: str
    tag: str
    prints: str


@click.command("filters", options_metavar=OPTIONS)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho chương trình khác đọc.")
def filters(as_json: bool) -> int:
    """Liệt kê các bộ lọc (cách viết) và hàm đánh số dùng được trong thẻ.

    Bộ lọc viết sau dấu | trong thẻ, dùng như nhau trong mẫu Word và trong khai_bao.yaml. Kết quả của mỗi ví dụ do
    chính chương trình tính ra khi chạy lệnh này.
    """
    from docgen.composition.filters_shown import shown_filters

    shown, functions = shown_filters(), _shown_functions()
    if as_json:
        rows = {"bo_loc": [_filter_row(item) for item in shown], "ham": [_function_row(item) for item in functions]}
        result(json.dumps(rows, ensure_ascii=False, indent=2))
        return ExitCode.GOOD
    result("BỘ LỌC, viết sau dấu | trong thẻ, trong mẫu Word và trong khai_bao.yaml:")
    for line in (line for item in shown for line in _filter_lines(item)):
        result(line)
    result("")
    result("HÀM ĐÁNH SỐ, chỉ dùng trong mẫu Word:")
    for line in (line for item in functions for line in _function_lines(item)):
        result(line)
    return ExitCode.GOOD


def _filter_row(item: ShownFilter) -> dict[str, object]:
    return {
        "ten": item.name,
        "tac_dung": item.says,
        "dung_cho": list(item.takes),
        "the": item.tag,
        "gia_tri": item.value,
        "in_ra": None if item.refuses else item.prints,
        "bao_loi": item.prints if item.refuses else None,
    }


def _function_row(item: ShownFunction) -> dict[str, object]:
    names = {"name": "ten", "says": "tac_dung", "tag": "the", "prints": "in_ra"}
    return {names[key]: value for key, value in asdict(item).items()}


def _filter_lines(item: ShownFilter) -> Iterator[str]:
    yield ""
    yield f"  {item.name}   (dùng cho {', '.join(item.takes)})"
    yield f"      {item.says}."
    yield f"      {item.tag}  với {item.value}"
    yield f"      {'báo lỗi' if item.refuses else 'in ra  '}: {item.prints}"


def _function_lines(item: ShownFunction) -> Iterator[str]:
    yield ""
    yield f"  {item.name}"
    yield f"      {item.says}."
    yield f"      {item.tag}"
    yield f"      in ra  : {item.prints}"


def _shown_functions() -> list[ShownFunction]:
    """Return each function at work."""
    from docgen.word.numbering_shown import shown_numbers, shown_references

    numbers = [ShownFunction(name, _SAYS[name], f"{{{{ {call} }}}}", text) for name, call, text in shown_numbers()]
    return numbers + [
        ShownFunction("dan", _SAYS_OF_REFERENCES[call], f"{{{{ {call} }}}}", text) for call, text in shown_references()
    ]
