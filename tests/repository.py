"""A git repository of a test's own, with a local identity and nobody's settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

_ALONE: Final = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
}


def git(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What git does in a folder; it may fail."""
    command = ["git", "-C", str(folder), *arguments]
    alone = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        command, env=alone | _ALONE | environment, capture_output=True, text=True, check=False
    )


def repository(folder: Path) -> Path:
    """A new repository with the branch `main`, in a folder that may hold files."""
    folder.mkdir(parents=True, exist_ok=True)
    assert git(folder, "init", "--quiet", "--initial-branch=main").returncode == 0
    return folder


def committed(folder: Path, message: str = "Change") -> str:
    """The name of a new commit of all files."""
    assert git(folder, "add", "--all").returncode == 0
    done = git(folder, "commit", "--quiet", "--allow-empty", "--no-verify", "-m", message)
    assert done.returncode == 0, done.stderr
    return git(folder, "rev-parse", "HEAD").stdout.strip()
