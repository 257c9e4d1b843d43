"""What Dask's executor makes of an answer whose worker dies just after giving it."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import Any

import pytest
from distributed import cfexecutor

from docgen.production.executors import Job
from docgen.production.executors_chunks import Chunk, Dealer
from docgen.production.executors_cluster import _Run


class FinishedThenLost:
    """A Dask future that is lost between the fetching of its answer and the reading of its state."""

    status = "lost"

    async def _result(self, raiseit: bool) -> bytes:
        return b"an answer"


class Idle:
    """A client that has nothing to do."""

    def get_executor(self, **settings: Any) -> None:
        return None


JOB = Job(1, "noi_quy", {})


def outcome(error: Exception | None) -> Future[bytes]:
    future: Future[bytes] = Future()
    if error is not None:
        future.set_exception(error)
        return future

    async def cascade() -> None:
        await cfexecutor._cascade_future(FinishedThenLost(), future)

    asyncio.run(cascade())
    return future


def test_an_answer_lost_with_its_worker_is_asked_for_again() -> None:
    dealer = Dealer([])
    run = _Run(Idle(), "engines", dealer)  # type: ignore[arg-type]
    chunk = Chunk((JOB,))
    assert list(run._receive(outcome(None), chunk)) == []
    assert dealer.next() == chunk


def test_a_bug_is_raised_whatever_its_type() -> None:
    run = _Run(Idle(), "engines", Dealer([]))  # type: ignore[arg-type]

    def bug() -> None:
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug") as caught:
        bug()
    with pytest.raises(ValueError, match="a bug"):
        run._receive(outcome(caught.value), Chunk((JOB,)))
