"""A second opinion on what a regulation says: random enterprises, and a small interpreter of the Word template.

Shares no code with docgen: records are plain dictionaries written as YAML by hand, the template is read with zipfile
and lxml, expressions with Python's own parser, numbers and dates are written anew.
"""

from __future__ import annotations

import ast
import io
import json
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)
_CLAUSE = re.compile(r"\{\{ dieu_khoan\(\"(\w+)\"\) \}\}")
_BLOCK = re.compile(r"\{%(p|tr)\s+(.*?)\s*%\}", re.DOTALL)
_REFERENCE = re.compile("\ue000(.*?) (\\d+)\ue001")
_BLANK = "\u00a0" * 6


# Random enterprises ----------------------------------------------------------------------------------------------


def _words(text: str) -> list[str]:
    return text.split()


_SYLLABLES = _words(
    "An Bảo Cẩm Dũng Đạt Giang Hạnh Khánh Lộc Mỹ Ngọc Oanh Phượng Quý Sơn Thịnh Uyên Vượng Xuân Yến Trường Nghĩa Thuỷ"
)
_TRADES = ("may mặc xuất khẩu", "chế biến gỗ", "cơ khí chính xác", "da giày; túi xách", "thực phẩm đông lạnh")
_FEATURES = _words(
    "doanh_nghiep_nha_nuoc von_nuoc_ngoai lao_dong_nuoc_ngoai nha_luu_tru hoa_chat_nguy_hiem vat_lieu_no "
    "nguy_co_chay_no_cao camera bi_mat_nha_nuoc to_chuc_dang cong_doan bep_an ca_dem nguy_co_dinh_cong nha_xe"
)
NASTY = (
    "A & B",
    "<b>đậm</b>",
    "x < y > z && \"w\" 'v'",
    "]]>&amp;<!-- -->",
    "{{ 7*7 }}",
    "{% if x %}y{% endif %}",
    "{# ghi chú #}",
    "{{",
    "%} }}",
    "{_{ x }_}",
    "\\a \\n \\f \\t",
    "%s %(x)s $x ${x}",
    "🏭🔥 👩‍🏭".replace("\u200d", ""),
    "שלום עולם",
    "سلام",
    "工業団地",
    "ẞ ŉ ﬁ ǆ",
    "x" * 180,
    unicodedata.normalize("NFD", "Đường Nguyễn Thượng Hiền, số 5"),
    "a\u00a0b\u2009c",
    "1.234.567,5",
    "=CMD()",
    "không",
    "null",
    "#1, 2: ba; - bốn",
    "«trích» “dẫn” ‘x’ … – —",
    "K'Bá\u0323ch",
)
FEATURE_YES = 0.5


def random_enterprise(number: int, chance: random.Random, nasty: float) -> dict[str, Any]:
    """Return a record as a clerk could write it; with this probability a text is a nasty one."""

    def text(plain: str) -> str:
        if chance.random() >= nasty:
            return plain
        odd = chance.choice(NASTY)
        return chance.choice((odd, f"{plain} {odd}", f"{odd} {plain}"))

    def words(count: int) -> str:
        return " ".join(chance.choice(_SYLLABLES) for _ in range(count))

    features = {name: chance.random() < FEATURE_YES for name in _FEATURES}
    form = chance.choice(("tu_to_chuc", "thue_dich_vu", "khong_to_chuc"))
    guarding: dict[str, Any] = {"hinh_thuc": form, "nguoi_phu_trach": text(words(3))}
    if form != "khong_to_chuc":
        guarding["so_nguoi"] = chance.choice((1, 9, 10, 120))
    if form == "thue_dich_vu":
        guarding["cong_ty"] = {
            "ten": text(f"Công ty Dịch vụ bảo vệ {words(2)}"),
            "hop_dong": text(f"số {chance.randrange(99)}/HĐ-BV ngày 05/01/2016"),
            "giay_phep": text(f"số {chance.randrange(999)}/GCN"),
            "ngoai_tinh": chance.random() < FEATURE_YES,
        }
    features["vat_lieu_no"] &= form != "khong_to_chuc"
    record: dict[str, Any] = {
        "ma": f"dn{number:05}",
        "ten": text(f"Công ty TNHH {words(3)} {number}"),
        "ten_viet_tat": f"{words(1)}{number}",
        "ma_so_thue": _tax_code(number),
        "khu": chance.choice(("kcn_bao_minh", "ccn_an_xa")),
        "dia_chi": text(f"Lô {chance.choice('ABC')}{chance.randrange(1, 30)}, đường N{chance.randrange(9)}"),
        "nganh_nghe": text(chance.choice(_TRADES)),
        "so_lao_dong": chance.choice((5, 9, 10, 999, 1_000, 12_345)),
        "nguoi_dai_dien": {"ho_ten": text(words(3)), "chuc_vu": text(chance.choice(("Giám đốc", "Tổng Giám đốc")))},
        "dac_diem": features,
        "bao_ve": guarding,
        "lien_he_khan_cap": [
            {"don_vi": text(f"Công an {words(2)}"), "dien_thoai": number, "khi_nao": text("Có việc gấp")}
            for number in ("113", "114", "115", "0228 3 999 999")[: chance.randrange(1, 5)]
        ],
        "noi_quy": {"nam": 2016},
        "mau": chance.random() < FEATURE_YES,
    }
    if features["lao_dong_nuoc_ngoai"]:
        record["so_lao_dong_nuoc_ngoai"] = chance.choice((1, 4, 5))
    if features["lao_dong_nuoc_ngoai"] or (features["von_nuoc_ngoai"] and chance.random() < FEATURE_YES):
        record["tieng_nuoc_ngoai"] = text("tiếng Hàn Quốc")
    if chance.random() < FEATURE_YES:
        day, month = chance.randrange(1, 28), chance.randrange(3, 13)
        record["noi_quy"] |= {"ngay": f"{day}/{month}/2016", "so": number}
    if form != "khong_to_chuc" and chance.random() < FEATURE_YES:
        record["vi_tri_bao_ve"] = [
            {"vi_tri": text(f"Cổng {n}"), "thoi_gian": text("24/24 giờ"), "so_nguoi": 1, "nhiem_vu": text("Trực")}
            for n in range(chance.randrange(1, 4))
        ]
    if chance.random() < FEATURE_YES:
        record["dieu_rieng"] = [
            {
                "tieu_de": text(f"Quản lý {words(2)} {n}"),
                "noi_dung": [text(f"Việc {words(4)}.") for _ in range(chance.randrange(1, 4))],
            }
            for n in range(chance.randrange(1, 4))
        ]
    return record


def _tax_code(number: int) -> str:
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    serial = 0
    for candidate in range(number * 3, number * 3 + 3):
        nine = f"06{candidate:07}"
        check = 10 - sum(int(digit) * weight for digit, weight in zip(nine, weights, strict=True)) % 11
        serial = candidate if check <= 9 else serial
        if check <= 9:
            return f"{nine}{check}"
    raise ValueError(f"no right tax code near {serial}")


def as_yaml(records: Sequence[Mapping[str, Any]]) -> str:
    """Write the records as YAML, every text in double quotes."""
    return "".join(f"- {_flow(record)}\n" for record in records)


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return "có" if value else "không"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


# What a paper is made from ---------------------------------------------------------------------------------------

PARKS: dict[str, dict[str, str]] = {
    "kcn_bao_minh": {
        "ma": "kcn_bao_minh",
        "ten_day_du": "Khu công nghiệp Bảo Minh",
        "dia_ban": "huyện Vụ Bản, tỉnh Nam Định",
        "cong_an_dia_ban": "Công an huyện Vụ Bản",
        "don_vi_quan_ly": "Ban Quản lý các khu công nghiệp tỉnh",
    },
    "ccn_an_xa": {
        "ma": "ccn_an_xa",
        "ten_day_du": "Cụm công nghiệp An Xá",
        "dia_ban": "thành phố Nam Định, tỉnh Nam Định",
        "cong_an_dia_ban": "Công an thành phố Nam Định",
        "don_vi_quan_ly": "Ủy ban nhân dân thành phố Nam Định",
    },
}
BASES = ("Nghị định số 06/2013/NĐ-CP ngày 09 tháng 01 năm 2013 của Chính phủ quy định về bảo vệ cơ quan, doanh nghiệp",)
_ABSENT: dict[str, Any] = {
    "so_lao_dong_nuoc_ngoai": 0,
    "tieng_nuoc_ngoai": None,
    "vi_tri_bao_ve": [],
    "dieu_rieng": [],
    "mau": False,
}


def facts_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the tags of a regulation may name, worked out from the record alone."""
    enterprise = _composed({**_ABSENT, **record})
    enterprise["bao_ve"] = {"so_nguoi": 0, "cong_ty": None, **enterprise["bao_ve"]}
    park = PARKS[record["khu"]]
    issue = record["noi_quy"]
    number = f"{issue['so']:02}" if "so" in issue else _BLANK
    if "ngay" in issue:
        day, month, year = map(int, issue["ngay"].split("/"))
        words = f"ngày {day:02} tháng {f'{month:02}' if month < 3 else month} năm {year}"
    else:
        words = f"ngày{_BLANK}tháng{_BLANK}năm\u00a0{issue['nam']}"
    bare = f"{number}/QĐ-{enterprise['ten_viet_tat']}"
    person = enterprise["nguoi_dai_dien"]
    frame = {
        "ten_loai": "Quyết định",
        "trich_yeu": f"Ban hành Nội quy về an ninh, trật tự của {enterprise['ten']}",
        "so_ky_hieu": f"Số: {bare}",
        "so_ky_hieu_gon": bare,
        "dia_danh_ngay": f"Nam Định, {words}",
        "ngay_chu": words,
        "noi_nhan": ["Như Điều 3", park["cong_an_dia_ban"], park["don_vi_quan_ly"]],
        "luu": "VT",
        "ten_goi": "Nội quy",
        "chu_ky": [{"quyen_han": None, "chuc_vu": _capitals(person["chuc_vu"]), "ho_ten": person["ho_ten"]}],
        "du_lieu_mau": enterprise["mau"],
    }
    own = [{"ma": None, **clause} for clause in enterprise["dieu_rieng"]]
    return {
        **{"doanh_nghiep": enterprise, "khu": park, "can_cu": list(BASES), "van_ban": frame},
        "dieu_rieng_cuoi": own,
    }


def _composed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _composed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_composed(item) for item in value]
    return unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else value


# The interpreter -------------------------------------------------------------------------------------------------


def _capitals(text: str) -> str:
    return unicodedata.normalize("NFC", text.upper())


_FILTERS: dict[str, Callable[..., Any]] = {
    "chu_hoa": _capitals,
    "so": lambda number: f"{number:,}".replace(",", "."),
    "hai_so": lambda number: f"{number:02}",
    "bat_buoc": lambda value, _reminder: value,
}
_LETTERS = _words("a b c d đ e g h i k l m n o p q r s t u v x y")


@dataclass
class _Numbers:
    chapter: int = 0
    article: int = 0
    clause: int = 0
    point: int = 0
    names: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The article of each name and, where the name is of a clause, the clause."""

    def call(self, name: str, words: list[Any]) -> str:
        if name == "chuong":
            self.chapter += 1
            tens = {10: "X", 9: "IX", 8: "VIII", 7: "VII", 6: "VI", 5: "V", 4: "IV", 3: "III", 2: "II", 1: "I"}
            return f"Chương {'X' * (self.chapter // 10 if self.chapter > 10 else 0)}{tens[self.chapter % 10 or 10]}"
        if name == "dieu":
            self.article, self.clause, self.point = self.article + 1, 0, 0
            self.names.update(dict.fromkeys(words, (self.article, 0)))
            return f"Điều {self.article}."
        if name == "khoan":
            self.clause, self.point = self.clause + 1, 0
            self.names.update(dict.fromkeys(words, (self.article, self.clause)))
            return f"{self.clause}."
        if name == "diem":
            self.point += 1
            return f"{_LETTERS[self.point - 1]})"
        return f"\ue000{words[0]} {self.article}\ue001"

    def said(self, name: str, here: int) -> str:
        """What the law calls the clause of this name, said in the article ``here``."""
        article, clause = self.names[name]
        whole = "Điều này" if article == here else f"Điều {article}"
        return f"khoản {clause} {whole}" if clause else whole


Scope = Mapping[str, Any]


@dataclass(frozen=True)
class _Block:
    """A paragraph, table, row or cell of the template; ``word`` and ``rest`` are of the tag that takes it away."""

    kind: str
    pieces: tuple[str, ...]
    blocks: tuple[_Block, ...]
    word: str
    rest: str


def _read(element: Any, clauses: Mapping[str, Any]) -> _Block:
    kind = element.tag.removeprefix(W)
    inside = [child for child in element if child.tag in (f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc")]
    pieces = tuple(_TAG.split(paragraph_text(element))) if kind == "p" else ()
    blocks: list[_Block] = []
    for child in inside if kind != "p" else ():
        called = _CLAUSE.fullmatch(paragraph_text(child)) if child.tag == f"{W}p" else None
        blocks += _clause(clauses[called[1]]) if called else [_read(child, clauses)]
    return _Block(kind, pieces, tuple(blocks), *_control(element))


def _clause(clause: Mapping[str, Any]) -> Iterator[_Block]:
    """Yield the paragraphs of an article of the library, each part inside the condition that it has."""
    inside = [*_line(f'{{{{ dieu("{clause["ma"]}") }}}} {clause["tieu_de"]}')]
    inside += _line(clause["doan"]) if "doan" in clause else ()
    for paragraph in map(_fully, clause.get("khoan", ())):
        points = [
            block
            for point in map(_fully, paragraph.get("diem", ()))
            for block in _guarded(point, [*_line(f"{{{{ diem() }}}} {point['noi_dung']}")])
        ]
        name = f'"{paragraph["ma"]}"' if "ma" in paragraph else ""
        inside += _guarded(paragraph, [*_line(f"{{{{ khoan({name}) }}}} {paragraph['noi_dung']}"), *points])
    yield from _guarded(clause, inside)


def _fully(written: Any) -> Mapping[str, Any]:
    return {"noi_dung": written} if isinstance(written, str) else written


def _line(text: str) -> Iterator[_Block]:
    yield _Block("p", tuple(_TAG.split(text.strip())), (), "", "")


def _guarded(part: Mapping[str, Any], blocks: list[_Block]) -> list[_Block]:
    if "dieu_kien" not in part:
        return blocks
    opener, closer = (_Block("p", (), (), word, rest) for word, rest in (("if", part["dieu_kien"]), ("endif", "")))
    return [opener, *blocks, closer]


class Oracle:
    """The template read once; tells the paragraphs that a record must give."""

    def __init__(self, template: bytes, library: Iterable[bytes]) -> None:
        """``template`` are the bytes of the .docx, ``library`` those of the files of the clause library."""
        clauses = {clause["ma"]: clause for data in library for clause in yaml.safe_load(data)}
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            body: Any = etree.fromstring(package.read("word/document.xml")).find(f"{W}body")
            self._body = _read(body, clauses)
            self._footer = _read(etree.fromstring(package.read("word/footer1.xml")), {})

    def body(self, facts: Scope) -> list[str]:
        """Return the text of each paragraph of the body, those in tables in their place."""
        numbers = _Numbers()
        found = list(self._blocks(self._body, facts, numbers))
        return [_REFERENCE.sub(lambda said: numbers.said(said[1], int(said[2])), text) for text in found]

    def footer(self, facts: Scope) -> list[str]:
        """Return the text of each paragraph of a footer."""
        return list(self._blocks(self._footer, facts, _Numbers()))

    def _blocks(self, parent: _Block, scope: Scope, numbers: _Numbers) -> Iterator[str]:
        written = 0
        for block, inner in _unrolled(parent.blocks, scope, numbers):
            written += 1
            if block.kind == "p":
                yield _filled(block.pieces, inner, numbers)
            else:
                yield from self._blocks(block, inner, numbers)
        if parent.kind == "tc" and not written:
            yield ""


def _unrolled(blocks: Sequence[_Block], scope: Scope, numbers: _Numbers) -> Iterator[tuple[_Block, Scope]]:
    """Yield the blocks that stay, each with its scope, following the tags that remove their paragraph or row."""
    position = 0
    while position < len(blocks):
        block = blocks[position]
        word, rest = block.word, block.rest
        if not word:
            yield block, scope
            position += 1
            continue
        branches, after = _branches(blocks, position)
        if word == "for":
            _, start, end = branches[0]
            for inner in _rounds(rest, scope, numbers):
                yield from _unrolled(blocks[start:end], inner, numbers)
        else:
            for condition, start, end in branches:
                if condition is None or _value(condition, scope, numbers):
                    yield from _unrolled(blocks[start:end], scope, numbers)
                    break
        position = after


def _control(block: Any) -> tuple[str, str]:
    """Return the word and the rest of the tag that removes this block, or nothing."""
    level = "p" if block.tag == f"{W}p" else "tr"
    if block.tag not in (f"{W}p", f"{W}tr"):
        return "", ""
    texts = [paragraph_text(block)] if level == "p" else [paragraph_text(each) for each in block.iter(f"{W}p")]
    for text in texts:
        found = _BLOCK.search(text)
        if found and found[1] == level:
            word, _, rest = found[2].partition(" ")
            return word, rest
    return "", ""


def _branches(blocks: Sequence[_Block], opener: int) -> tuple[list[tuple[str | None, int, int]], int]:
    """Return each branch (condition, first block, end) of the block opened here, and where it ends."""
    word, rest = blocks[opener].word, blocks[opener].rest
    branches: list[tuple[str | None, int, int]] = []
    condition: str | None = rest
    start, depth = opener + 1, 0
    for position in range(opener + 1, len(blocks)):
        inner, inner_rest = blocks[position].word, blocks[position].rest
        if inner in ("if", "for"):
            depth += 1
        elif inner in ("endif", "endfor") and depth:
            depth -= 1
        elif inner in ("elif", "else", "endif", "endfor") and not depth:
            branches.append((condition, start, position))
            condition, start = (inner_rest if inner == "elif" else None), position + 1
            if inner in ("endif", "endfor"):
                return branches, position + 1
    raise ValueError(f"{word} is never closed")


def _rounds(head: str, scope: Scope, numbers: _Numbers) -> Iterator[Scope]:
    name, _, source = head.partition(" in ")
    items = _value(source, scope, numbers)
    for position, item in enumerate(items):
        loop = {"index": position + 1, "first": position == 0, "last": position == len(items) - 1}
        yield {**scope, name.strip(): item, "loop": loop}


def _filled(pieces: Sequence[str], scope: Scope, numbers: _Numbers) -> str:
    """Return a paragraph's text with its tags followed."""
    out: list[str] = []
    # Of each open «if»: whether its branch is written, whether one was already.
    stack: list[tuple[bool, bool]] = []
    for piece in pieces:
        live = all(written for written, _ in stack)
        if piece.startswith("{%"):
            word, _, rest = piece[2:-2].strip().partition(" ")
            if word == "if":
                holds = live and bool(_value(rest, scope, numbers))
                stack.append((holds, holds))
            elif word == "endif":
                stack.pop()
            else:
                _, done = stack.pop()
                outer = all(written for written, _ in stack)
                holds = outer and not done and (word == "else" or bool(_value(rest, scope, numbers)))
                stack.append((holds, done or holds))
        elif live:
            out.append(str(_value(piece[2:-2], scope, numbers)) if piece.startswith("{{") else piece)
    return "".join(out)


def _value(source: str, scope: Scope, numbers: _Numbers) -> Any:
    """Work out an expression: names with dots, calls that number, comparisons, and/or/not, filters by «|»."""
    return _worked_out(_parsed(source.strip()), scope, numbers)


@cache
def _parsed(source: str) -> Any:
    return ast.parse(source, mode="eval").body


def _worked_out(node: Any, scope: Scope, numbers: _Numbers) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return scope[node.id]
    if isinstance(node, ast.Attribute):
        return _worked_out(node.value, scope, numbers)[node.attr]
    if isinstance(node, ast.UnaryOp):
        return not _worked_out(node.operand, scope, numbers)
    if isinstance(node, ast.BoolOp):
        values = (_worked_out(value, scope, numbers) for value in node.values)
        return all(values) if isinstance(node.op, ast.And) else any(values)
    if isinstance(node, ast.Compare):
        left = _worked_out(node.left, scope, numbers)
        right = _worked_out(node.comparators[0], scope, numbers)
        return {ast.Eq: left == right, ast.NotEq: left != right}.get(type(node.ops[0])) if isinstance(left, str) else {
            ast.Gt: left > right, ast.GtE: left >= right, ast.Eq: left == right}[type(node.ops[0])]  # fmt: skip
    if isinstance(node, ast.Call):
        words = [_worked_out(argument, scope, numbers) for argument in node.args]
        return numbers.call(node.func.id, words)  # type: ignore[attr-defined]
    # What Python's parser reads as «a | b» is a value and its filter.
    value = _worked_out(node.left, scope, numbers)
    if isinstance(node.right, ast.Call):
        words = [_worked_out(argument, scope, numbers) for argument in node.right.args]
        return _FILTERS[node.right.func.id](value, *words)  # type: ignore[attr-defined]
    return _FILTERS[node.right.id](value)


# Reading a paper -------------------------------------------------------------------------------------------------


def paragraph_text(paragraph: Any) -> str:
    """Return the text of a paragraph: letters, line breaks, tabs and hyphens; not what lies in its properties."""
    letters = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "\u2011"}
    found = []
    for node in paragraph.iter(f"{W}t", *letters):
        if node.getparent().tag == f"{W}r":
            found.append((node.text or "") if node.tag == f"{W}t" else letters[node.tag])
    return "".join(found)


def texts_of(data: bytes, part: str = "word/document.xml") -> list[str]:
    """Return the text of each paragraph of a part of a finished paper; line breaks of headings count as blanks."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read(part))
    return [paragraph_text(paragraph).replace("\n", " ") for paragraph in root.iter(f"{W}p")]
