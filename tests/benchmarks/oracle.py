"""Ten thousand random regulations against the second opinion: ``python -m tests.benchmarks.oracle [NUMBER] [NASTY]``.

Prints how many were compared and how many differ; ends with status 1 when one does.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from pathlib import Path

from docgen.cli.main import run
from tests.support.content_oracle import Oracle, as_yaml, facts_of, random_enterprise, texts_of

REPOSITORY = Path(__file__).resolve().parents[2]
_A_FILE = 500


def main(number: int = 10_000, nasty: float = 0.01, seed: int = 2016) -> int:
    """Build, compare, print; returns the exit status."""
    chance = random.Random(seed)
    records = [random_enterprise(position, chance, nasty) for position in range(1, number + 1)]
    with tempfile.TemporaryDirectory() as place:
        office = Path(place)
        shutil.copytree(REPOSITORY / "templates", office / "templates")
        shutil.copytree(
            REPOSITORY / "tests/dossiers/nho/records",
            office / "records",
            ignore=shutil.ignore_patterns("doanh_nghiep", "danh_gia", "khen_thuong"),
        )
        (office / "records/doanh_nghiep").mkdir()
        for start in range(0, number, _A_FILE):
            file = office / f"records/doanh_nghiep/nhom_{start:05}.yaml"
            file.write_text(as_yaml(records[start : start + _A_FILE]), encoding="utf-8")
        status = run(["--thu-muc", str(office), "build", "noi-quy"])
        papers = {path.name.split("-")[0]: path for path in (office / "output").rglob("*.docx")}
        oracle = Oracle(
            (office / "templates/noi_quy/mau.docx").read_bytes(),
            (path.read_bytes() for path in sorted((office / "templates/dieu_khoan").glob("*.yaml"))),
        )
        different = []
        for record in records:
            path = papers.get(record["ma"])
            if path is None or texts_of(path.read_bytes()) != oracle.body(facts_of(record)):
                different.append(record["ma"])
    print(f"status {status}; {len(papers)} papers, {number} records compared, {len(different)} different")
    print("\n".join(different[:20]))
    return 1 if different or status or len(papers) != number else 0


if __name__ == "__main__":
    sys.exit(main(*(kind(word) for kind, word in zip((int, float), sys.argv[1:], strict=False))))
