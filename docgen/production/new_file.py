"""A file that a clerk asks for by name, outside the output folder: never over one that is there."""

from __future__ import annotations

from pathlib import Path

from docgen.production.whole_file import write_whole


def write_new_file(target: Path, data: bytes) -> None:
    """Write a file whole; its folder is made where it is missing.

    Raises FileExistsError when there is one of that name already, OSError when the disk fails.
    """
    if target.exists() or target.is_symlink():
        raise FileExistsError(str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, data)
