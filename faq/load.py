"""A content folder into passages, and everything that is wrong with it, in one pass."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import MappingProxyType
from typing import Final

from faq import document, gold, ids, synonyms, table
from faq.document import Found
from faq.files import FOLDERS, content_files, shown, text_of
from faq.ids import links
from faq.markdown import plain_text
from faq.memory import Memory
from faq.records import Content, Entry, Passage, Problem, Source

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
    for memory in (_read, _plain_text, links):
        memory.turn()
    written, wrong = _apart(_everything(folder))
    missing = [] if written or wrong else [_missing(folder)]
    written, taken = ids.unique(written)
    public = [entry for entry in written if not entry.fields.status]
    formerly, clashes = ids.formerly(public, {entry.id for entry in written})
    smalltalk, impolite = _apart(_smalltalk(folder))
    smalltalk, taken_there = ids.unique(entry for entry in smalltalk if not entry.fields.status)
    same = list(synonyms.synonyms(folder))
    ambiguous = [found for found in same if isinstance(found, Problem)]
    dead = ids.dead_links(public, smalltalk, formerly)
    known = list(gold.gold_questions(folder / gold.FILE, {entry.id for entry in public} | set(formerly)))
    unjudged = [found for found in known if isinstance(found, Problem)]
    problems = {*missing, *wrong, *taken, *clashes, *dead, *impolite, *taken_there, *ambiguous, *unjudged}
    return Content(
        passages=tuple(map(passage_of, public)),
        smalltalk=tuple(map(passage_of, smalltalk)),
        synonyms=tuple(found for found in same if not isinstance(found, Problem)),
        formerly=MappingProxyType(formerly),
        gold=tuple(found for found in known if not isinstance(found, Problem)),
        problems=tuple(sorted(problems)),
    )


def entries(folder: Path = CONTENT) -> tuple[Entry, ...]:
    """All entries and sections of a content folder as their authors wrote them, drafts and retired ones too.

    In the order of their files and lines, each with an id of its own; what is wrong with them `load` tells.
    """
    found, _ = _apart(_everything(folder))
    return tuple(ids.unique(found)[0])


def fingerprint(folder: Path = CONTENT) -> str:
    """A name for the present state of the content files: SHA-256 over their names and bytes."""
    digest = hashlib.sha256()
    for path in stamped(folder):
        digest.update(f"{path.parent.name}/{path.name}\0".encode("utf-8", "surrogateescape"))
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            digest.update(b"unreadable")
    return digest.hexdigest()


def stamped(folder: Path = CONTENT) -> list[Path]:
    """The files whose change changes the content."""
    found = [path for name in FOLDERS for path in content_files(folder / name)]
    files = [path for path in found if isinstance(path, Path)]
    files += [_smalltalk_file(folder), folder / synonyms.FILE, folder / gold.FILE]
    return [path for path in files if path.is_file() and not path.is_symlink()]


def passage_of(entry: Entry) -> Passage:
    """What is searched and shown of an entry."""
    fields = entry.fields
    told = hashlib.sha256(f"{entry.question}\0{entry.answer}".encode()).hexdigest()
    return Passage(
        id=entry.id,
        title=entry.title,
        phrasings=tuple(dict.fromkeys((entry.question, *fields.alternates))),
        text=_plain_text(entry.answer),
        answer=entry.answer,
        topic=fields.topic,
        tags=fields.tags,
        see_also=fields.see_also,
        language=fields.language,
        reference=fields.reference,
        reviewed=fields.reviewed.isoformat() if fields.reviewed else "",
        source=entry.source,
        article=entry.article,
        article_title=entry.article_title,
        hash=told[:12],
    )


def _missing(folder: Path) -> Problem:
    remedy = "put your files into its folder 'entries'"
    return Problem(Source(shown(folder), 1), "no content here", remedy)


def _apart(found: Found) -> tuple[list[Entry], list[Problem]]:
    """Entries and problems, each in their order."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for item in found:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            entries.append(item)
    return entries, problems


def _everything(folder: Path) -> Found:
    for name in FOLDERS:
        for path in content_files(folder / name):
            if isinstance(path, Problem):
                yield path
            else:
                yield from _file(name, path)


def _file(folder: str, path: Path) -> Found:
    text = text_of(path)
    if isinstance(text, Problem):
        yield text
    else:
        yield from _read((folder, path, shown(path), text))


def _units(file: tuple[str, Path, str, str]) -> tuple[Entry | Problem, ...]:
    """What a file holds, given its folder, its path, the path as messages name it, and its text."""
    folder, path, name, text = file
    if path.suffix.lower() == ".csv":
        return tuple(table.entries(name, text))
    return tuple(document.questions(path, text) if folder == "entries" else document.article(path, text))


_read: Final = Memory(_units)
_plain_text: Final = Memory(plain_text)


def _smalltalk_file(folder: Path) -> Path:
    own = folder / SMALLTALK
    return own if own.is_file() and not own.is_symlink() else CONTENT / SMALLTALK


def _smalltalk(folder: Path) -> Found:
    path = _smalltalk_file(folder)
    own = folder / SMALLTALK
    if own.is_symlink():
        yield Problem(Source(shown(own), 1), "a link is not read", "put the file itself here", loses=True)
    text = text_of(path)
    if isinstance(text, Problem):
        yield text
    else:
        yield from document.questions(path, text)
