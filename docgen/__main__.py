"""``python -m docgen``: the same as the command ``docgen``."""

from __future__ import annotations

import sys

from docgen.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
