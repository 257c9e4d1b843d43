"""The templates that come with docgen, wherever it is installed."""

from __future__ import annotations

from pathlib import Path

import docgen

_PACKAGED = "_templates"


def shipped_templates() -> Path:
    """Return the folder of the templates that a new office starts with.

    In an installed package they lie inside it, in a source checkout beside it; the current folder plays no part.
    Raises FileNotFoundError when neither is there.
    """
    package = Path(docgen.__file__).resolve().parent
    for folder in (package / _PACKAGED, package.parent / "templates"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(2, "không tìm thấy mẫu đi kèm chương trình", str(package / _PACKAGED))
