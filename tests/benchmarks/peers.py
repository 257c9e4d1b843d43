"""The peers, each as something that renders a record and says what it cost."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from docxtpl import DocxTemplate

Record = Mapping[str, Any]
NPM_PACKAGES = ("carbone@3", "docxtemplater@3", "pizzip@3")


class Peer(Protocol):
    """Renders records by their position; ``cost`` gives CPU seconds, ``output`` the .docx."""

    def cost(self, record: int) -> float: ...

    def output(self, record: int) -> bytes: ...


@dataclass(frozen=True)
class PythonPeer:
    """A function from a record to a .docx."""

    render: Callable[[Record], bytes]
    records: Sequence[Record]

    def cost(self, record: int) -> float:
        begun = time.process_time()
        self.render(self.records[record])
        return time.process_time() - begun

    def output(self, record: int) -> bytes:
        return self.render(self.records[record])


def docxtpl_usual(template: Path) -> Callable[[Record], bytes]:
    """The loop of docxtpl's documentation: open, render, save."""

    def render(record: Record) -> bytes:
        return _saved(DocxTemplate(str(template)), record)

    return render


def docxtpl_reused(template: Path) -> Callable[[Record], bytes]:
    """One template object for all records; docxtpl opens the file again by itself."""
    reused = DocxTemplate(str(template))
    return lambda record: _saved(reused, record)


def _saved(template: Any, record: Record) -> bytes:
    template.render(record)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


class NodePeer:
    """A peer from npm in a process of its own, which stays: its code is compiled once and warm."""

    def __init__(self, name: str, modules: Path, template: Path, records: Path) -> None:
        command = ["node", str(Path(__file__).with_name("peers.js")), str(modules), name, str(template), str(records)]
        self._output = template.with_name(f"made_by_{name}.docx")
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def cost(self, record: int) -> float:
        return self._ask({"record": record})

    def output(self, record: int) -> bytes:
        self._ask({"record": record, "output": str(self._output)})
        return self._output.read_bytes()

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _ask(self, request: Mapping[str, Any]) -> float:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("the peer stopped; what it said stands above")
        return float(json.loads(answer)["microseconds"]) / 1e6


def npm_modules(folder: Path) -> tuple[Path | None, str]:
    """Install the npm peers into a folder; where that cannot be, returns None and why not."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return None, "node or npm not found"
    command = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), *NPM_PACKAGES]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr)
        return None, "npm install failed"
    return folder / "node_modules", ""


def npm_version(modules: Path, package: str) -> str:
    """Return the version of an installed npm package."""
    return str(json.loads((modules / package / "package.json").read_text(encoding="utf-8"))["version"])
