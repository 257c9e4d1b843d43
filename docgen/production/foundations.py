"""What each paper rests on: the files whose facts, forms or program went into it, told by watching it being composed.

Composing is a pure function of the dossier and of the type, so a paper whose files all have the digests of last time
says the same as last time, whoever wrote the rules of its type. Watching cannot forget a file that somebody adds to
a rule later; a list kept by hand would.
"""

from __future__ import annotations

import hashlib
from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import fields, replace
from typing import Any

from docgen.composition import LoadedType
from docgen.production.check import CheckedOffice
from docgen.production.engines import LAYOUT_FILE, CertificateEngine, Engine, WordEngine
from docgen.production.key_folder import KEY_BOOK
from docgen.production.office import RECORDS, TEMPLATES
from docgen.production.program_digest import program_digest
from docgen.production.register_office import REGISTER_FOLDER
from docgen.production.registering import numbers_of_year
from docgen.records import RECORD_KINDS, Dossier, Record
from docgen.records.files import record_files

PROGRAM = "docgen"
LEFT_OUT = "records (bỏ ra ngoài)"
"""Names of what a paper rests on besides files: the program, and which records take no part."""


class Foundations:
    """The digests of an office's files as they are now, by name, and which of them a paper was seen to rest on."""

    def __init__(self, checked: CheckedOffice) -> None:
        """Digest every file of the office once."""
        office = checked.office
        self.digests: dict[str, bytes] = {
            name: hashlib.sha256(data).digest()
            for files in (office.records, office.templates)
            for name, data in files.items()
        }
        self.digests[KEY_BOOK] = hashlib.sha256(checked.key_book_data).digest()
        self.digests[PROGRAM] = program_digest()
        left_out = sorted(f"{left.key.kind} {left.key.id} {left.span}" for left in checked.dossier.left_out)
        self.digests[LEFT_OUT] = hashlib.sha256("\n".join(left_out).encode()).digest()
        self._of_kind = self._listings(checked)
        self._of_type = {
            key: self._forms(loaded, office.templates, checked.engines.get(key))
            for key, loaded in checked.types.items()
        }
        self._noted: set[str] = set()
        self._known: dict[tuple[str, frozenset[str]], tuple[str, ...]] = {}
        self.dossier = _watched(checked.dossier, self._noted)

    def begin(self) -> None:
        """Forget what was noted: a new paper is about to be composed from ``dossier``."""
        self._noted.clear()

    def noted(self, type_id: str) -> tuple[str, ...]:
        """Return the sorted names of all that the paper composed since ``begin`` rests on."""
        key = (type_id, frozenset(self._noted))
        if key not in self._known:
            names = {PROGRAM, LEFT_OUT, *self._of_type[type_id]}
            for note in key[1]:
                names.update(self._of_kind.get(note, (note,)))
            self._known[key] = tuple(sorted(names))
        return self._known[key]

    def form_of(self, names: tuple[str, ...]) -> bytes:
        """Return one digest of the forms and the program among these names, as they are now."""
        total = hashlib.sha256()
        for name in names:
            if is_form(name):
                total.update(self.digests.get(name, b""))
        return total.digest()

    def _forms(self, loaded: LoadedType, files: Mapping[str, bytes], engine: Engine | None) -> tuple[str, ...]:
        """Return the files of a type's folder, of which its template may use any, and that there are no others.

        Files of the clause library are among them where the template has a clause from them.
        """
        whole = f"{TEMPLATES}/{loaded.id}/"
        names = [name for name in files if name.startswith(whole)]
        self.digests[whole] = _digest_of_names(names)
        layout = (LAYOUT_FILE,) if loaded.declaration.template is not None else ()
        clauses = engine.template.expansion.files if isinstance(engine, WordEngine) else ()
        keys = (KEY_BOOK,) if isinstance(engine, CertificateEngine) else ()
        return (whole, *names, *layout, *clauses, *keys)

    def _listings(self, checked: CheckedOffice) -> dict[str, tuple[str, ...]]:
        """Return what a look at all records of a kind rests on: each file of the kind, and that there are no others.

        A file of assessments brings with it the numbers that the register gave to its years.
        """
        files: dict[str, list[str]] = {kind: [] for kind in RECORD_KINDS}
        for file, kind in record_files(checked.office.records)[0]:
            files[kind].append(file)
        listings: dict[str, tuple[str, ...]] = {}
        for kind, names in files.items():
            whole = f"{RECORDS}/{kind}/"
            self.digests[whole] = _digest_of_names(names)
            listings[kind] = (whole, *names)
        by_file: dict[str, list[str]] = {}
        for year, record in checked.dossier.assessments.items():
            numbers = f"{REGISTER_FOLDER} (năm {year})"
            self.digests[numbers] = numbers_of_year(record.value)
            by_file.setdefault(record.file, [record.file]).append(numbers)
        everything = dict.fromkeys(name for names in by_file.values() for name in names)
        listings["danh_gia"] = tuple(dict.fromkeys((*listings["danh_gia"], *everything)))
        return listings | {file: tuple(names) for file, names in by_file.items()}


def is_form(name: str) -> bool:
    """Tell whether a name that a paper rests on is a template or the program, not a record."""
    return name == PROGRAM or name.startswith(f"{TEMPLATES}/")


def _digest_of_names(names: list[str]) -> bytes:
    return hashlib.sha256("\n".join(sorted(names)).encode("utf-8", "surrogatepass")).digest()


def _watched(dossier: Dossier, noted: set[str]) -> Dossier:
    by_attribute = {item.name: getattr(dossier, item.name) for item in fields(dossier)}
    changes: dict[str, Any] = {
        name: _Watched(kind, records, noted)
        for kind in RECORD_KINDS
        for name, records in by_attribute.items()
        if records is dossier.of_kind(kind)
    }
    return replace(dossier, **changes)


class _Watched(Mapping[Any, Record[Any]]):
    """Records of one kind; notes the file of each record that is read, and the kind when all are looked over."""

    def __init__(self, kind: str, records: Mapping[Any, Record[Any]], noted: set[str]) -> None:
        self._kind = kind
        self._records = records
        self._noted = noted

    def __getitem__(self, key: Any) -> Record[Any]:
        if key not in self._records:
            self._noted.add(self._kind)
        record = self._records[key]
        self._noted.add(record.file)
        return record

    def __iter__(self) -> Iterator[Any]:
        self._noted.add(self._kind)
        return iter(self._records)

    def __len__(self) -> int:
        self._noted.add(self._kind)
        return len(self._records)

    def __contains__(self, key: object) -> bool:
        present = key in self._records
        self._noted.add(self._records[key].file if present else self._kind)
        return present

    def keys(self) -> KeysView[Any]:
        """Return the keys; looking at all of them."""
        self._noted.add(self._kind)
        return self._records.keys()

    def values(self) -> ValuesView[Record[Any]]:
        """Return the records; looking at all of them."""
        self._noted.add(self._kind)
        return self._records.values()

    def items(self) -> ItemsView[Any, Record[Any]]:
        """Return both; looking at all of them."""
        self._noted.add(self._kind)
        return self._records.items()
