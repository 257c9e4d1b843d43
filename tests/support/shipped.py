"""Every paper of the shipped records and templates, made once per test process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from docgen.composition import Document, Selection
from docgen.production import CheckedOffice, check_office, compose_all

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper: what it was made from and its bytes."""

    document: Document
    data: bytes

    @property
    def name(self) -> str:
        """Type and file id: ``noi_quy/ax001``."""
        return f"{self.document.type_id}/{self.document.file_id}"


@lru_cache(maxsize=1)
def shipped_office() -> CheckedOffice:
    """The repository itself, read and checked as an office folder."""
    return check_office(REPOSITORY)


@lru_cache(maxsize=8)
def shipped_papers(type_id: str) -> tuple[Paper, ...]:
    """All papers of one type, in the order of a build."""
    checked = shipped_office()
    papers = compose_all(checked, [type_id], Selection())
    assert not papers.set_aside
    engine = checked.engines[type_id]
    return tuple(Paper(document, engine.make(document.fields)) for document in papers.documents)


def shipped_paper(name: str) -> Paper:
    """One paper by its name: ``noi_quy/ax001``."""
    return next(paper for paper in shipped_papers(name.split("/")[0]) if paper.name == name)
