"""Folder of YAML -> Dossier: everything the office knows, each value with its place.

May import ``model`` and lower. Decision: bytes by path come in and values go out (who reads the disk is production's
matter); a record that is wrong, or that depends on a wrong one, is not in the dossier, so that every reference inside
it resolves and nobody above has to ask.
"""

from docgen.records.dossier import Dossier
from docgen.records.files import REGULATIONS, record_files
from docgen.records.kinds import NOUNS, RECORD_KINDS, YEARLY, Reference, references_of
from docgen.records.loading import collector_at_rest, join_files, load_dossier
from docgen.records.packing import ForeignBytesError, pack, pack_complaints, unpack, unpack_complaints
from docgen.records.reading import FileReading, read_file
from docgen.records.record import LeftOut, Record, RecordKey
from docgen.records.schemas import editor_line, examples, records_schema
from docgen.records.sheet_reading import Cell, NotASheetError, read_first_sheet
from docgen.records.sources import Sources
from docgen.records.workbook import Column, Sheet, write_workbook

__all__ = [
    "NOUNS",
    "RECORD_KINDS",
    "REGULATIONS",
    "YEARLY",
    "Cell",
    "Column",
    "Dossier",
    "FileReading",
    "ForeignBytesError",
    "LeftOut",
    "NotASheetError",
    "Record",
    "RecordKey",
    "Reference",
    "Sheet",
    "Sources",
    "collector_at_rest",
    "editor_line",
    "examples",
    "join_files",
    "load_dossier",
    "pack",
    "pack_complaints",
    "read_file",
    "read_first_sheet",
    "record_files",
    "records_schema",
    "references_of",
    "unpack",
    "unpack_complaints",
    "write_workbook",
]
