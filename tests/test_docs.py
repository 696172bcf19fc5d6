"""The docs tell the truth: links lead somewhere, settings and modules are named, tables are whole."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from faq import Site
from retrieval import Assistant
from retrieval.explain import told_risk

ROOT = Path(__file__).parent.parent
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "faq" / "README.md"])


@pytest.mark.parametrize("doc", DOCS, ids=[path.relative_to(ROOT).as_posix() for path in DOCS])
def test_every_link_to_a_file_leads_to_one(doc: Path) -> None:
    targets = re.findall(
        r"\]\((?!https?:|mailto:|#)([^)#\s]+)", _without_code(doc.read_text(encoding="utf-8"))
    )
    assert [target for target in targets if not (doc.parent / target).exists()] == []


def test_every_setting_is_explained_to_deployers() -> None:
    guide = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    assert [field.name for field in fields(Site) if f"`{field.name}`" not in guide] == []


def test_the_settings_in_the_guide_are_settings() -> None:
    guide = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert example is not None
    named = set(re.findall(r"^([a-z_]+):", example[1], re.MULTILINE))
    assert named <= {field.name for field in fields(Site)}


def test_the_guide_shows_what_building_the_shipped_content_tells(shipped: Assistant) -> None:
    guide = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    _, *told = told_risk(shipped)
    assert "```\n{}\n```".format("\n".join(told)) in guide


@pytest.mark.parametrize("package", ["faq", "retrieval", "authoring", "chat"])
def test_the_way_names_every_module(package: str) -> None:
    way = (ROOT / "docs" / "way.md").read_text(encoding="utf-8")
    modules = [path.stem for path in (ROOT / package).glob("*.py") if not path.stem.startswith("__")]
    modules += [path.parent.name for path in (ROOT / package).glob("*/__init__.py")]
    assert [name for name in sorted(modules) if f"`{name}`" not in way and f"{name}.py" not in way] == []


def test_no_lock_file_would_replace_the_requirements() -> None:
    assert [
        name for name in ("uv.lock", "Pipfile", "environment.yml", "site.yaml") if (ROOT / name).exists()
    ] == []


def test_the_runtime_libraries_are_pinned() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in wanted if not re.fullmatch(r"[A-Za-z-]+==[\d.]+", line)] == []


def _without_code(markdown: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", markdown, flags=re.DOTALL)
