"""Two papers or two folders of papers compared: redlines and a list written, nothing that is there overwritten."""

from __future__ import annotations

import multiprocessing
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from docgen.comparison import Redline, compare
from docgen.diagnostics import Diagnostic
from docgen.production.asking import WrongRequestError
from docgen.production.comparing_list import changes_workbook
from docgen.production.cores import usable_cores
from docgen.production.executors import CrewFailureError
from docgen.production.output_names import same_name_key
from docgen.production.whole_file import write_whole

LIST_NAME = "tom_tat.xlsx"
_FEW = 8
"""Pairs up to which other processes cost more than they save."""
_CODE = re.compile(r"[a-z]+[0-9][a-z0-9]*(?=-)|[a-z0-9_]+(?=-)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """What to compare: two files or two folders; ``output`` is a folder, or for two files also a .docx.

    ``processes`` is None for as many as suit.
    """

    old: Path
    new: Path
    output: Path
    processes: int | None = None


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """Two papers held against each other; ``name`` is the new one's path below its folder.

    ``redline`` is None where one could not be read, ``written`` where nothing was to be written.
    """

    name: str
    old: Path
    new: Path
    redline: Redline | None
    complaints: tuple[Diagnostic, ...]
    written: Path | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison found: pairs, papers that only one folder has, and the list written."""

    pairs: tuple[ComparedPair, ...]
    only_new: tuple[str, ...]
    gone: tuple[str, ...]
    list_file: Path | None

    @property
    def failed(self) -> tuple[ComparedPair, ...]:
        """The pairs of which one paper could not be read."""
        return tuple(pair for pair in self.pairs if pair.redline is None)


def compare_papers(request: CompareRequest) -> Comparison:
    """Compare, write the redlines of what changed and the list of changes.

    Raises :class:`WrongRequestError` for a request that makes no sense, OSError when the disk fails,
    :class:`CrewFailureError` when other processes cannot work.
    """
    _check(request)
    found, only_new, gone = _pairs(request)
    folder, single = _where(request)
    compared = []
    for (name, old, new), answer in zip(found, _answers(found, request.processes), strict=True):
        if isinstance(answer, Redline):
            written = None
            if not answer.is_unchanged:
                written = _write(single or folder / name, answer.data)
            compared.append(ComparedPair(name, old, new, answer, answer.notices, written))
        else:
            compared.append(ComparedPair(name, old, new, None, tuple(answer), None))
    rows = [(pair.name, pair.redline) for pair in compared if pair.redline is not None]
    list_file = None
    if rows or only_new or gone:
        list_file = _write(folder / LIST_NAME, changes_workbook(rows, only_new, gone))
    return Comparison(tuple(compared), tuple(only_new), tuple(gone), list_file)


_Pair = tuple[str, Path, Path]


def _check(request: CompareRequest) -> None:
    old, new = request.old, request.new
    missing = [f"không có tệp hoặc thư mục «{path}»" for path in (old, new) if not path.exists()]
    if missing:
        raise WrongRequestError(missing)
    if old.is_dir() != new.is_dir():
        raise WrongRequestError(["hãy so sánh hai tệp với nhau, hoặc hai thư mục với nhau"])
    if old.resolve() == new.resolve():
        raise WrongRequestError(["CŨ và MỚI là cùng một tệp hoặc thư mục"])
    output = request.output.resolve()
    if old.is_dir():
        inside = [path for path in (old, new) if output.is_relative_to(path.resolve())]
        if inside:
            raise WrongRequestError([f"thư mục kết quả không được nằm trong «{inside[0]}»; hãy chọn nơi khác cho --ra"])
        if _is_file_name(request.output):
            raise WrongRequestError(["khi so sánh hai thư mục, --ra phải là một thư mục"])


def _is_file_name(path: Path) -> bool:
    return path.suffix.lower() == ".docx" and not path.is_dir()


def _where(request: CompareRequest) -> tuple[Path, Path | None]:
    """Return the folder for results, and the file for the one redline where it was named."""
    if request.new.is_dir() or not _is_file_name(request.output):
        return request.output, None
    return request.output.parent, request.output


def _pairs(request: CompareRequest) -> tuple[list[_Pair], list[str], list[str]]:
    old, new = request.old, request.new
    if not old.is_dir():
        return [(f"{new.stem}.docx", old, new)], [], []
    before, after = _papers(old), _papers(new)
    partners = _partners(list(before), list(after))
    pairs = [(name, before[partners[name]], path) for name, path in after.items() if name in partners]
    only_new = [name for name in after if name not in partners]
    taken = set(partners.values())
    return pairs, only_new, [name for name in before if name not in taken]


def _papers(folder: Path) -> dict[str, Path]:
    """Return the Word papers below a folder by path with «/»; what begins with a dot or «~$» is no paper."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        hidden = any(part.startswith((".", "~$")) for part in name.parts)
        if not hidden and path.suffix.lower() in (".docx", ".doc") and path.is_file():
            found[name.as_posix()] = path
    return dict(sorted(found.items(), key=lambda item: (same_name_key(item[0]), item[0])))


def _partners(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Return the old name for each new one: of the same path, else of the same code in the same folder or anywhere."""
    partners: dict[str, str] = {}
    for key in (same_name_key, _code_in_folder, _code):
        taken = set(partners.values())
        free_old = [name for name in old if name not in taken]
        free_new = [name for name in new if name not in partners]
        counts = Counter(map(key, free_new)), Counter(map(key, free_old))
        places = {key(name): name for name in free_old if counts[1][key(name)] == 1}
        for name in free_new:
            if key(name) and counts[0][key(name)] == 1 and key(name) in places:
                partners[name] = places[key(name)]
    return partners


def _code(name: str) -> str:
    match = _CODE.match(PurePosixPath(name).name)
    return same_name_key(match.group()) if match else ""


def _code_in_folder(name: str) -> str:
    code = _code(name)
    return f"{same_name_key(str(PurePosixPath(name).parent))}/{code}" if code else ""


def _answers(pairs: Sequence[_Pair], processes: int | None) -> Iterator[Redline | list[Diagnostic]]:
    count = processes or (1 if len(pairs) <= _FEW else usable_cores())
    jobs = [(str(old), str(new)) for _, old, new in pairs]
    if min(count, len(jobs)) <= 1:
        yield from map(_compare_files, jobs)
        return
    context = multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        pool = stack.enter_context(ProcessPoolExecutor(min(count, len(jobs)), mp_context=context))
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        try:
            yield from pool.map(_compare_files, jobs, chunksize=4)
        except BrokenProcessPool as error:
            message = "một tiến trình so sánh đã dừng đột ngột (có thể máy hết bộ nhớ); hãy chạy lại với --tien-trinh 1"
            raise CrewFailureError(message) from error


def _compare_files(job: tuple[str, str]) -> Redline | list[Diagnostic]:
    old, new = job
    return compare(Path(old).read_bytes(), Path(new).read_bytes(), old, new)


def _write(target: Path, data: bytes) -> Path:
    """Write beside what is there with other bytes, under «-2», «-3»…: it may be an input, or edited by hand."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for path in _names(target):
        if not path.exists():
            write_whole(path, data)
            return path
        if path.is_file() and path.read_bytes() == data:
            return path
    raise AssertionError("names never end")


def _names(target: Path) -> Iterable[Path]:
    yield target
    number = 2
    while True:
        yield target.with_name(f"{target.stem}-{number}{target.suffix}")
        number += 1
