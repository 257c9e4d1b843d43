"""Folder of YAML -> Dossier: everything the office knows, each value with its place.

May import ``model`` and lower. Decision: bytes by path come in and values go out (who reads the disk is production's
matter); a record that is wrong, or that depends on a wrong one, is not in the dossier, so that every reference inside
it resolves and nobody above has to ask.
"""

from docgen.records.dossier import Dossier
from docgen.records.kinds import NOUNS, RECORD_KINDS, YEARLY, Reference, references_of
from docgen.records.loading import load_dossier
from docgen.records.record import LeftOut, Record, RecordKey
from docgen.records.schemas import editor_line, examples, records_schema

__all__ = [
    "NOUNS",
    "RECORD_KINDS",
    "YEARLY",
    "Dossier",
    "LeftOut",
    "Record",
    "RecordKey",
    "Reference",
    "editor_line",
    "examples",
    "load_dossier",
    "records_schema",
    "references_of",
]
