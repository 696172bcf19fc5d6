"""A question that visitors asked into the patch that would help them; nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from authoring.adding.alternates import with_alternate
from authoring.adding.new import Draft, file_for, file_named, inserted, present
from authoring.adding.reading import read
from authoring.inbox.copying import standing
from authoring.inbox.goldrow import with_out_of_scope
from authoring.inbox.patch import Patch, patch_of
from authoring.records import CommandError
from faq import Entry, Passage, entries, gold, load
from faq.files import FOLDERS
from retrieval.text import words


def as_alternate(question: str, name: str, content: Path, pending: Patch = Patch()) -> Patch:
    """The question as another way to ask an entry or a section; an empty patch if it is one already.

    Parameters
    ----------
    question : str
    name : str
        The id, with or without `#`.
    content : Path
        The content folder.
    pending : Patch
        What the new patch is made on top of.

    Raises
    ------
    CommandError
        When there is no such entry, or the question cannot be a phrasing of it.
    """
    with standing(content, pending) as folder:
        found = entry_named(name, folder)
        path = path_of(found, folder)
        before = path.read_bytes()
        return patch_of(path, before, with_alternate(before.decode(), found, question).encode(), folder)


def entry_named(name: str, content: Path) -> Entry:
    """The entry or section with an id, with or without `#`.

    Raises
    ------
    CommandError
        When there is none.
    """
    found = next((entry for entry in entries(content) if entry.id == name.removeprefix("#")), None)
    if found is None:
        raise CommandError(f"no entry {name!r}; list them with `python -m retrieval ask`")
    return found


def path_of(entry: Entry, content: Path) -> Path:
    """The file in which an entry stands."""
    return content / ("articles" if entry.article else "entries") / Path(entry.source.path).name


def as_entry(
    draft: Draft,
    content: Path,
    today: date,
    *,
    file: str = "",
    topic: str = "",
    nearest: Sequence[Passage] = (),
    pending: Patch = Patch(),
) -> Patch:
    """A new entry.

    Parameters
    ----------
    draft : Draft
        Question, answer, alternates and tags.
    content : Path
        The content folder.
    today : date
        When the answer was reviewed, where the file says that such things are told.
    file : str
        The name of the file, which need not be there yet; else the usual one.
    topic : str
        Of a file that is not there yet; only files of this topic are usual ones.
    nearest : sequence of Passage
        What the assistant finds for the question now, best first: they say which file is usual.
    pending : Patch
        What the new patch is made on top of.

    Raises
    ------
    CommandError
        When the entry cannot stand there as it is.
    """
    with standing(content, pending) as folder:
        path = file_named(file, folder) if file else usual_file(nearest, topic, folder)
        made = inserted(draft, path, taken(folder), today, topic)
        return patch_of(path, made.before, made.after, folder)


def usual_file(nearest: Sequence[Passage], topic: str, content: Path) -> Path:
    """The file for a new entry: that of most of the nearest ones, or of its topic if those have another.

    Parameters
    ----------
    nearest : sequence of Passage
        Best first.
    topic : str
        Any, if it is empty.
    content : Path
    """
    if any(topic in ("", passage.topic) and not passage.article for passage in nearest):
        return file_for(nearest, content, topic)
    return file_for(load(content).passages, content, topic)


def taken(content: Path) -> set[str]:
    """Ids that a new entry cannot have."""
    known = entries(content)
    former = {old for entry in known for old in entry.fields.formerly}
    return former | {entry.id for entry in known} | {entry.article for entry in known}


def ids_added(patch: Patch) -> tuple[str, ...]:
    """The ids of the entries and sections that a patch adds, in the order of its files."""
    found: list[str] = []
    for change in patch.changes:
        before, after = (_ids(change.path, data or b"") for data in (change.before, change.after))
        found += [name for name in after if name not in before]
    return tuple(found)


def _ids(path: str, data: bytes) -> list[str]:
    if path.partition("/")[0] not in FOLDERS:
        return []
    return [entry.id for entry in read(Path(path), data.decode()).entries]


def as_out_of_scope(question: str, content: Path, pending: Patch = Patch()) -> Patch:
    """The question as one that nothing here answers: a row with `-` in the gold questions.

    The checks, and the calibration of the confidence, learn from it. The file is made if it is missing. An
    empty patch if such a row is there.

    Raises
    ------
    CommandError
        When the file cannot take the row, or when it or an entry says that something answers the question.
    """
    with standing(content, pending) as folder:
        _refuse_answered(question, folder)
        path = folder / gold.FILE
        before, text = present(path)
        return patch_of(path, before, with_out_of_scope(path, text, question).encode(), folder)


def _refuse_answered(question: str, content: Path) -> None:
    """Refuse a question that is a phrasing of an entry: the calibration would learn a contradiction."""
    asked = words(question)
    for entry in entries(content):
        if any(words(phrasing) == asked for phrasing in (entry.question, *entry.fields.alternates)):
            what = f"{entry.source}: {question!r} is a way to ask #{entry.id}"
            raise CommandError(f"{what}; take it out there first")
