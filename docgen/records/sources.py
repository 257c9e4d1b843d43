"""The texts of an office's files, each decoded when somebody wants to see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from docgen.schema import decode


class Sources(Mapping[str, str]):
    """Texts by file; what has been looked at once is kept."""

    def __init__(self, files: Mapping[str, bytes], names: Iterable[str]) -> None:
        """``names`` are those of the files whose bytes are known to be text."""
        self._files = files
        self._texts: dict[str, str | None] = dict.fromkeys(names)

    def __getitem__(self, file: str) -> str:
        """Return the text of a file. Raises KeyError for a file that is not among the texts."""
        text = self._texts[file]
        if text is None:
            text, _ = decode(self._files[file], file)
            if text is None:
                raise KeyError(file)
            self._texts[file] = text
        return text

    def bytes_of(self, file: str) -> bytes:
        """Return the bytes of a file. Raises KeyError for a file that is not among the texts."""
        return self._files[file]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the files, in the order of reading."""
        return iter(self._texts)

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self._texts)
