"""Hostile records, declarations and drawings at the door: refused with line and reason, nothing outside the folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.attacked import Limited, Outcome

RECORD = "records/doanh_nghiep/la.yaml"
DECLARATION = "templates/noi_quy/khai_bao.yaml"
DRAWING = "templates/giay_cong_nhan/bo_tri.yaml"
LAYOUT = "templates/the_thuc/nd30_2020.yaml"
REPOSITORY = Path(__file__).resolve().parents[2]


def refused(answer: Outcome, file: str, *words: str) -> None:
    """Assert that the file was refused in words and in measure."""
    assert answer.code == 1, answer.said[-2000:]
    assert "Traceback" not in answer.said
    assert file in answer.said
    for word in words:
        assert word in answer.said, answer.said[-2000:]
    assert len(answer.said) < 500_000


def laughing_anchors() -> str:
    """Lists of lists by reference: 2^40 items if they were followed."""
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    return "\n".join(lines) + "\n"


RECORDS: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "laughing anchors": (laughing_anchors, "[dau-va]"),
    "a list in itself": (lambda: "ma: &a [*a]\n", "[dau-va]"),
    "an alias": (lambda: "ma: *a\n", "[dau-sao]"),
    "merged keys": (lambda: "ma: {b: 1}\nten:\n  <<: {c: 2}\n", "[khoa-gop]"),
    "an object of Python": (lambda: "ma: !!python/object/apply:os.system ['echo']\n", "[dau-than]"),
    "a whole record of Python": (lambda: "!!python/object/new:os.system [echo]\n", "[dau-than]"),
    "binary": (lambda: "ma: !!binary aGVsbG8=\n", "[dau-than]"),
    "a short name for objects": (
        lambda: "%TAG ! tag:yaml.org,2002:python/\n---\nma: !name:os.system x\n",
        "[dau-than]",
    ),
    "a hundred thousand brackets": (lambda: "ma: " + "[" * 100_000 + "]" * 100_000, "[long-qua-sau]"),
    "a hundred thousand braces": (lambda: "ma: " + "{a: " * 100_000 + "}" * 100_000, "[long-qua-sau]"),
    "steps without end": (lambda: "".join(" " * n + f"a{n}:\n" for n in range(3_000)), "[long-qua-sau]"),
    "dashes without end": (lambda: "- " * 100_000 + "x", "[long-qua-sau]"),
    "questions without end": (lambda: "? " * 100_000, "[long-qua-sau]"),
    "anchors without end": (lambda: "&a " * 100_000, "[dau-va]"),
    "21 MB": (lambda: b"ma: " + b"x" * (21 << 20), "nặng hơn 20 MB"),
    "one value of 19 MB": (lambda: b"ma: " + b"x" * (19 << 20), "[ma-sai-dang]"),
    "one value of 19 MB where text may stand": (lambda: b"dia_chi: " + b"x" * (19 << 20), "[qua-dai]"),
    "one choice of 19 MB": (lambda: b"bao_ve: {hinh_thuc: " + b"x" * (19 << 20) + b"}\n", "[ngoai-lua-chon]"),
    "one key of 900 letters": (lambda: f"? {'k' * 900}\n: x\n", "[khoa-la]"),
    "one key of 9 MB, asked": (lambda: f"? {'k' * (9 << 20)}\n: x\n", RECORD),
    "one reference of 19 MB": (lambda: b"khu: " + b"x" * (19 << 20), RECORD),
    "one key of 9 MB": (lambda: "k" * (9 << 20) + ": x\n", RECORD),
    "a million keys": (lambda: "".join(f"k{n}: v\n" for n in range(1_000_000)), "hơn 1000 khóa"),
    "a million records": (lambda: "- {}\n" * 1_000_000, "giá trị"),
    "a hundred thousand wrong records": (lambda: "- {}\n" * 100_000, "[con-nhieu-loi]"),
    "a million items": (lambda: "ma: [" + "a," * 1_400_000 + "]\n", "giá trị"),
    "ten thousand documents": (lambda: "---\na: b\n" * 10_000, "[nhieu-phan-trong-tep]"),
    "a million lines of one value": (lambda: 'ma: "' + "x\n" * 1_000_000, "[thieu-ngoac-kep]"),
    "a number of a million digits": (lambda: "so_lao_dong: " + "9" * 1_000_000 + "\n", "[so-nguyen]"),
    "a number without end": (lambda: "so_lao_dong: 1e999999999\n", "[so-nguyen]"),
    "not a number": (lambda: "so_lao_dong: .nan\n", "[so-nguyen]"),
    "a million accents": (lambda: "ma: a" + "\u0301" * 1_000_000 + "\n", "[ma-sai-dang]"),
    "a zero byte": (lambda: "ma: a\0b\n", "[ky-tu-dieu-khien]"),
    "an escaped zero byte": (lambda: 'ma: "a\\0b"\n', "[ky-tu-dieu-khien]"),
    "a direction override": (lambda: "ma: a\nten: x\u202ey\n", "[ky-tu-dao-chieu]"),
    "an escaped direction override": (lambda: 'ten: "x\\u202Ey"\n', "[ky-tu-dao-chieu]"),
    "an invisible letter": (lambda: "ten: Hoa\u200bSen\n", "[ky-tu-vo-hinh]"),
    "a lone surrogate": (lambda: b"ten: a\xed\xa0\x80\n", "[ky-tu-dieu-khien]"),
    "half of a letter": (lambda: b"ten: C\xf4ng ty\n", "[sai-bang-ma]"),
    "UTF-32": (lambda: "ma: a".encode("utf-32"), "[sai-bang-ma]"),
    "a key twice in two spellings": (lambda: "ma: a\nMã: b\n", "[trung-khoa]"),
    "a path as id": (lambda: "ma: ../../../etc/passwd\n", "[ma-sai-dang]"),
    "a reserved word of the system as id": (lambda: "ma: a/b\n", "[ma-sai-dang]"),
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_hostile_record_is_refused_with_its_line(limited: Limited, bare_office: Path, name: str) -> None:
    builder, words = RECORDS[name]
    content = builder()
    (bare_office / RECORD).write_bytes(content.encode() if isinstance(content, str) else content)
    refused(limited("--thu-muc", bare_office, "check"), RECORD, words)


def test_a_file_given_up_is_left_out_as_a_whole_and_named(limited: Limited, bare_office: Path) -> None:
    good = (bare_office / "records/doanh_nghiep/bm001.yaml").read_text(encoding="utf-8")
    item = "- " + good.replace("ma: bm001", "ma: bm900").replace("\n", "\n  ").rstrip(" ")
    (bare_office / RECORD).write_text(item + "- {}\n" * 100_000, encoding="utf-8")
    answer = limited("--thu-muc", bare_office, "build", "--bo-qua-loi")
    assert answer.code == 3, answer.said[-2000:]
    assert "Traceback" not in answer.said
    assert f"cả tệp ({RECORD})" in answer.said
    assert len(list((bare_office / "output").rglob("*.docx"))) == 3


HOSTILE_NAMES = [
    "../../../x",
    "/tmp/x",
    "C:\\x",
    "C:/x",
    "\\\\may\\chung\\x",
    "a/../../b",
    "CON",
    "NUL/con.txt",
    "a.",
    "a ",
    ". .",
    "..",
    "~",
    "$(id)",
    "a*?<>|b",
    "a:b",
    "a\tb",
    "-rf",
    "ữ" * 160,
    "x" * 490,
    "/".join(["aaa"] * 120),
    "{{ doanh_nghiep.ten }}/../..",
    "{{ khu.ma }}:x",
]


@pytest.mark.parametrize("key", ["thu_muc", "ten_tep"])
@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_declared_name_leads_out_of_the_output_folder(
    limited: Limited, bare_office: Path, key: str, name: str
) -> None:
    replace_value(bare_office / DECLARATION, key, name)
    before = {path for path in bare_office.parent.rglob("*") if "output" not in path.parts}
    answer = limited("--thu-muc", bare_office, "build")
    assert answer.code == 0, answer.said
    assert {path for path in bare_office.parent.rglob("*") if "output" not in path.parts} == before
    papers = list((bare_office / "output").rglob("*.docx"))
    assert len(papers) == 3
    for paper in papers:
        for part in paper.relative_to(bare_office / "output").parts:
            assert part.isascii()
            assert len(part) <= 120
            assert part == part.strip(" .")
            assert not set(part) & set('<>:"|?*\\\t')
            assert part.split(".")[0].lower() not in {"con", "prn", "aux", "nul"}


def replace_value(file: Path, key: str, value: str) -> None:
    """Write the value in double quotes at the key of a declaration."""
    quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = file.read_text(encoding="utf-8").splitlines()
    found = [f'{key}: "{quoted}"' if line.startswith(f"{key}:") else line for line in lines]
    assert found != lines
    file.write_text("\n".join(found) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("mau", "../../../../etc/passwd", "[thieu-tep-mau]"),
        ("mau", "/etc/passwd", "[thieu-tep-mau]"),
        ("mau", "khai_bao.yaml", "không phải tệp Word"),
        ("luu", "{{ 9**9**9 }}", "phép tính"),
        ("luu", "{{ 'A' * 10**10 }}", "phép tính"),
        ("luu", "{{ doanh_nghiep.__class__ }}", "gạch dưới"),
        ("luu", "{% set doanh_nghiep = 1 %}", "«set»"),
        (
            "luu",
            "{% for a in doanh_nghiep.lien_he_khan_cap %}{% for b in doanh_nghiep.lien_he_khan_cap %}x{% endfor %}"
            "{% endfor %}",
            "vòng lặp trong vòng lặp",
        ),
        ("luu", "{{ " * 100, "[the-chua-dong]"),
        ("luu", "x" * 501, "[qua-dai]"),
        ("doi_tuong", "__import__", "doi_tuong"),
    ],
)
def test_a_hostile_declaration_is_refused(
    limited: Limited, bare_office: Path, key: str, value: str, words: str
) -> None:
    replace_value(bare_office / DECLARATION, key, value)
    refused(limited("--thu-muc", bare_office, "build"), DECLARATION, words)
    assert not (bare_office / "output").exists()


def test_a_condition_is_not_code(limited: Limited, bare_office: Path) -> None:
    with (bare_office / DECLARATION).open("a", encoding="utf-8") as file:
        file.write('dieu_kien: "().__class__.__bases__[0].__subclasses__()"\n')
    refused(limited("--thu-muc", bare_office, "build"), DECLARATION, "lời gọi")


TITLE = "noi_dung: [GIẤY CÔNG NHẬN]"
DRAWINGS: list[tuple[str, str, str]] = [
    ("rong: 177", "rong: -177", "lớn hơn 0"),
    ("rong: 177", "rong: 0", "lớn hơn 0"),
    ("rong: 177", "rong: nan", "phải là một số"),
    ("rong: 177", "rong: .inf", "phải là một số"),
    ("rong: 177", f"rong: {'9' * 400}", "quá lớn"),
    ("trai: 60", "trai: -60", "ra ngoài phần giấy"),
    ("trai: 60", "trai: 9999", "ra ngoài phần giấy"),
    ("co: 14", "co: 1000000", "quá lớn"),
    ("co: 14", "co: 9999", "cỡ chữ phải từ"),
    ("co: 14", "co: 1e308", "phải là một số"),
    ("co: 14", "co: NaN", "phải là một số"),
    ("co_nho_nhat: 12", "co_nho_nhat: 0.00001", "cỡ chữ phải từ"),
    ("kho_rong: 297", "kho_rong: -5", "lớn hơn 0"),
    ("kho_rong: 297", "kho_rong: 1", "khung viền"),
    ("be_day: 13", "be_day: 0.0001", "khung viền"),
    ("be_day: 13", "be_day: 9000", "khung viền"),
    ("cach_mep: 8", "cach_mep: -9000", "khung viền"),
    ("mau_chinh: A8191F", 'mau_chinh: "url(http://x.vn)"', "mau_chinh"),
    ("so_dong: 2", "so_dong: -1", "so-nguyen"),
    ("gian_dong: 1.1", "gian_dong: -1", "lớn hơn 0"),
    ("tam: 148.5", "tam: nan", "phải là một số"),
    (TITLE, f"noi_dung: [{', '.join(['x'] * 20_000)}]", "nhiều nhất 50 đoạn"),
    (TITLE, f'noi_dung: ["{"dài " * 120}"]', "[chu-khong-vua-o]"),
    (TITLE, f'noi_dung: ["{"x" * 499}"]', "[chu-khong-vua-o]"),
    (TITLE, 'noi_dung: ["😀 ع"]', "[phong-chu-thieu-ky-tu]"),
    (TITLE, "noi_dung: [\"{{ 'a' * 10**9 }}\"]", "phép tính"),
    (TITLE, 'noi_dung: ["{{ khu.__class__ }}"]', "gạch dưới"),
    (TITLE, "noi_dung: [\"<img src='file:///etc/passwd'/><font size=9999>\"]", "[chu-khong-vua-o]"),
]


@pytest.mark.parametrize(("given", "hostile", "words"), DRAWINGS, ids=[item[1][:40] for item in DRAWINGS])
def test_a_hostile_drawing_is_refused(
    limited: Limited, bare_office: Path, given: str, hostile: str, words: str
) -> None:
    shutil.copytree(REPOSITORY / "templates/giay_cong_nhan", bare_office / "templates/giay_cong_nhan")
    change(bare_office / DRAWING, given, hostile)
    refused(limited("--thu-muc", bare_office, "build"), DRAWING, words)
    assert not (bare_office / "output").exists()


@pytest.mark.parametrize(
    ("given", "hostile", "words"),
    [
        ("chieu_rong: 210", "chieu_rong: nan", "phải là một số"),
        ("chieu_rong: 210", "chieu_rong: -1", "vùng chữ"),
        ("chieu_rong: 210", "chieu_rong: 1e300", "phải là một số"),
        ("{chon: 30, tu: 30, den: 35}", "{chon: 1000000, tu: 30, den: 9000000}", "quá lớn"),
        ("{chon: 20, tu: 15, den: 20}", "{chon: inf, tu: 15, den: inf}", "phải là một số"),
    ],
)
def test_a_hostile_layout_is_refused(limited: Limited, bare_office: Path, given: str, hostile: str, words: str) -> None:
    change(bare_office / LAYOUT, given, hostile)
    refused(limited("--thu-muc", bare_office, "build"), LAYOUT, words)


def change(file: Path, given: str, hostile: str) -> None:
    """Replace the first occurrence of a text in a file."""
    text = file.read_text(encoding="utf-8")
    assert given in text
    file.write_text(text.replace(given, hostile, 1), encoding="utf-8")
