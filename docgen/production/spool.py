"""The fields of composed papers kept on the disk between the gate and the making, so that memory stays flat.

The file has no name in any folder and goes away with the process, however it ends.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Hashable, Mapping
from types import TracebackType
from typing import Any


def packed(fields: Mapping[str, Any]) -> bytes:
    """Return the fields of a paper as bytes for a process of this run, which need not be unpacked on the way."""
    return pickle.dumps(fields, protocol=pickle.HIGHEST_PROTOCOL)


class Spool:
    """Fields by key, in a temporary file of this process; use it in a ``with`` block. Raises OSError."""

    def __init__(self) -> None:
        """Make the nameless file."""
        self._file = tempfile.TemporaryFile(prefix="docgen-")  # noqa: SIM115 - closed by __exit__
        self._places: dict[Hashable, tuple[int, int]] = {}
        self._end = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop the file."""
        self._file.close()

    def put(self, key: Hashable, data: bytes) -> None:
        """Keep the packed fields of one paper."""
        self._file.seek(self._end)
        self._file.write(data)
        self._places[key] = (self._end, len(data))
        self._end += len(data)

    def get(self, key: Hashable) -> bytes | None:
        """Return the fields of a paper as ``packed`` made them, or None when they were not kept."""
        if key not in self._places:
            return None
        start, length = self._places[key]
        self._file.seek(start)
        return self._file.read(length)
