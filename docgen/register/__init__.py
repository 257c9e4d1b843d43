"""The register of certificates (sổ cấp giấy): which number was given to whom, for ever, and whether it still stands.

May import ``composition`` and lower; never files, clocks or chance: lines come in as values and drafts of lines go out,
who keeps them on disk is production's matter. Decision: the law of numbers stands once, in ``book``, as what happens
when lines are replayed: reading a register, checking it, trying out a run and writing a line all go through it, so that
no line can be written that would not be read. Every column of every line is in a hash chain; its head is told
outside the file, which is the only way to notice yesterday's copy.
"""

from docgen.register.book import Book, Given, Series, Standing
from docgen.register.changes import cancel, find_number, reissue
from docgen.register.entry import BEGINNING, COLUMNS, FORM, Draft, Entry, Head, Kind, columns_of, parse_head
from docgen.register.export import (
    PURPOSE,
    Signer,
    canonical,
    export_json,
    export_sheets,
    kind_words,
    number_row,
    public_content,
    shown_day,
)
from docgen.register.numbering import Claim, Key, Numbering, Start, number_claims, take_over
from docgen.register.paper_import import Import, import_rows
from docgen.register.paper_rows import HEADINGS, Known, PaperRow, read_rows
from docgen.register.refusal import Refusal

__all__ = [
    "BEGINNING",
    "COLUMNS",
    "FORM",
    "HEADINGS",
    "PURPOSE",
    "Book",
    "Claim",
    "Draft",
    "Entry",
    "Given",
    "Head",
    "Import",
    "Key",
    "Kind",
    "Known",
    "Numbering",
    "PaperRow",
    "Refusal",
    "Series",
    "Signer",
    "Standing",
    "Start",
    "cancel",
    "canonical",
    "columns_of",
    "export_json",
    "export_sheets",
    "find_number",
    "import_rows",
    "kind_words",
    "number_claims",
    "number_row",
    "parse_head",
    "public_content",
    "read_rows",
    "reissue",
    "shown_day",
    "take_over",
]
