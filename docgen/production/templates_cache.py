"""Compiled templates, kept where this user's programs keep what they know, so that none is compiled twice.

An entry is a pickle. Decision: a pickle can run code when it is read, so only one whose seal proves that this very
user's docgen wrote it is read at all (see :mod:`docgen.production.sealed_entries`); whoever holds that key can run code
as this user anyway. The seal covers all that a compiled template is made of: the bytes of the template, what its tags
may name, the clause library, the program, Python and the libraries. Not in the office folder, because ``docgen check``
writes nothing there. The newest entries are kept; the whole folder may be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Mapping

from docgen.composition import CLAUSE_FOLDER, ClauseLibrary, LoadedType
from docgen.diagnostics import Diagnostic
from docgen.production.program_digest import program_digest
from docgen.production.sealed_entries import SealedEntries, open_user_entries
from docgen.word import WordTemplate, compile_template

_ENTRIES = "mau"
_MARK = b"docgen mau 1\n"
_MOST_ENTRIES = 60
"""Of about a third of a megabyte each."""
_LIBRARY = f"templates/{CLAUSE_FOLDER}/"
_ROOMS = ("diagnostics", "vietnamese", "schema", "model", "layout", "composition", "word")

Compiled = tuple[WordTemplate | None, list[Diagnostic]]


class TemplatesCache:
    """Compiles the Word templates of an office, or gives back what it compiled the last time."""

    def __init__(self, files: Mapping[str, bytes], library: ClauseLibrary, entries: SealedEntries | None) -> None:
        """``files`` are those of ``templates/``, of which the library was read; without entries all is compiled."""
        self._files = files
        self._library = library
        self._entries = entries
        shared = hashlib.sha256("\n".join(f"{owner} {clause}" for owner, clause in sorted(library.followed)).encode())
        for name in sorted(name for name in files if name.startswith(_LIBRARY)):
            shared.update(f"\n{name} {len(files[name])}\n".encode() + files[name])
        self._shared = shared.digest()

    def compiled(self, loaded: LoadedType) -> Compiled:
        """Return the compiled template of a type and the complaints about it."""
        file, data = loaded.engine_file, self._files[loaded.engine_file]
        if self._entries is None:
            return compile_template(data, file, loaded.fields, self._library)
        # What tags may name follows from the kind of subject and from the program.
        parts = (data, loaded.declaration.subject.value.encode(), self._shared)
        digest = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()
        # Told by the digest, so that two offices with other templates under one name both keep theirs.
        name = f"{file} {digest.hex()}"
        packed = self._entries.get(name, digest)
        if packed is not None:
            known: Compiled = pickle.loads(packed)  # noqa: S301 - sealed by this user's docgen, see above
            return known
        made = compile_template(data, file, loaded.fields, self._library)
        self._entries.put(name, digest, pickle.dumps(made))
        self._entries.keep_newest(_MOST_ENTRIES)
        return made


def open_templates(files: Mapping[str, bytes], library: ClauseLibrary) -> TemplatesCache:
    """Return the compiler of an office's templates, with its cache where one can be kept safely."""
    return TemplatesCache(files, library, open_user_entries(_ENTRIES, _MARK, program_digest(*_ROOMS)))
