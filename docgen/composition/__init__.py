"""Document type + subject + facts -> what one paper says.

May import ``review`` and lower. Decision: a paper is first a frozen value (``Document``): frame in the sense of
Nghị định 30/2020/NĐ-CP and plain fields under Vietnamese keys. Which fields a tag may name is read off the view
models, so a wrong tag is found before anything is made. A new document type is a folder under ``templates/`` with a
declaration; the kinds of subject are the only part written in Python.
"""

from docgen.composition.bases import act_problems, kinds_citing
from docgen.composition.catalogue import DECLARATION, FIELDS_OF, LoadedType, load_types
from docgen.composition.clause_bases import RestingClause, lapsed_bases, lapsed_warning, library_problems
from docgen.composition.clause_facts import OWNERS, Owner, day_of
from docgen.composition.clause_library import CLAUSE_FOLDER, ClauseLibrary, clause_schema, load_clauses
from docgen.composition.compose import compose, compose_review, select
from docgen.composition.document import Document
from docgen.composition.document_type import DocumentType, SubjectKind
from docgen.composition.field_tree import FieldKind, FieldTree, field_tree
from docgen.composition.review_draft import ParkReview
from docgen.composition.subjects import Selection, Subject, meets_standard
from docgen.composition.views import ReviewRowView

__all__ = [
    "CLAUSE_FOLDER",
    "DECLARATION",
    "FIELDS_OF",
    "OWNERS",
    "ClauseLibrary",
    "Document",
    "DocumentType",
    "FieldKind",
    "FieldTree",
    "LoadedType",
    "Owner",
    "ParkReview",
    "RestingClause",
    "ReviewRowView",
    "Selection",
    "Subject",
    "SubjectKind",
    "act_problems",
    "clause_schema",
    "compose",
    "compose_review",
    "day_of",
    "field_tree",
    "kinds_citing",
    "lapsed_bases",
    "lapsed_warning",
    "library_problems",
    "load_clauses",
    "load_types",
    "meets_standard",
    "select",
]
