"""A thousand random sets of facts: every number of a regulation follows the last, every reference finds its clause.

The oracle reads finished papers with lxml and the library as plain YAML; it shares no code with the engine.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import docx
import pytest
import yaml
from lxml import etree

from tests.support.shipped import REPOSITORY, shipped_office, shipped_papers

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SETS = 1_000
LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_TAGS = re.compile(r"\{[{%].*[}%]\}")
_WRITTEN = re.compile(r"\{\{ dieu\(\"(\w+)\"\) \}\} (.+)")


@lru_cache(maxsize=2)
def _headings(type_id: str) -> dict[str, re.Pattern[str]]:
    """The heading that the author gave to each named article, in the library or in the Word template.

    A heading with tags is known by the words around them.
    """
    found: dict[str, str] = {}
    for path in sorted((REPOSITORY / "templates" / "dieu_khoan").glob("*.yaml")):
        found |= {clause["ma"]: clause["tieu_de"] for clause in yaml.safe_load(path.read_text("utf-8"))}
    for paragraph in docx.Document(str(REPOSITORY / "templates" / type_id / "mau.docx")).paragraphs:
        written = _WRITTEN.fullmatch(paragraph.text)
        if written:
            found[written.group(1)] = written.group(2)
    return {name: re.compile(".+".join(map(re.escape, _TAGS.split(heading)))) for name, heading in found.items()}


def _random_facts(chance: random.Random) -> dict[str, Any]:
    """The fields of a shipped enterprise with every switch thrown anew and own clauses of any number."""
    fields = deepcopy(dict(chance.choice(shipped_papers("noi_quy")).document.fields))
    enterprise = fields["doanh_nghiep"]
    enterprise["dac_diem"] = {name: chance.random() < 0.5 for name in enterprise["dac_diem"]}
    enterprise["tieng_nuoc_ngoai"] = "tiếng Hàn Quốc"
    enterprise["so_lao_dong"] = chance.choice([3, 9, 10, 450])
    enterprise["so_lao_dong_nuoc_ngoai"] = chance.choice([0, 1, 12])
    guarding = enterprise["bao_ve"]
    guarding["nguoi_phu_trach"] = "Trần Văn Mẫu"
    forms = ["tu_to_chuc", "khong_to_chuc", *(["thue_dich_vu"] if guarding["cong_ty"] else [])]
    guarding["hinh_thuc"] = chance.choice(forms)
    enterprise["vi_tri_bao_ve"] = enterprise["vi_tri_bao_ve"] if chance.random() < 0.5 else []
    after = [None, None, *_headings("noi_quy")]
    fields["dieu_rieng_chen"] = [_own_clause(chance, after) for _ in range(chance.choice([0, 0, 1, 3]))]
    return fields


def _random_park(chance: random.Random) -> dict[str, Any]:
    """The fields of a shipped park with every switch thrown anew, with and without an investor and own clauses."""
    fields = deepcopy(dict(chance.choice(shipped_papers("quy_che_phoi_hop")).document.fields))
    park = fields["khu"]
    park["dac_diem"] = {name: chance.random() < 0.5 for name in park["dac_diem"]}
    park["lien_he_khan_cap"] = park["lien_he_khan_cap"] if chance.random() < 0.5 else []
    issue = park["quy_che_phoi_hop"]
    issue["chu_dau_tu_ha_tang"] = chance.choice([None, "Công ty Cổ phần Hạ tầng Mẫu"])
    issue["giao_ban"] = chance.choice(["hang_thang", "hang_quy"])
    park["dieu_rieng"] = [_own_clause(chance, [None, "qc_tuan_tra"]) for _ in range(chance.choice([0, 0, 1, 3]))]
    fields["dieu_rieng_cuoi"] = [clause for clause in park["dieu_rieng"] if clause["sau"] is None]
    return fields


def _own_clause(chance: random.Random, after: list[str | None]) -> dict[str, Any]:
    texts = [f"Nội dung riêng số {number}." for number in range(1, chance.choice([2, 4]))]
    return {"tieu_de": "Điều của riêng nơi này", "noi_dung": texts, "sau": chance.choice(after), "ma": None}


@dataclass
class _Read:
    """What the oracle keeps of a paper: numbers by bookmark, what each bookmark heads, the fields with their places."""

    marks: dict[str, str] = field(default_factory=dict)
    heads: dict[str, tuple[str, str]] = field(default_factory=dict)
    fields: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def _paragraphs(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = etree.fromstring(archive.read("word/styles.xml")).iterfind(f"{W}style/{W}name")
    styles = {str(name.getparent().get(f"{W}styleId")): str(name.get(f"{W}val")) for name in names}  # type: ignore[union-attr]
    for paragraph in etree.fromstring(archive.read("word/document.xml")).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        yield "" if style is None else styles.get(str(style.get(f"{W}val")), ""), paragraph


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _read(data: bytes) -> _Read:
    read = _Read()
    chapter = article = clause = point = 0
    inside = False
    for style, paragraph in _paragraphs(data):
        text = _text(paragraph)
        inside = inside or style == "VB Chương"
        if not inside:
            continue
        expected = None
        if style == "VB Chương":
            chapter, clause, point = chapter + 1, 0, 0
            expected = f"Chương {ROMAN[chapter - 1]}"
        elif style == "VB Điều":
            article, clause, point = article + 1, 0, 0
            expected = f"Điều {article}. "
        elif style == "VB Khoản":
            clause, point = clause + 1, 0
            expected = f"{clause}. "
        elif style == "VB Điểm":
            point += 1
            expected = f"{LETTERS[point - 1]}) "
        if expected is not None and not text.startswith(expected):
            read.faults.append(f"«{text[:40]}» where «{expected}» was due")
        _read_marks(paragraph, style, text.removeprefix(expected or ""), f"Điều {article}", read)
    return read


def _read_marks(paragraph: etree._Element, style: str, said: str, article: str, read: _Read) -> None:
    name, instruction, shown = "", "", ""
    state = ""
    for element in paragraph.iter():
        if element.tag == f"{W}bookmarkStart":
            name = str(element.get(f"{W}name"))
            read.marks[name] = ""
            read.heads[name] = (style, said if style == "VB Điều" else article)
        elif element.tag == f"{W}bookmarkEnd":
            name = ""
        elif element.tag == f"{W}fldChar":
            state = str(element.get(f"{W}fldCharType"))
            if state == "begin":
                instruction = shown = ""
            elif state == "end":
                read.fields.append((instruction.split()[1], shown, article))
        elif element.tag == f"{W}instrText":
            instruction += element.text or ""
        elif element.tag == f"{W}t":
            if name:
                read.marks[name] += element.text or ""
            if state == "separate":
                shown += element.text or ""


def _problems(data: bytes, type_id: str) -> list[str]:
    read = _read(data)
    found = list(read.faults)
    for name, shown, _ in read.fields:
        if name not in read.marks:
            found.append(f"a field refers to «{name}», which no bookmark bears")
        elif read.marks[name] != shown:
            found.append(f"a field shows «{shown}» of «{name}», which is «{read.marks[name]}»")
    for name, (style, said) in read.heads.items():
        clause = name.removeprefix("_DG_")
        if style == "VB Điều" and not name.startswith("_DGx_") and not _headings(type_id)[clause].fullmatch(said):
            found.append(f"«{clause}» marks the article «{said}»")
    return found


def _enterprise_switches(facts: dict[str, Any]) -> str:
    return repr((facts["doanh_nghiep"]["dac_diem"], facts["doanh_nghiep"]["bao_ve"]["hinh_thuc"]))


def _park_switches(facts: dict[str, Any]) -> str:
    return repr(facts["khu"])


@pytest.mark.parametrize(
    ("type_id", "random_facts", "switches", "sets"),
    [("noi_quy", _random_facts, _enterprise_switches, SETS), ("quy_che_phoi_hop", _random_park, _park_switches, 500)],
)
def test_numbers_follow_and_references_find_their_clauses_whatever_the_facts(
    type_id: str,
    random_facts: Callable[[random.Random], dict[str, Any]],
    switches: Callable[[dict[str, Any]], str],
    sets: int,
) -> None:
    engine = shipped_office().engines[type_id]
    chance = random.Random(20160620)
    combinations = set()
    for number in range(sets):
        facts = random_facts(chance)
        combinations.add(switches(facts))
        data = engine.make(facts)
        assert not _problems(data, type_id), f"set {number}"
        if number % 50 == 0:
            assert engine.make(facts) == data, f"set {number} came out otherwise a second time"
    assert len(combinations) > sets * 0.9


@pytest.mark.parametrize("type_id", ["noi_quy", "quy_che_phoi_hop"])
def test_no_number_of_an_article_of_the_regulation_is_typed_by_hand(type_id: str) -> None:
    mention = re.compile(r"(?:quy định tại|theo|tại) (?:khoản \d+ )?Điều \d+\b(?! Nghị định| Luật| Bộ luật)")
    for paper in shipped_papers(type_id)[::8]:
        for style, paragraph in _paragraphs(paper.data):
            if style in ("VB Khoản", "VB Điểm", "VB Đoạn"):
                assert not mention.search(_typed(paragraph)), paper.name


def _typed(paragraph: etree._Element) -> str:
    """The text of a paragraph without what fields show."""
    typed, state = "", ""
    for element in paragraph.iter(f"{W}fldChar", f"{W}t"):
        if element.tag == f"{W}fldChar":
            state = str(element.get(f"{W}fldCharType"))
        elif state != "separate":
            typed += element.text or ""
    return typed


def test_the_oracle_sees_a_number_left_out_and_a_reference_that_lies() -> None:
    data = shipped_papers("noi_quy")[0].data
    archive = zipfile.ZipFile(io.BytesIO(data))
    body = archive.read("word/document.xml").decode()
    first = re.search(r"<w:t[^>]*>(\d+)</w:t></w:r><w:bookmarkEnd", body)
    assert first is not None

    def with_body(text: str) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as changed:
            for entry in archive.infolist():
                changed.writestr(entry.filename, text if entry.filename == "word/document.xml" else archive.read(entry))
        return buffer.getvalue()

    assert not _problems(data, "noi_quy")
    assert _problems(with_body(body[: first.start(1)] + "99" + body[first.end(1) :]), "noi_quy")
    lied = re.sub(r'(fldCharType="separate"/><w:t[^>]*>)\d+', r"\g<1>99", body, count=1)
    assert _problems(with_body(lied), "noi_quy")
