"""A question that has no entry yet into one: what is near it, where it belongs, and what it is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path

from authoring.adding.insertion import defaults_of, insertion
from authoring.records import CommandError
from authoring.shelving import file_names
from faq import Entry, Fields, Passage, Source
from faq.entry import slug
from faq.files import FOLDERS, passed_over, shown, text_of
from faq.limits import QUESTION_CHARACTERS

ENTRIES = "entries"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an author says of a new entry."""

    question: str
    answer: str
    alternates: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Insertion:
    """A file as it will be with a new entry."""

    path: Path
    before: bytes | None
    """None for a file that is not there yet."""
    after: bytes
    entry: Entry


def file_for(nearest: Sequence[Passage], folder: Path, topic: str = "") -> Path:
    """The file that a new entry belongs to: where most of the nearest entries stand.

    Parameters
    ----------
    nearest : sequence of Passage
        Best first.
    folder : Path
        Of the content.
    topic : str
        Only files of this topic count; one that has none yet gets a file of its own.
    """
    entries = [passage for passage in nearest if not passage.article and topic in ("", passage.topic)]
    names = Counter(Path(passage.source.path).name for passage in entries)
    if names:
        return folder / ENTRIES / names.most_common(1)[0][0]
    return folder / ENTRIES / f"{next(file_names(slug(topic) or 'questions'))}.md"


def file_named(name: str, folder: Path) -> Path:
    """The file that an author names for a new entry: by its name alone, or by a path.

    Raises
    ------
    CommandError
        When entries are not read from there.
    """
    typed = Path(name)
    path = folder / ENTRIES / typed if len(typed.parts) == 1 else typed
    if path.resolve().parent != (folder / ENTRIES).resolve():
        raise CommandError(f"{name}: not in {shown(folder / ENTRIES)}; name a file of that folder")
    if path.suffix.lower() not in FOLDERS[ENTRIES] or passed_over(path.name):
        raise CommandError(f"{name}: this kind of file is not read; use {' or '.join(FOLDERS[ENTRIES])}")
    return path


def free_id(question: str, taken: Collection[str]) -> str:
    """The id of a new entry: its words, and a number if another entry has that id.

    Examples
    --------
    >>> free_id("Is there cake?", {"is-there-cake"})
    'is-there-cake-2'
    """
    name = slug(question)
    numbered = (f"{name}-{number}" for number in count(2))
    return name if name not in taken else next(other for other in numbered if other not in taken)


def inserted(draft: Draft, path: Path, taken: Collection[str], today: date, topic: str = "") -> Insertion:
    """A file with one more entry; nothing is written.

    Parameters
    ----------
    draft : Draft
    path : Path
        Of the file, which need not be there yet.
    taken : collection of str
        Ids in use, former ones too.
    today : date
        When the answer was reviewed, where the file says that such things are told.
    topic : str
        Of a file that is not there yet.

    Raises
    ------
    CommandError
        When the entry cannot stand there as it is; the text says why.
    """
    question = " ".join(draft.question.split())
    if not slug(question) or len(question) > QUESTION_CHARACTERS:
        raise CommandError(f"no question of 1 to {QUESTION_CHARACTERS} characters; write what visitors ask")
    before, text = present(path)
    fields = _fields(draft, path, text, today, topic)
    place = Source(shown(path), text.count("\n") + 1)
    answer = "\n".join(draft.answer.strip().splitlines())
    entry = Entry(free_id(question, taken), question, answer, fields, place)
    after = insertion(path, text, entry)
    return Insertion(path, before, after.encode(), entry)


def present(path: Path) -> tuple[bytes | None, str]:
    """The bytes and the text of a file; None and an empty text for one that is not there.

    Raises
    ------
    CommandError
        When it cannot be read, or is no text.
    """
    if path.is_symlink():
        raise CommandError(f"{shown(path)}: a link is not read; name the file itself")
    if not path.exists():
        return None, ""
    sound = text_of(path)
    if not isinstance(sound, str):
        raise CommandError(str(sound))
    before = path.read_bytes()
    return before, before.decode()


def _fields(draft: Draft, path: Path, text: str, today: date, topic: str) -> Fields:
    defaults = defaults_of(path, text)
    if not text.strip() and topic and path.suffix.lower() != ".csv":
        defaults = replace(defaults, topic=topic)
    tags = dict.fromkeys((*defaults.tags, *(tag.lower() for tag in draft.tags)))
    dated = today if defaults.reviewed or defaults.review_every else None
    alternates = tuple(dict.fromkeys(" ".join(told.split()) for told in draft.alternates if told.strip()))
    return replace(defaults, alternates=alternates, tags=tuple(tags), reviewed=dated)
