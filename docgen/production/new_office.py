"""A new office folder: the shipped templates, empty folders of records, an example of every kind beside them.

Examples hold invented facts, so they lie outside ``records``: no paper is ever made from one that nobody has copied
there and changed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from docgen.production.editor_schemas import SCHEMA_FOLDER, write_schemas
from docgen.production.office import RECORDS, TEMPLATES
from docgen.production.shipped import shipped_templates
from docgen.records import RECORD_KINDS, REGULATIONS, examples

EXAMPLES = "vi_du"
_STAGING = ".docgen-moi"
_LEFT_BEHIND = shutil.ignore_patterns(".*", "~$*", "*.tmp")


class FolderNotEmptyError(Exception):
    """The folder already holds something, which a new office must not mix with."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


def new_office(folder: Path) -> tuple[str, ...]:
    """Make an office folder and return the paths of its templates and records below it.

    Everything is made in a hidden folder inside and moved at the end, so that a run that was killed can be repeated.
    Raises :class:`FolderNotEmptyError`, and OSError when the disk fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(entry.name != _STAGING for entry in folder.iterdir()):
        raise FolderNotEmptyError(folder)
    staging = folder / _STAGING
    if staging.exists():
        shutil.rmtree(staging)
    shutil.copytree(shipped_templates(), staging / TEMPLATES, ignore=_LEFT_BEHIND)
    write_schemas(staging / RECORDS / SCHEMA_FOLDER)
    for kind in RECORD_KINDS:
        (staging / RECORDS / kind).mkdir()
    (staging / RECORDS / REGULATIONS).mkdir()
    for name, text in examples(f"../../{RECORDS}/{SCHEMA_FOLDER}").items():
        file = staging / EXAMPLES / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    for name in (TEMPLATES, RECORDS, EXAMPLES):
        (staging / name).replace(folder / name)
    staging.rmdir()
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return tuple(sorted(path.as_posix() for path in files if SCHEMA_FOLDER not in path.parts))
