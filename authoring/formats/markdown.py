"""Our own files, one or a whole content folder: the native format as one among the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from authoring.formats.bundle import Found, noted, path_of
from authoring.formats.decoding import decoded
from authoring.formats.records import Draft, Format, Raw, Skip, Written
from authoring.shelving import shelved
from faq import Entry, Problem
from faq.dialect import findings
from faq.document import article, questions
from faq.files import FOLDERS
from faq.table import entries as table_entries

_ID: Final = re.compile(r"^##? .*\{#[^{}]+\}\s*$", re.MULTILINE)

_TITLE_ID: Final = re.compile(r"^# .*\{#[^{}]+\}\s*$", re.MULTILINE)
"""Only the title of an article has one."""


def _recognises(raws: Sequence[Raw]) -> bool:
    if any(_folder(raw) for raw in raws):
        return any(_folder(raw) and raw.path.suffix.lower() in FOLDERS[_folder(raw)] for raw in raws)
    return bool(raws) and all(
        raw.path.suffix.lower() == ".md" and _ID.search(decoded(raw.data).text) for raw in raws
    )


def _folder(raw: Raw) -> str:
    """The folder of a content folder in which a file lies."""
    return raw.path.parts[0] if len(raw.path.parts) == 2 and raw.path.parts[0] in FOLDERS else ""


def _read(raws: Sequence[Raw]) -> Found:
    return noted(raws, _rows(raws))


def _rows(raws: Sequence[Raw]) -> Found:
    is_folder = any(map(_folder, raws))
    for raw in raws:
        path = path_of(raw, raws)
        if is_folder and not _folder(raw):
            yield Skip(1, "it does not lie in 'entries' or 'articles'", path=path)
        else:
            yield from _drafts(_found(raw), path)


def _found(raw: Raw) -> Iterable[Entry | Problem]:
    text = decoded(raw.data).text
    if raw.path.suffix.lower() == ".csv":
        return table_entries(raw.path.as_posix(), text)
    is_article = _folder(raw) == "articles" or (not _folder(raw) and _TITLE_ID.search(text) is not None)
    return (article if is_article else questions)(Path("/", raw.path), text)


def _drafts(found: Iterable[Entry | Problem], path: str) -> Iterator[Draft | Skip]:
    """The entries, each with what is wrong with its fields; what is wrong with its answer is mended later."""
    problems: list[Problem] = []
    for item in found:
        if isinstance(item, Entry):
            known = {what for _, what, _ in findings(item.answer)} if problems else set()
            yield _draft(item, path, [problem.what for problem in problems if problem.what not in known])
            problems = []
        elif item.loses:
            yield Skip(item.source.line, item.what, path=path)
        else:
            problems.append(item)


def _draft(entry: Entry, path: str, wrong: Sequence[str]) -> Draft:
    fields = entry.fields
    return Draft(
        line=entry.source.line,
        path=path,
        question=entry.question,
        answer=entry.answer,
        id=entry.id,
        alternates=fields.alternates,
        topic=fields.topic,
        language=fields.language,
        tags=fields.tags,
        see_also=fields.see_also,
        formerly=fields.formerly,
        reviewed=fields.reviewed,
        review_every=fields.review_every,
        status=fields.status,
        reference=fields.reference,
        metadata=fields.metadata,
        article=entry.article_title,
        changes=tuple(wrong),
    )


def _write(entries: Sequence[Entry]) -> Written:
    return Written(tuple((path, text.encode()) for path, text in shelved(entries)))


FORMATS: Final = (
    Format(
        name="markdown",
        title="Our own Markdown, files or a content folder",
        recognises=_recognises,
        read=_read,
        write=_write,
    ),
)
