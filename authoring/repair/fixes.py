"""Mechanical mistakes in content files, mended without a question, and nothing else touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from authoring.adding.reading import read
from authoring.repair import repairs, rowrepairs
from authoring.repair.repairs import Fix, Fixed
from authoring.writing import write
from faq import Entry, Source, entries
from faq.files import FOLDERS, content_files, shown, text_of
from faq.load import SMALLTALK
from faq.markdown import plain_text, sections

Step = Callable[[str], Fixed]


@dataclass(frozen=True, slots=True)
class Repair:
    """A file whose text changes."""

    path: Path
    before: bytes
    after: bytes
    fixes: tuple[Fix, ...]

    def __iter__(self) -> Iterator[tuple[Source, Fix]]:
        """Each fix with its place."""
        return ((Source(shown(self.path), fix.line), fix) for fix in self.fixes)


def repaired(folder: Path) -> tuple[Repair, ...]:
    """What can be mended in the files of a content folder; nothing is written.

    A step that would change what an entry says, or bring a new problem, is not taken.
    """
    used = {entry.source: entry.id for entry in entries(folder)}
    found = [path for name in FOLDERS for path in content_files(folder / name)]
    own = folder / SMALLTALK
    files = [path for path in (*found, own) if isinstance(path, Path) and path.is_file()]
    each = (_repair(path, used) for path in files if not path.is_symlink() and isinstance(text_of(path), str))
    return tuple(repair for repair in each if repair.fixes)


def apply(repair: Repair) -> None:
    """Write a repaired file, as a whole or not at all; one in which nothing changes is left alone."""
    if repair.after != repair.before:
        write(repair.path, repair.after, repair.before)


def _repair(path: Path, used: Mapping[Source, str]) -> Repair:
    before = path.read_bytes()
    text = before.decode()
    fixes: list[Fix] = []
    for step in _steps(path, text, used):
        changed, made = step(text)
        if changed == text or _says_the_same(path, text, changed):
            text = changed
            fixes += made
    return Repair(path, before, text.encode(), tuple(sorted(fixes, key=lambda fix: fix.line)))


def _steps(path: Path, text: str, used: Mapping[Source, str]) -> tuple[Step, ...]:
    ids = {source.line: name for source, name in used.items() if source.path == shown(path)}
    if path.parent.name == "articles":
        plain, _ = repairs.with_plain_ends(text)
        ids |= {section.line: path.stem for section in sections(plain) if section.level == 1}
    if path.suffix.lower() == ".csv":
        return (
            rowrepairs.with_last_line_ended,
            rowrepairs.with_iso_dates_in_rows,
            partial(rowrepairs.with_ids_in_rows, ids=ids),
        )
    return (
        repairs.with_plain_ends,
        repairs.without_trailing_spaces,
        repairs.with_iso_dates,
        partial(repairs.with_ids, ids=ids),
    )


def _says_the_same(path: Path, before: str, after: str) -> bool:
    """Whether a change leaves every entry what it says, and brings no problem."""
    said, says = read(path, before), read(path, after)
    same = list(map(_said, said.entries)) == list(map(_said, says.entries))
    return same and not Counter(says.problems) - Counter(said.problems)


def _said(entry: Entry) -> tuple[object, ...]:
    """What must stay: everything but the id, the date of the review, and spaces that nobody sees."""
    return entry.question, plain_text(entry.answer), replace(entry.fields, reviewed=None), entry.article
