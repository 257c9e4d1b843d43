"""JSON Schemas of the records as files, so that an editor completes keys in Vietnamese and marks mistakes."""

from __future__ import annotations

import json
import os
from pathlib import Path

from docgen.composition import CLAUSE_FOLDER, clause_schema
from docgen.production.office import RECORDS, TEMPLATES
from docgen.production.whole_file import write_whole
from docgen.records import editor_line, records_schema

SCHEMA_FOLDER = ".luoc_do"
"""Where the schemas lie below ``records/``; hidden, so that no schema is taken for a record."""


def write_schemas(folder: Path) -> dict[str, Path]:
    """Write one schema a kind of record, and one of the clause library, into ``folder``; return their paths by kind.

    Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths: dict[str, Path] = {}
    for kind, schema in {**records_schema(), CLAUSE_FOLDER: clause_schema()}.items():
        path = folder / f"{kind}.json"
        write_whole(path, (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
        paths[kind] = path
    return paths


def line_for_editor(schema: Path, office: Path, kind: str) -> str:
    """Return the line that tells an editor, at the top of a record file of the office, which schema describes it."""
    records = (office / (TEMPLATES if kind == CLAUSE_FOLDER else RECORDS) / kind).resolve()
    try:
        target = Path(os.path.relpath(schema.resolve(), records)).as_posix()
    except ValueError:  # another drive of Windows
        target = schema.resolve().as_uri()
    return editor_line(target)
