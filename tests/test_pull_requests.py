"""What docs/pull-requests.md offers to copy: workflows that name real commands, and a hook that works."""

import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from authoring.__main__ import COMMANDS, main
from tests.lighthouse import Lighthouse, lighthouse
from tests.repository import git, repository

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
WORKFLOWS = sorted((DOCS / "github").glob("*.yml"))
HOOK = DOCS / "hooks" / "pre-commit"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
BROKEN = "## Who rang the bell?\n\n## What is the bell made of?\n\nBronze.\n"


def steps(workflow: Path) -> list[dict[str, Any]]:
    told = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    return list(told["jobs"]["content"]["steps"])


def commands(workflow: Path) -> list[list[str]]:
    """The words of each command line, without where its output goes."""
    typed = (step["run"].split(">>")[0] for step in steps(workflow) if "run" in step)
    return [shlex.split(line) for text in typed for line in text.splitlines()]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_runs_the_three_checks_of_this_project(workflow: Path) -> None:
    told = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    ours = [words[2:4] for words in commands(workflow) if words[2] != "pip"]
    assert ours == [["faq", "check"], ["authoring", "check"], ["authoring", "diff"]]
    assert {name for package, name in ours if package == "authoring"} <= set(COMMANDS)
    assert told["permissions"] == {"contents": "read"}
    assert told[True] == {"pull_request": None}  # YAML reads `on` as true


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_names_files_and_options_that_there_are(
    workflow: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (installs,) = [words for words in commands(workflow) if words[2] == "pip"]
    assert (ROOT / installs[-1]).is_file()
    with pytest.raises(SystemExit):
        main(["diff", "--help"])
    known = set(re.findall(r"--[a-z]+", capsys.readouterr().out))
    (compares,) = [words for words in commands(workflow) if "diff" in words]
    assert {word for word in compares if word.startswith("--")} <= known


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_the_content_is_checked_out_with_its_history(workflow: Path) -> None:
    (content, *_) = [step for step in steps(workflow) if "checkout" in step.get("uses", "")]
    assert content["with"]["fetch-depth"] == 0


def test_the_options_in_the_guide_are_those_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["diff", "--help"])
    known = set(re.findall(r"--[a-z]+", capsys.readouterr().out)) - {"--help"}
    guide = (DOCS / "pull-requests.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(--[a-z]+)", guide, re.MULTILINE)) == known


def test_hooks_of_the_framework_start_the_script() -> None:
    (offered,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    guide = (DOCS / "pull-requests.md").read_text(encoding="utf-8")
    local, remote = (
        yaml.safe_load(text)["repos"][0] for text in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    )
    assert (ROOT / offered["entry"], offered["language"], HOOK.stat().st_mode & 0o111) == (
        HOOK,
        "script",
        0o111,
    )
    assert {name: offered[name] for name in local["hooks"][0]} == local["hooks"][0]
    assert [hook["id"] for hook in remote["hooks"]] == [offered["id"]]


@pytest.mark.parametrize(
    ("path", "concerned"),
    [
        ("faq/entries/menu.csv", True),
        ("entries/menu.md", True),
        ("articles/a.md", True),
        ("gold.csv", True),
        ("faq/synonyms.txt", True),
        ("smalltalk.md", True),
        ("README.md", False),
        ("chat/ask.py", False),
        ("old-gold.csv", False),
    ],
)
def test_the_framework_starts_it_for_content_only(path: str, concerned: bool) -> None:
    (offered,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    assert bool(re.search(offered["files"], path)) == concerned


# The hook in a repository


@pytest.fixture(params=["faq", "."], ids=["in a folder", "at the top"])
def content(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Staged content in a repository with the hook."""
    top = repository(tmp_path / "island")
    folder = (top / str(request.param)).resolve()
    lighthouse().written(folder)
    shutil.copy(HOOK, top / ".git" / "hooks" / "pre-commit")
    for name, value in {
        "content": str(request.param),
        "assistant": str(ROOT),
        "python": sys.executable,
    }.items():
        git(top, "config", f"faq.{name}", value)
    git(top, "add", "--all")
    return folder


def commit(folder: Path) -> tuple[int, list[str]]:
    done = git(
        folder, "commit", "--quiet", "-m", "Edit", FAQ_RISK="0.2", FAQ_INDEX=str(folder.parent / ".index")
    )
    return done.returncode, [*done.stdout.splitlines(), *done.stderr.splitlines()]


def test_sound_content_is_committed(content: Path) -> None:
    code, said = commit(content)
    assert (code, said) == (0, ["10 entries and 0 articles with 0 sections: no problem found"])


def test_content_with_a_problem_is_not_committed_and_the_problem_is_told(content: Path) -> None:
    (content / "entries" / "bell.md").write_text(BROKEN, encoding="utf-8")
    git(content, "add", "--all")
    code, said = commit(content)
    place = "faq/entries/bell.md" if content.name == "faq" else "entries/bell.md"
    assert code == 1
    assert said[0].startswith(f"{place}:1: 'Who rang the bell?' has no answer; ")
    assert said[-1] == "Not committed; correct these files, then add and commit them again."
    assert git(content, "rev-parse", "--verify", "--quiet", "HEAD").returncode == 1


def test_only_what_is_staged_counts(content: Path) -> None:
    (content / "entries" / "bell.md").write_text(BROKEN, encoding="utf-8")
    assert commit(content)[0] == 0
    git(content, "add", "--all")
    (content / "entries" / "bell.md").unlink()
    assert commit(content)[0] == 1


def test_commits_of_other_files_are_not_checked(content: Path) -> None:
    assert commit(content)[0] == 0
    top = Path(git(content, "rev-parse", "--show-toplevel").stdout.strip())
    (top / "notes.txt").write_text("Paint the door.", encoding="utf-8")
    git(top, "add", "--all")
    git(top, "config", "faq.assistant", "/nowhere")
    lies_beside_it = content != top
    assert (commit(top)[0] == 0) == lies_beside_it


def test_a_gold_question_that_got_worse_is_not_committed_where_that_is_wished(content: Path) -> None:
    git(content, "config", "faq.diff", "true")
    assert commit(content)[0] == 0
    before = lighthouse()
    shadow = {"id": "hire", "question": "tower height", "answer": "Ask the porter.", "language": "eo"}
    shutil.rmtree(content / "entries")
    (content / "gold.csv").unlink()
    Lighthouse((*before.entries, shadow)).written(content)
    git(content, "add", "--all")
    code, said = commit(content)
    assert code == 1
    assert [line for line in said if line.startswith("worse: 'tower height': answer #tower ")]
    assert said[-1].startswith("Not committed, because of the gold questions above")
