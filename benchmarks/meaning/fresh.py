"""A function of this package, called in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from benchmarks.footprint import ROOT

Figures: TypeAlias = dict[str, Any]
"""What a process measured, as JSON can tell it."""
Called: TypeAlias = Callable[..., Figures]
"""Takes a setting, a function and its arguments; `fresh` is one."""


def fresh(meaning: str, function: Callable[..., Figures], *arguments: object) -> Figures:
    """What a function finds in a new process that knows no stored index.

    Parameters
    ----------
    meaning : str
        The setting of that name.
    function : callable
        Of a module; only that module is imported.
    *arguments : object
        As JSON can tell them.
    """
    told = [function.__module__, function.__qualname__, json.dumps(arguments)]
    with tempfile.TemporaryDirectory() as empty:
        environment = {**os.environ, "FAQ_MEANING": meaning, "FAQ_INDEX": empty}
        command = [sys.executable, "-c", _PROGRAM, *told]
        printed = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout
    figures: Figures = json.loads(printed.splitlines()[-1])
    return figures


_PROGRAM: Final = """
import json, sys
from importlib import import_module
module, name, arguments = sys.argv[1:]
print(json.dumps(getattr(import_module(module), name)(*json.loads(arguments))))
"""
