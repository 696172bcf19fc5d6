"""Work spread over processes of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from typing import Any, TypeVar

Shared = TypeVar("Shared")
Job = TypeVar("Job")
Result = TypeVar("Result")

_shared: list[Any] = []
"""In a worker process: the one value that all its jobs need."""


def results(
    work: Callable[[Shared, Job], Result], shared: Shared, jobs: Sequence[Job], processes: int | None = None
) -> Iterator[Result]:
    """The result of each job, in their order, as soon as it is there.

    Parameters
    ----------
    work : callable
        Called with `shared` and a job; a function of a module, so that another process can import it.
    shared : object
        What all jobs need; sent to each process once.
    jobs : sequence
    processes : int, optional
        With 1 all is done in this process. As many as there are processors by default, never more than jobs.

    Examples
    --------
    >>> from operator import mul
    >>> list(results(mul, 3, [1, 2, 3], processes=1))
    [3, 6, 9]
    """
    most = min(processes or os.cpu_count() or 1, len(jobs))
    if most <= 1:
        yield from (work(shared, job) for job in jobs)
        return
    with ProcessPoolExecutor(most, get_context("spawn"), _remember, (shared,)) as pool:
        yield from pool.map(_done, repeat(work), jobs)


def _remember(shared: Any) -> None:
    _shared[:] = [shared]


def _done(work: Callable[[Any, Job], Result], job: Job) -> Result:
    return work(_shared[0], job)
