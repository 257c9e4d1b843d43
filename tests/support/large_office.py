"""Offices of any size, made of the facts of the shipped records: the same number and seed give the same bytes.

From the command line: ``python -m tests.support.large_office FOLDER 10000``.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docgen.vietnamese import slug, tax_code_is_right

REPOSITORY = Path(__file__).resolve().parents[2]
_KEY = re.compile(r"(?:- |  )([a-z_]+):")
_ALWAYS = ("co_quan", "hinh_thuc_khen", "luong_co_so", "van_ban_phap_luat", "tieu_chi", "ke_hoach")
_ABOUT_SHIPPED = ("danh_gia", "khen_thuong")
_FORMS = ("Công ty TNHH", "Công ty Cổ phần", "Công ty TNHH Một thành viên", "Doanh nghiệp tư nhân")
_WORDS = [
    "Ngạn",
    "Đàm",
    "Lũng",
    "Sa",
    "Bích",
    "Thượng",
    "Tịnh",
    "Tụ",
    "Uyển",
    "Lộc",
    "Kình",
    "Lam",
    "Phong",
    "Nhạn",
    "Đằng",
    "Thoại",
    "Sảnh",
    "Tân",
    "Ấp",
    "Lĩnh",
    "Ỷ",
    "Lộ",
    "Thịnh",
    "Châu",
    "Hưng",
    "Đông",
    "Sơn",
    "Vàng",
    "Mỹ",
    "Thuận",
    "Phú",
    "Quý",
    "An",
    "Bình",
    "Kiên",
    "Trường",
    "Ưng",
    "Bạch",
    "Hạc",
    "Trà",
    "Yên",
    "Diễm",
    "Quyết",
    "Nghĩa",
    "Khánh",
    "Vượng",
]
_NAMES = [
    "An",
    "Bình",
    "Chiểu",
    "Dung",
    "Đạt",
    "Giang",
    "Hạnh",
    "Hưởng",
    "Khuê",
    "Lựu",
    "Mẫn",
    "Ngọc",
    "Oanh",
    "Phúc",
    "Quỳnh",
    "Sỹ",
    "Tình",
    "Uyên",
    "Vững",
    "Ý",
    "Yến",
]
_SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Lại",
    "Phùng",
    "Lương",
    "Hà",
    "Đinh",
]


@dataclass
class _Fields:
    """One enterprise as it is written: the lines of each of its top keys, in order."""

    lines: dict[str, list[str]]

    def put(self, key: str, value: str) -> None:
        """Write a value of one line under a key that the record has."""
        start = "- " if key == "ma" else "  "
        self.lines[key] = [f"{start}{key}: {value}"]

    @property
    def text(self) -> str:
        """The record as it stands in a file."""
        return "\n".join(line for lines in self.lines.values() for line in lines) + "\n"

    def first(self, key: str) -> str:
        """The value of a key as written on its first line."""
        return self.lines[key][0].partition(":")[2].strip().strip("\"'")


@dataclass
class _Taken:
    """What two enterprises must not share."""

    names: set[str] = field(default_factory=set)
    symbols: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


def write_large_office(folder: Path, enterprises: int, parks: int = 40, seed: int = 2016) -> Path:
    """Write records and templates of an office with so many enterprises in so many parks; returns the folder.

    The shipped enterprises come first, as they are; yearly lists, which name them, are there when all of them are.
    Raises ValueError for fewer parks than the shipped ones.
    """
    shipped = {path.stem: list(_records_of(path)) for path in sorted(_shipped("doanh_nghiep"))}
    if parks < len(shipped):
        raise ValueError(f"at least {len(shipped)} parks are needed")
    whole = enterprises >= sum(map(len, shipped.values()))
    shutil.copytree(REPOSITORY / "templates", folder / "templates", dirs_exist_ok=True)
    for kind in (*_ALWAYS, "khu", *(_ABOUT_SHIPPED if whole else ())):
        shutil.copytree(REPOSITORY / "records" / kind, folder / "records" / kind, dirs_exist_ok=True)
    chance = random.Random(seed)
    park_ids = [*shipped, *(f"khu_{number:03}" for number in range(len(shipped) + 1, parks + 1))]
    for number, park_id in enumerate(park_ids[len(shipped) :], len(shipped) + 1):
        _write(folder / "records" / "khu" / f"{park_id}.yaml", _park(park_id, number, list(shipped)))
    by_park = _fill(park_ids, shipped, enterprises, chance)
    for park_id, records in by_park.items():
        if records:
            header = f"# Doanh nghiệp trong khu, cụm {park_id}.\n\n"
            _write(folder / "records" / "doanh_nghiep" / f"{park_id}.yaml", header + "\n".join(records))
    return folder


def _shipped(kind: str) -> Iterator[Path]:
    yield from (REPOSITORY / "records" / kind).glob("*.yaml")


def _records_of(path: Path) -> Iterator[_Fields]:
    for block in re.split(r"^(?=- ma:)", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        fields: dict[str, list[str]] = {}
        key = ""
        for line in block.rstrip("\n").split("\n"):
            found = _KEY.match(line)
            key = found[1] if found else key
            fields.setdefault(key, []).append(line)
        yield _Fields(fields)


def _fill(
    park_ids: list[str], shipped: dict[str, list[_Fields]], enterprises: int, chance: random.Random
) -> dict[str, list[str]]:
    """Return the texts of the records of each park: shipped ones first, the rest spread evenly."""
    known = [record for records in shipped.values() for record in records][:enterprises]
    taken = _Taken(symbols={slug(record.first("ten_viet_tat")) for record in known})
    taken.codes |= {record.first("ma_so_thue") for record in known}
    by_park: dict[str, list[str]] = {park_id: [] for park_id in park_ids}
    for record in known:
        by_park[record.first("khu")].append(record.text)
    bases = [record for records in shipped.values() for record in records]
    for number in range(len(known), enterprises):
        park_id = park_ids[number % len(park_ids)]
        made = _mutated(chance.choice(bases), number, park_id, taken, chance)
        by_park[park_id].append(made.text)
    return by_park


def _mutated(base: _Fields, number: int, park_id: str, taken: _Taken, chance: random.Random) -> _Fields:
    made = _Fields(dict(base.lines))
    brand = _brand(taken, chance)
    trade = base.first("nganh_nghe").split(",")[0].strip()
    name = f"{chance.choice(_FORMS)} {trade[:1].upper()}{trade[1:60]} {brand}"
    made.put("ma", f"dn{number:06}")
    made.put("ten", f'"{name}"' if ":" in name or "#" in name else name)
    made.put("ten_viet_tat", slug(brand).replace("_", "").upper())
    made.put("ma_so_thue", _tax_code(taken, chance))
    made.put("khu", park_id)
    made.put("dia_chi", f"Lô {chance.choice('ABCDEHK')}{chance.randint(1, 60)}, đường N{chance.randint(1, 20)}")
    workers = int(base.first("so_lao_dong").replace(".", ""))
    made.put("so_lao_dong", str(workers + chance.randint(0, 300)))
    person = f"{chance.choice(_SURNAMES)} {chance.choice(_NAMES)} {chance.choice(_NAMES)}"
    made.lines["nguoi_dai_dien"] = [
        re.sub(r"ho_ten: .*", f"ho_ten: {person}", line) for line in base.lines["nguoi_dai_dien"]
    ]
    made.lines["lien_he_khan_cap"] = [
        re.sub(r"(\d{4}) \d{4} \d{3}$", lambda found: f"{found[1]} {_phone(chance)}", line)
        for line in base.lines["lien_he_khan_cap"]
    ]
    return made


def _phone(chance: random.Random) -> str:
    return f"{chance.randrange(10_000):04} {chance.randrange(1_000):03}"


def _brand(taken: _Taken, chance: random.Random) -> str:
    while True:
        brand = " ".join(chance.sample(_WORDS, 3))
        symbol = slug(brand).replace("_", "")
        if symbol not in taken.symbols and slug(brand) not in taken.names:
            taken.symbols.add(symbol)
            taken.names.add(slug(brand))
            return brand


def _tax_code(taken: _Taken, chance: random.Random) -> str:
    while True:
        nine = f"06{chance.randrange(10**7):07}"
        code = next((nine + digit for digit in "0123456789" if tax_code_is_right(nine + digit)), None)
        if code is not None and code not in taken.codes:
            taken.codes.add(code)
            return code


def _park(park_id: str, number: int, shipped: list[str]) -> str:
    model = shipped[number % len(shipped)]
    text = (REPOSITORY / "records" / "khu" / f"{model}.yaml").read_text("utf-8")
    text = re.sub(r"^ma: .*$", f"ma: {park_id}", text, flags=re.MULTILINE)
    text = re.sub(r"^ten: .*$", f"ten: {_WORDS[number % len(_WORDS)]} {number}", text, flags=re.MULTILINE)
    # No two parks may have a coordination regulation of the same number and year.
    text = re.sub(r"^(quy_che_phoi_hop:\n  so:) .*$", rf"\g<1> {9000 + number}", text, flags=re.MULTILINE)
    return re.sub(r"^thi_diem: có$", "thi_diem: không", text, flags=re.MULTILINE)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    write_large_office(Path(sys.argv[1]), int(sys.argv[2]))
