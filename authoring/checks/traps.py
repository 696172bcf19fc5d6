"""What Streamlit would draw otherwise than its author typed it, answer by answer.

Each rule was seen in a browser with the Streamlit of `requirements.txt`, on answers as `chat.markup.shown`
gives them to the page. What that makes harmless needs no warning: pictures become links, links to entries
become permalinks, and questions are escaped as a whole, which leaves only arrows and the like to be drawn
otherwise. Nor does what is drawn as it was typed: text in angle brackets, times such as `10:30`, `$5` and
`$50` in one sentence, options such as `--no-wrap`. Ids of small headings are harmless too, since no link of
ours leads to one. What `faq.dialect` refuses is an error already.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from authoring.checks.markup import blocks, directives, dollars, marks, symbols
from authoring.checks.markup.prose import Prose, prose_of, proses
from authoring.checks.markup.prose import blocks as parsed_blocks
from authoring.checks.markup.records import Trap
from authoring.checks.material import Material
from authoring.records import Finding
from faq import Source


def findings(material: Material) -> Iterator[Finding]:
    """Every trap in the answers that visitors see, in drafts, and in small talk."""
    for entry in material.shown:
        for trap in symbols.signs(prose_of(entry.question)):  # a label's backslashes do not help against them
            yield Finding(trap.level, "trap", entry.source, trap.what, trap.remedy, (entry.id,))
    answers = [(entry.id, entry.source, entry.answer) for entry in material.shown]
    answers += [(friendly.id, friendly.source, friendly.answer) for friendly in material.content.smalltalk]
    for number, (name, source, answer) in enumerate(answers):
        material.progress("looking for traps", number, len(answers))
        first = material.begins[source]
        for trap in traps(answer):
            place = Source(source.path, first + trap.line - 1)
            yield Finding(trap.level, "trap", place, trap.what, trap.remedy, (name,))


def traps(answer: str) -> tuple[Trap, ...]:
    """Every trap in an answer, in the order of its lines, each once a line.

    Examples
    --------
    >>> [trap.what for trap in traps("Water is H~2~O; `a -> b`, c -> d")]
    ["'~2~' is struck out", "'->' is drawn as '→'"]
    """
    parsed = parsed_blocks(answer)
    found = [
        *blocks.footnotes(answer, parsed),
        *blocks.headings(parsed),
        *blocks.quotations(parsed),
        *blocks.tables(answer, parsed),
        *marks.accidental(parsed),
    ]
    for prose in proses(answer, parsed):
        found += _of_prose(prose, answer)
    return tuple(dict.fromkeys(sorted(found, key=lambda trap: trap.line)))


def _of_prose(prose: Prose, answer: str) -> Iterator[Trap]:
    if dollars.formulas_are_drawn(answer):
        for begin, end in tuple(dollars.formulas(prose)):
            yield from dollars.accidental(prose, begin, end)
            prose = prose.masked(begin, end)
    if symbols.pictures_are_drawn(answer):
        yield from symbols.pictures(prose)
    for rule in _RULES:
        yield from rule(prose)


_RULES: Final = (
    marks.tildes,
    marks.lonely,
    symbols.signs,
    directives.within_lines,
    directives.whole_lines,
    blocks.no_tables,
)
"""Each looks at one stretch of prose."""
