"""Tests that ask a real sentence model: skipped where the extra is not installed, unless it is required."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import pytest

from faq.site import ROOT
from retrieval.meaning.package import is_installed

Test = TypeVar("Test", bound=Callable[..., object])

MARKS: Final = [
    pytest.mark.semantic,
    pytest.mark.skipif(
        not is_installed() and os.environ.get("REQUIRE_SEMANTIC") != "1",
        reason="no sentence model installed: make semantic",
    ),
]

_ABSENT: Final = """\
import sys
from importlib.machinery import PathFinder

class Partly(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in {absent} else super().find_spec(name, path, target)

sys.meta_path[:] = [Partly if finder is PathFinder else finder for finder in sys.meta_path]
"""

TOLD: Final = """\
import json, sys, time
from retrieval.meaning.opened import encoder, failure
began = time.perf_counter()
opened = encoder()
problem = failure()
print(json.dumps({
    "name": opened and opened.name,
    "problem": problem and str(problem),
    "seconds": time.perf_counter() - began,
    "imported": [name for name in ("onnxruntime", "tokenizers", "huggingface_hub") if name in sys.modules],
}))
"""
"""What becomes of opening a model in a process of its own."""


def semantic(test: Test) -> Test:
    """Mark one test of a module as one that asks a real model."""
    for mark in MARKS:
        mark(test)
    return test


def fresh(program: str, absent: Sequence[str] = (), **environment: str) -> tuple[Any, list[str]]:
    """What a program prints as JSON and the lines it logs, in a process that cannot find some libraries."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("FAQ_", "HF_"))}
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _ABSENT.format(absent=list(absent)) + program],
        cwd=ROOT,
        env=own | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout), told.stderr.splitlines()
