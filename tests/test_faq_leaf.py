from pathlib import Path

import pytest

from faq.leaf import Leaf, distinct, leaf_of, public
from faq.passage import passage_of

TEXT = """\
# Menu

## Dough? {#dough}

Formerly: #base

See [sauce](#sauce).

## Sauce? {#sauce}

Status: draft
See also: #dough

Tomato.

## Oven?

![b](c)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files are written; messages name them from within it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(folder: Path, text: str, name: str = "menu.md", kind: str = "entries") -> Leaf:
    (folder / name).write_text(text, encoding="utf-8")
    return leaf_of(kind, folder / name)


def test_a_leaf_holds_what_follows_from_its_file_alone(folder: Path) -> None:
    leaf = read(folder, TEXT)
    dough, _, oven = leaf.entries
    assert leaf.ids == {"dough", "sauce", "oven"}
    assert leaf.hidden == {"sauce"}
    assert (leaf.moved, leaf.articles) == ((dough,), frozenset())
    assert [link.target for link in leaf.links] == ["sauce"]
    assert leaf.passages == (passage_of(dough), passage_of(oven))
    assert [problem.source.line for problem in leaf.problems] == [18]


def test_a_leaf_of_an_article_knows_its_id(folder: Path) -> None:
    leaf = read(folder, "# Dough\n\nIt rises.\n\n## Flour\n\nWheat.\n", "dough.md", "articles")
    assert leaf.articles == {"dough"}
    assert leaf.ids == {"dough", "dough-flour"}


def test_a_file_that_cannot_be_read_is_a_leaf_with_a_problem_and_no_digest(folder: Path) -> None:
    leaf = leaf_of("entries", folder / "none.md")
    assert (len(leaf.problems), leaf.entries, leaf.digest) == (1, (), b"")


def test_leaves_whose_ids_differ_stay_the_same_objects(folder: Path) -> None:
    leaves = [read(folder, TEXT), read(folder, "## Hours?\n\nAlways.\n", "hours.md")]
    found, problems = distinct(leaves)
    assert all(leaf is before for leaf, before in zip(found, leaves, strict=True))
    assert problems == []


def test_an_id_that_is_taken_changes_its_leaf_and_nothing_else(folder: Path) -> None:
    first, second = read(folder, TEXT), read(folder, "## Oven?\n\nHot.\n\n## Hours?\n\nAlways.\n", "hours.md")
    (same, other), (problem,) = distinct([first, second])
    assert same is first
    assert other.ids == {"oven-2", "hours"}
    assert str(problem.source) == "hours.md:1"
    assert [passage.id for passage in other.passages] == ["oven-2", "hours"]
    assert other.passages[1] is second.passages[1]


def test_without_drafts_a_leaf_holds_what_visitors_see(folder: Path) -> None:
    leaf = read(folder, TEXT)
    seen = public(leaf)
    assert seen.ids == {"dough", "oven"}
    assert not seen.hidden
    assert (seen.passages, seen.links, seen.problems) == (leaf.passages, leaf.links, leaf.problems)
    assert public(seen) is seen
