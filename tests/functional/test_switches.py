"""Every switch of every enterprise, present or absent as its record says; the templates are not asked."""

from __future__ import annotations

from functools import lru_cache

import pytest

from docgen.model import Enterprise, to_fields
from tests.support.dump import paragraphs_of
from tests.support.regulation_phrases import (
    ALWAYS,
    FOREIGN_LANGUAGE,
    GUARD_FORMS,
    GUARD_LEADER,
    GUARD_POSTS,
    GUARD_POWERS,
    NEVER,
    OTHER_PROVINCE,
    OWN_CLAUSES,
    SWITCHES,
    TEN_WORKERS,
    Phrases,
)
from tests.support.shipped import Paper, shipped_office, shipped_papers


@lru_cache(maxsize=1)
def _papers() -> list[tuple[Paper, Enterprise, str]]:
    dossier = shipped_office().dossier
    return [
        (
            paper,
            dossier.enterprises[paper.document.subject_id].value,
            "\n".join(text for _, text in paragraphs_of(paper.data)).replace("\u00a0", " "),
        )
        for paper in shipped_papers("noi_quy")
    ]


def _problems(phrases: Phrases, holds: bool, text: str) -> list[str]:
    wanted, unwanted = (phrases.on, phrases.off) if holds else (phrases.off, phrases.on)
    missing = [f"missing «{phrase}»" for phrase in wanted if phrase not in text]
    return missing + [f"unwanted «{phrase}»" for phrase in unwanted if phrase in text]


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_switch_decides_its_words_for_every_enterprise(switch: str) -> None:
    seen = set()
    for paper, enterprise, text in _papers():
        holds = to_fields(enterprise.features)[switch]
        seen.add(holds)
        assert not _problems(SWITCHES[switch], holds, text), paper.name
    assert seen == {True, False}


def test_every_switch_of_the_model_has_words_to_look_for() -> None:
    assert set(SWITCHES) == set(to_fields(shipped_office().dossier.enterprises["ax001"].value.features))


def test_the_form_of_guarding_decides_the_chapter_on_guards() -> None:
    for paper, enterprise, text in _papers():
        for form, phrases in GUARD_FORMS.items():
            holds = enterprise.guarding.form.value == form
            assert not _problems(Phrases(on=phrases), holds, text), paper.name


def test_guards_have_only_the_powers_that_the_law_gives_them() -> None:
    for paper, enterprise, text in _papers():
        here = GUARD_POWERS[(enterprise.guarding.form.value, enterprise.features.state_owned)]
        elsewhere = {phrase for phrases in GUARD_POWERS.values() for phrase in phrases} - set(here)
        assert not [phrase for phrase in here if phrase not in text], paper.name
        assert not [phrase for phrase in elsewhere if phrase in text], paper.name


def test_other_facts_decide_their_words() -> None:
    for paper, enterprise, text in _papers():
        company = enterprise.guarding.company
        facts = [
            (GUARD_POSTS, bool(enterprise.guard_posts)),
            (GUARD_LEADER, enterprise.guarding.leader is not None),
            (OTHER_PROVINCE, company is not None and company.other_province),
            (OWN_CLAUSES, bool(enterprise.own_clauses)),
            (TEN_WORKERS, enterprise.workers >= 10),
            (Phrases(on=FOREIGN_LANGUAGE), enterprise.features.foreign_staff or enterprise.features.foreign_invested),
        ]
        for phrases, holds in facts:
            assert not _problems(phrases, holds, text), paper.name


def test_own_clauses_guard_posts_and_contacts_stand_word_for_word() -> None:
    for paper, enterprise, text in _papers():
        facts = [line for clause in enterprise.own_clauses for line in (clause.heading, *clause.paragraphs)]
        facts += [cell for post in enterprise.guard_posts for cell in (post.name, post.shift, post.duty)]
        facts += [cell for contact in enterprise.contacts for cell in (contact.name, contact.phone, contact.when)]
        assert not [fact for fact in facts if fact not in text], paper.name


def test_what_every_regulation_says_and_none_may_say() -> None:
    for paper, _, text in _papers():
        assert not [phrase for phrase in ALWAYS if phrase not in text], paper.name
        assert not [phrase for phrase in NEVER if phrase in text], paper.name


def test_no_paper_after_june_2025_speaks_of_districts_or_of_the_old_province() -> None:
    late = [
        row for row in _papers() if row[1].issue.year >= 2026 or (row[1].issue.day and row[1].issue.day.year == 2025)
    ]
    assert len(late) >= 8
    for paper, enterprise, text in late:
        own_words = {enterprise.address, *(contact.name for contact in enterprise.contacts)}
        rest = text
        for words in own_words:
            rest = rest.replace(words, "")
        assert "huyện" not in rest, paper.name
        assert "tỉnh Nam Định" not in rest, paper.name
        assert "Ninh Bình, ngày" in rest, paper.name
