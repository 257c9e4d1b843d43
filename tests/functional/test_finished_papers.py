"""Every paper of the shipped records, parsed again: whole, valid, nothing lost."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.support.dump import dump_docx, dump_pdf, paragraphs_of
from tests.support.ooxml import ooxml_findings
from tests.support.shipped import Paper, shipped_office, shipped_papers

WORD_TYPES = ["ke_hoach_lien_tich", "noi_quy", "quy_che_phoi_hop", "danh_sach_khen_thuong"]
REGULATIONS = ["noi_quy", "quy_che_phoi_hop"]
LEFT_OVER = ("{{", "}}", "{%", "%}", "{#", "None", "Undefined", "&amp;", "&lt;", "&#")
LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


def test_each_kind_of_paper_is_made_in_the_numbers_that_the_records_ask() -> None:
    dossier = shipped_office().dossier
    assert len(shipped_papers("noi_quy")) == len(dossier.enterprises) >= 160
    assert len(shipped_papers("quy_che_phoi_hop")) == len(dossier.parks) == 9
    assert len(shipped_papers("ke_hoach_lien_tich")) == len(dossier.plans)
    assert len(shipped_papers("danh_sach_khen_thuong")) == len(dossier.commendations) == 5
    assert len(shipped_papers("giay_cong_nhan")) >= 10


@pytest.mark.parametrize("type_id", WORD_TYPES)
def test_no_tag_no_escape_and_no_empty_value_is_left_over(type_id: str) -> None:
    for paper in shipped_papers(type_id):
        text = "\n".join(text for _, text in paragraphs_of(paper.data))
        assert not [mark for mark in LEFT_OVER if mark in text], paper.name


@pytest.mark.parametrize("type_id", WORD_TYPES)
def test_every_word_paper_is_valid_ooxml(type_id: str) -> None:
    for paper in shipped_papers(type_id):
        assert not ooxml_findings(paper.data), paper.name


@pytest.mark.parametrize("type_id", REGULATIONS)
def test_articles_chapters_paragraphs_and_points_are_numbered_without_gap_or_loner(type_id: str) -> None:
    for paper in shipped_papers(type_id):
        problems = list(_numbering_problems(_attached(paper)))
        assert not problems, f"{paper.name}: {problems}"
        articles = [text for style, text in _attached(paper) if style == "VB Điều"]
        chapters = [text for style, text in _attached(paper) if style == "VB Chương"]
        assert len(articles) >= 25
        assert len(chapters) >= 6


@pytest.mark.parametrize("type_id", REGULATIONS)
def test_points_end_with_semicolons_and_the_last_of_them_with_a_full_stop(type_id: str) -> None:
    for paper in shipped_papers(type_id):
        rows = _attached(paper)
        for (style, text), (next_style, _) in pairwise(rows):
            if style == "VB Điểm":
                assert text.endswith(";" if next_style == "VB Điểm" else "."), f"{paper.name}: {text}"


@pytest.mark.parametrize("type_id", REGULATIONS)
def test_no_paragraph_of_the_text_is_empty(type_id: str) -> None:
    for paper in shipped_papers(type_id):
        for style, text in paragraphs_of(paper.data):
            if style in {"VB Chương", "VB Tên chương", "VB Điều", "VB Khoản", "VB Điểm", "VB Đoạn", "VB Căn cứ"}:
                assert text.strip(), f"{paper.name}: an empty {style}"


def test_names_stand_in_their_papers_letter_for_letter() -> None:
    dossier = shipped_office().dossier
    for paper in shipped_papers("noi_quy"):
        name = dossier.enterprises[paper.document.subject_id].value.name
        text = dump_docx(paper.data).replace("⏎", " ").replace("  ", " ")
        assert name in text, paper.name
        assert name.upper() in text, paper.name
    nasty = [record.value.name for record in dossier.enterprises.values()]
    assert any("&" in name for name in nasty)
    assert any("“" in name for name in nasty)


def test_the_plan_carries_every_fact_of_its_record() -> None:
    plan = shipped_office().dossier.plans["khlt_2016"].value
    text = "\n".join(text for _, text in paragraphs_of(shipped_papers("ke_hoach_lien_tich")[0].data))
    facts = [*plan.bases, *plan.aims, *plan.requirements, *(item.task for item in plan.milestones)]
    facts += [task for duty in plan.duties for task in duty.tasks]
    facts += [line for part in (*plan.contents, *plan.organisation) for line in (part.heading, *part.paragraphs)]
    facts += [*plan.recipients, "Đặng Văn Sinh", "TM. BAN THƯỜNG VỤ"]
    assert not [fact for fact in facts if fact not in text]
    assert "/KHLT-CAT-LĐLĐ-BQLCKCN" in text
    assert "Nam Định, ngày 30 tháng 3 năm 2016" in text


def test_only_parks_that_meet_the_standard_have_a_certificate_and_every_serial_is_given_once() -> None:
    dossier = shipped_office().dossier
    serials = []
    for paper in shipped_papers("giay_cong_nhan"):
        text = dump_pdf(paper.data)
        assert str(paper.document.fields["khu"]["ten"]) in text
        serials += re.findall(r"\d{2}/\d{4}/GCN-\S+", text)
    assert serials
    assert len(serials) == len(set(serials))
    made = {paper.document.subject_id for paper in shipped_papers("giay_cong_nhan")}
    asked = {
        f"{year}-{item.park_id}"
        for year, record in dossier.assessments.items()
        for item in record.value.assessments
        if item.park_id and item.certificate
    }
    assert made == asked


def _attached(paper: Paper) -> list[tuple[str, str]]:
    """The paragraphs of the attached regulation, after its own title."""
    rows = paragraphs_of(paper.data)
    start = next(position for position, (_, text) in enumerate(rows) if text in ("NỘI QUY", "QUY CHẾ"))
    return rows[start:]


def _numbering_problems(rows: list[tuple[str, str]]) -> list[str]:
    problems: list[str] = []
    chapters = [text for style, text in rows if style == "VB Chương"]
    if chapters != [f"Chương {number}" for number in ROMAN[: len(chapters)]]:
        problems.append(f"chapters {chapters}")
    article = paragraph = point = 0
    for style, text in [*rows, ("VB Điều", "")]:
        if style in {"VB Điều", "VB Khoản"} and point == 1:
            problems.append(f"a lone point before {text!r}")
        if style == "VB Điều" and paragraph == 1:
            problems.append(f"a lone paragraph in article {article}")
        if style == "VB Điều":
            article, paragraph, point = article + 1, 0, 0
            expected = f"Điều {article}. "
        elif style == "VB Khoản":
            paragraph, point = paragraph + 1, 0
            expected = f"{paragraph}. "
        elif style == "VB Điểm":
            point += 1
            expected = f"{LETTERS[point - 1]}) "
        else:
            continue
        if text and not text.startswith(expected):
            problems.append(f"{text[:30]!r} instead of {expected!r}")
    return problems
