"""A content folder into passages, and everything that is wrong with it, in one pass."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from faq import gold, ids, synonyms
from faq.digests import digest
from faq.files import FOLDERS, content_files, shown
from faq.leaf import Leaf, distinct, leaf_of, public
from faq.memory import Memory
from faq.passage import passage_of
from faq.records import Content, Entry, Problem, Source

__all__ = ["CONTENT", "SMALLTALK", "entries", "fingerprint", "load", "passage_of", "stamped"]

T = TypeVar("T")

CONTENT: Final = Path(__file__).parent
"""The content that ships: the folder with `entries/`, `articles/` and `smalltalk.md`."""

SMALLTALK: Final = "smalltalk.md"


def load(folder: Path = CONTENT) -> Content:
    """All passages of a content folder, with everything that is wrong.

    What is wrong with one entry never hides another: an entry that cannot be shown is left out, an
    id that is taken gets a number, a bad field is ignored; each is reported.

    Parameters
    ----------
    folder : Path
        Holds `entries/` and `articles/`; `smalltalk.md` may lie there too, else the shipped one serves.
    """
    _leaves.turn()
    leaves, taken = distinct(_everything(folder))
    (talk,), taken_there = distinct([public(_leaf("entries", _smalltalk_file(folder)))])
    written = frozenset().union(*(leaf.ids for leaf in leaves))
    formerly, clashes = ids.formerly([entry for leaf in leaves for entry in leaf.moved], written)
    known = written.difference(*(leaf.hidden for leaf in leaves)).union(formerly)
    linkable = known.union(*(leaf.articles for leaf in leaves))
    dead = ids.dead_links([link for leaf in (*leaves, talk) for link in leaf.links], linkable)
    same, ambiguous = _apart(synonyms.synonyms(folder))
    golden, unjudged = _apart(gold.gold_questions(folder / gold.FILE, known))
    wrong = [problem for leaf in (*leaves, talk) for problem in leaf.problems]
    wrong += [*_missing(folder, leaves), *_unopened(folder)]
    problems = {*wrong, *taken, *clashes, *dead, *taken_there, *ambiguous, *unjudged}
    return Content(
        passages=tuple(passage for leaf in leaves for passage in leaf.passages),
        smalltalk=talk.passages,
        synonyms=tuple(same),
        formerly=MappingProxyType(formerly),
        gold=tuple(golden),
        problems=tuple(sorted(problems, key=_place)),
    )


def entries(folder: Path = CONTENT) -> tuple[Entry, ...]:
    """All entries and sections of a content folder as their authors wrote them, drafts and retired ones too.

    In the order of their files and lines, each with an id of its own; what is wrong with them `load` tells.
    """
    return tuple(entry for leaf in distinct(_everything(folder))[0] for entry in leaf.entries)


def fingerprint(folder: Path = CONTENT) -> str:
    """A name for the present state of the content files: SHA-256 over their names and bytes."""
    name = hashlib.sha256()
    for path in stamped(folder):
        name.update(f"{path.parent.name}/{path.name}\0".encode("utf-8", "surrogateescape"))
        try:
            name.update(digest(path))
        except OSError:
            name.update(b"unreadable")
    return name.hexdigest()


def stamped(folder: Path = CONTENT) -> list[Path]:
    """The files whose change changes the content."""
    found = [path for name in FOLDERS for path in content_files(folder / name)]
    files = [path for path in found if isinstance(path, Path)]
    others = [_smalltalk_file(folder), folder / synonyms.FILE, folder / gold.FILE]
    return files + [path for path in others if path.is_file() and not path.is_symlink()]


def _missing(folder: Path, leaves: Iterable[Leaf]) -> list[Problem]:
    if any(leaf.entries or leaf.problems for leaf in leaves):
        return []
    remedy = "put your files into its folder 'entries'"
    return [Problem(Source(shown(folder), 1), "no content here", remedy)]


def _place(problem: Problem) -> tuple[str, int, str, str]:
    """The order of problems; comparing them themselves is slow."""
    return problem.source.path, problem.source.line, problem.what, problem.remedy


def _apart(found: Iterable[T | Problem]) -> tuple[list[T], list[Problem]]:
    """What was found and what is wrong, each in its order."""
    things: list[T] = []
    problems: list[Problem] = []
    for item in found:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            things.append(item)
    return things, problems


def _everything(folder: Path) -> Iterator[Leaf]:
    for name in FOLDERS:
        for path in content_files(folder / name):
            yield Leaf((path,)) if isinstance(path, Problem) else _leaf(name, path)


_leaves: Final[Memory[tuple[str, Path, str], Leaf]] = Memory()


def _leaf(folder: str, path: Path) -> Leaf:
    """What a file says; read again only if its bytes are others than before."""
    place = (folder, path, shown(path))
    before = _leaves.kept(place)
    with contextlib.suppress(OSError):
        if before is not None and before.digest == digest(path):
            return before
    return _leaves.keep(place, leaf_of(folder, path))


def _smalltalk_file(folder: Path) -> Path:
    own = folder / SMALLTALK
    return own if own.is_file() and not own.is_symlink() else CONTENT / SMALLTALK


def _unopened(folder: Path) -> list[Problem]:
    own = folder / SMALLTALK
    what, remedy = "a link is not read", "put the file itself here"
    return [Problem(Source(shown(own), 1), what, remedy, loses=True)] if own.is_symlink() else []
