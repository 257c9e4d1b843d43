"""Document type + subject + facts -> what one paper says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from docgen.composition.catalogue import LoadedType
from docgen.composition.commendation_draft import commendation_draft
from docgen.composition.coordination_draft import coordination_draft
from docgen.composition.document import Document
from docgen.composition.document_type import SubjectKind
from docgen.composition.draft import Draft
from docgen.composition.enterprise_draft import enterprise_draft
from docgen.composition.framing import FrameTexts, frame_of
from docgen.composition.plan_draft import plan_draft
from docgen.composition.recognition_draft import recognition_draft
from docgen.composition.review_draft import ParkReview, review_draft
from docgen.composition.subjects import Selection, Subject, subjects_of
from docgen.diagnostics import Diagnostic
from docgen.model import to_fields
from docgen.records import Dossier

Maker = Callable[[Subject, Dossier, LoadedType], Draft | list[Diagnostic]]

_MAKERS: Mapping[SubjectKind, Maker] = {
    SubjectKind.PLAN: plan_draft,
    SubjectKind.ENTERPRISE: enterprise_draft,
    SubjectKind.PARK: coordination_draft,
    SubjectKind.COMMENDATION_YEAR: commendation_draft,
    SubjectKind.RECOGNISED_PARK: recognition_draft,
}


def select(loaded: LoadedType, dossier: Dossier, selection: Selection) -> list[Subject]:
    """Return the subjects that may get a paper of this type, before the type's own condition is asked."""
    return subjects_of(loaded.declaration.subject, dossier, selection)


def compose(loaded: LoadedType, subject: Subject, dossier: Dossier) -> tuple[Document | None, list[Diagnostic]]:
    """Say what one paper says.

    Returns (None, []) where the type's condition leaves this subject out, (None, complaints) where a fact is missing.
    """
    return _finished(_MAKERS[loaded.declaration.subject](subject, dossier, loaded), loaded, subject)


def compose_review(
    loaded: LoadedType, subject: Subject, dossier: Dossier, review: ParkReview
) -> tuple[Document | None, list[Diagnostic]]:
    """Say what the list of one reviewed park says; as ``compose``."""
    return _finished(review_draft(subject, dossier, loaded, review), loaded, subject)


def _finished(
    draft: Draft | list[Diagnostic], loaded: LoadedType, subject: Subject
) -> tuple[Document | None, list[Diagnostic]]:
    if isinstance(draft, list):
        return None, draft
    facts: dict[str, Any] = {**draft.fields, "co_quan": to_fields(draft.origin.issuers[0])}
    if loaded.texts.condition is not None and not loaded.texts.condition.holds(facts):
        return None, []
    frame = frame_of(draft.origin, draft.own_texts or _rendered(loaded, facts))
    document = Document(
        type_id=loaded.id,
        subject_id=subject.id,
        title=draft.title,
        folder=tuple(loaded.texts.folder.render(facts).split("/")),
        file_id=draft.file_id,
        file_label=loaded.texts.file_label.render(facts),
        fields={"van_ban": to_fields(frame), **draft.fields},
    )
    return document, []


def _rendered(loaded: LoadedType, facts: Mapping[str, Any]) -> FrameTexts:
    texts = loaded.texts
    return FrameTexts(
        type_name=texts.type_name.render(facts),
        called=texts.called.render(facts),
        abstract=texts.abstract.render(facts),
        symbol=texts.symbol.render(facts),
        recipients=tuple(text.render(facts) for text in texts.recipients),
        filing=texts.filing.render(facts),
    )
