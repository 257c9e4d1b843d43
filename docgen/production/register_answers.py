"""The register told to others: exported, compared with heads that were written down."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from docgen.diagnostics import Diagnostic, Span
from docgen.production.new_file import write_new_file
from docgen.production.office import LARGEST_FILE
from docgen.production.register_office import compare_head
from docgen.records import write_workbook
from docgen.register import Book, Head, Signer, export_json, export_sheets, parse_head
from docgen.register.complaints import NOT_A_BOOK


def export_register(book: Book, target: Path, day: date, signer: Signer | None = None) -> None:
    """Write the register as .xlsx or, signed where there is a signer, as .json, by the name of ``target``.

    Raises FileExistsError for a file that is there already, OSError.
    """
    if target.suffix.lower() == ".json":
        write_new_file(target, export_json(book, day, signer))
    else:
        write_new_file(target, write_workbook(export_sheets(book)))


def head_of_export(file: Path) -> tuple[Head | None, list[Diagnostic]]:
    """Return where the register stood when a JSON file was exported from it. Raises OSError."""
    with file.open("rb") as source:
        data = source.read(LARGEST_FILE + 1)
    try:
        row = json.loads(data)
        head = parse_head(f"{row['so_dong']}:{row['dau_so']}")
    except (ValueError, KeyError, TypeError, RecursionError):
        head = None
    if head is not None and len(data) <= LARGEST_FILE:
        return head, []
    message = "đây không phải là tệp JSON do docgen register export ghi ra, hoặc tệp đã hỏng"
    return None, [NOT_A_BOOK.at(Span(file.name), message, "Chọn đúng tệp .json đã xuất")]


def against(book: Book, head: Head, where: str) -> Diagnostic | None:
    """Return why the register is older than, or other than, the one that a head was written down from."""
    return compare_head(book, head, where)
