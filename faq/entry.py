"""A heading with the lines below it into an entry: the grammar authors write in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from faq import fields as known
from faq.answer import answer_of
from faq.dialect import SWALLOWING, invisible
from faq.fields import FieldError
from faq.limits import ANSWER_CHARACTERS, QUESTION_CHARACTERS
from faq.markdown import Section
from faq.records import Entry, Fields, Problem, Source

_LINE = re.compile(r" {0,3}([A-Za-z][A-Za-z _-]{2,20}?)\s*:(?:\s+(.*)|\s*)$")
ANSWER = "Answer:"
"""A line of its own that ends the fields, for an answer that begins like one of them."""
_PLAIN_LETTER = re.compile("[A-Za-z0-9]")
_BULLET = re.compile(r"\s{0,3}[-*+]\s+(\S.*)$")


def slug(text: str) -> str:
    """The id that a heading gets when its author gave it none.

    Examples
    --------
    >>> slug("What's a **subnet** mask?")
    'what-s-a-subnet-mask'
    """
    plain = unicodedata.normalize("NFKC", text[:QUESTION_CHARACTERS]).casefold()
    words = re.findall(r"[^\W_]+", plain)
    return "-".join(words)[:80].rstrip("-")


def _is_worded(question: str) -> bool:
    """Whether a question has a slug; nearly all do, which a letter or digit of ASCII shows at once."""
    return _PLAIN_LETTER.search(question, 0, QUESTION_CHARACTERS) is not None or slug(question) != ""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below a heading, taken apart."""

    values: dict[str, str | list[str]]
    """Field name, folded, to what was typed."""
    lines: dict[str, int]
    """Field name, folded, to its line."""
    unknown: tuple[tuple[str, int], ...]
    """Lines that look like a misspelt field."""
    twice: tuple[tuple[str, int], ...]
    answer: str
    answer_line: int


def body_of(section: Section) -> Body:
    """The field lines at the top of a section, and the answer below them.

    The answer begins at the first line that is no known field, no item of `Also asked` and not blank, or
    below a line `Answer:`.
    """
    lines = section.body.split("\n")
    values: dict[str, str | list[str]] = {}
    places: dict[str, int] = {}
    unknown: list[tuple[str, int]] = []
    twice: list[tuple[str, int]] = []
    place = 0
    while place < len(lines):
        number = section.body_line + place
        if not lines[place].strip():
            place += 1
            continue
        if lines[place].strip() == ANSWER:
            place = _written(lines, place + 1)
            break
        name, value = _field(lines[place])
        if name in known.OF_A_HEADING:
            (twice.append((name, number)) if name in values else places.update({name: number}))
            values[name], place = _value(name, value, lines, place + 1)
        elif name and _misspelt(name, value):
            unknown.append((name, number))
            place += 1
        else:
            break
    answer = "\n".join(lines[place:]).rstrip()
    return Body(values, places, tuple(unknown), tuple(twice), answer, section.body_line + place)


def _written(lines: list[str], place: int) -> int:
    """The first line from a place on that is not blank."""
    return next((number for number in range(place, len(lines)) if lines[number].strip()), len(lines))


def _field(line: str) -> tuple[str, str]:
    found = _LINE.match(line)
    return (known.folded(found[1]), (found[2] or "").strip()) if found else ("", "")


def _misspelt(name: str, value: str) -> bool:
    """Whether a line that is no field was probably meant as one; answers may begin with `Note: …`."""
    if len(value) > 200:
        return False
    return name in known.NAMES or known.near(name, known.OF_A_HEADING).startswith("did you mean")


def _value(name: str, value: str, lines: list[str], place: int) -> tuple[str | list[str], int]:
    """The value of a field and where the next thing begins; only `Also asked` takes several lines."""
    if name != "also asked":
        return value, place
    items = [value] if value else []
    while place < len(lines):
        bullet = _BULLET.match(lines[place])
        if bullet:
            items.append(bullet[1].strip())
        elif items and lines[place].startswith("  ") and lines[place].strip() and lines[place - 1].strip():
            items[-1] += " " + lines[place].strip()
        elif lines[place].strip():
            break
        place += 1
    return items, place


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: what it inherits from its file, and its article if it has one."""

    path: str
    defaults: Fields
    article: str = ""
    article_title: str = ""


def entry_of(section: Section, place: Place) -> tuple[Entry | None, tuple[Problem, ...]]:
    """The entry that a section holds, and everything wrong with it.

    Returns
    -------
    tuple of Entry or None and tuple of Problem
        None when there is nothing to show: no question, no answer, or one beyond the limits.
    """
    body = body_of(section)
    problems = [_unknown(place.path, *found) for found in body.unknown]
    problems += [_twice(place.path, *found) for found in body.twice]
    fields, wrong = fields_of(place.path, place.defaults, body.values, body.lines)
    entry = Entry(
        id=slug(section.heading) if section.id is None else section.id,
        question=section.heading,
        answer=body.answer,
        fields=fields,
        source=Source(place.path, section.line),
        article=place.article,
        article_title=place.article_title,
    )
    usable, more = checked(entry, body.answer_line)
    return usable, (*problems, *wrong, *more)


def _unknown(path: str, name: str, line: int) -> Problem:
    if name in known.NAMES:
        remedy = "write it at the top of the file, between two lines '---'"
        return Problem(Source(path, line), f"field {name!r} is for a whole file", remedy)
    return Problem(Source(path, line), f"unknown field {name!r}", known.near(name, known.OF_A_HEADING))


def _twice(path: str, name: str, line: int) -> Problem:
    return Problem(Source(path, line), f"field {name!r} stands twice", "keep one of them")


def fields_of(
    path: str,
    defaults: Fields,
    values: Mapping[str, str | list[str]],
    lines: Mapping[str, int],
) -> tuple[Fields, tuple[Problem, ...]]:
    """The defaults overruled by typed values; a value that cannot be used is reported and left out.

    Parameters
    ----------
    path : str
        Of the content file, for messages.
    defaults : Fields
    values : mapping of str to str or list of str
        Folded field name to what was typed.
    lines : mapping of str to int
        Folded field name to its line.
    """
    problems = []
    for name, value in values.items():
        try:
            defaults = known.with_values(defaults, {name: value})
        except FieldError as error:
            problems.append(Problem(Source(path, lines[name]), error.what, error.remedy))
    return defaults, tuple(problems)


def checked(entry: Entry, answer_line: int) -> tuple[Entry | None, tuple[Problem, ...]]:
    """The entry itself, or None if it has nothing to show, and what is wrong with its texts."""
    if fatal := tuple(replace(problem, loses=True) for problem in _fatal(entry)):
        return None, fatal
    path, start = entry.source.path, entry.source.line
    unseen = [Problem(Source(path, start), what, remedy) for _, what, remedy in invisible(entry.question)]
    problems = [
        Problem(Source(path, answer_line + line - 1), what, remedy, loses=what in SWALLOWING)
        for line, what, remedy in answer_of(entry.answer).findings
    ]
    return entry, (*unseen, *problems)


def _fatal(entry: Entry) -> Iterator[Problem]:
    row = entry.source.path.lower().endswith(".csv")
    worded = _is_worded(entry.question)
    if not worded:
        what, remedy = "a heading without words", "write the question there"
        yield Problem(entry.source, "a row without a question" if row else what, remedy)
    if len(entry.question) > QUESTION_CHARACTERS:
        what = f"a question longer than {QUESTION_CHARACTERS} characters"
        yield Problem(entry.source, what, "shorten it; the details belong in the answer")
    if worded and not known.is_id(entry.id):
        remedy = "use letters, digits and single hyphens, as in "
        remedy += "subnet-mask" if row else "{#subnet-mask}"
        yield Problem(entry.source, f"{entry.id!r} cannot be an id", remedy)
    if not entry.answer.strip():
        remedy = "write it in the column 'answer'" if row else "write it below the heading"
        yield Problem(entry.source, f"{entry.question!r} has no answer", remedy)
    if len(entry.answer) > ANSWER_CHARACTERS:
        what = f"an answer longer than {ANSWER_CHARACTERS:,} characters"
        yield Problem(entry.source, what, "split it into several entries")
