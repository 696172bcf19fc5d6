"""Defects that an author may leave in content files, drawn by chance, beside look-alikes that are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final, TypeAlias, TypeVar

from faq import Source
from faq.files import shown
from faq.markdown import sections

Choice = TypeVar("Choice")

WORDS: Final = (
    *(
        "ferry",
        "kiosk",
        "lantern",
        "orchard",
        "pier",
        "quarry",
        "saddle",
        "tunnel",
        "velvet",
        "willow",
        "anchor",
    ),
    *(
        "barrel",
        "candle",
        "drawer",
        "engine",
        "funnel",
        "garden",
        "hammer",
        "island",
        "jacket",
        "kettle",
        "ladder",
    ),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A defect, or a look-alike of one, at its place."""

    name: str
    source: Source
    what: str = ""
    """A part of what is to be said of it; empty for a look-alike."""


Snippet: TypeAlias = Callable[[Random], tuple[str, int, str]]
"""Gives text, the line of the defect within it (from 0), and a part of what is to be said."""


def word(chance: Random) -> str:
    return chance.choice(WORDS)


def _sign(chance: Random) -> tuple[str, int, str]:
    sign = chance.choice(["->", "<-", "<->", "--", ">=", "<=", "~="])
    return f"First the {word(chance)},\nthe {word(chance)} {sign} {word(chance)}.", 1, f"'{sign}' is drawn as"


def _directive(chance: Random) -> tuple[str, int, str]:
    name = word(chance)
    return f"See {word(chance)}:{name}[{chance.randrange(90)}] for more.", 0, f"of ':{name}[…]' only a part"


def _unknown_directive(chance: Random) -> tuple[str, int, str]:
    name = word(chance)
    return f"The :{name}[{word(chance)}] is open.", 0, f"of ':{name}[…]' only a part"


def _picture(chance: Random) -> tuple[str, int, str]:
    name = chance.choice(["x", "warning", "100", "tada", "key", "ok"])
    return f"Write :{name}: for the {word(chance)}.", 0, f"':{name}:' is drawn as a small picture"


def _tildes(chance: Random) -> tuple[str, int, str]:
    low = chance.randrange(2, 9)
    return f"It takes {low}~{low + 3} days, or {low}~{low + 9} by {word(chance)}.", 0, "is struck out"


def _footnote(chance: Random) -> tuple[str, int, str]:
    name = chance.choice(["1", "2", "note", "a"])
    text = f"The {word(chance)}[^{name}] is old.\n\n[^{name}]: Since the {word(chance)} was built."
    return text, 2, f"the footnote [^{name}] gets mixed up"


def _money(chance: Random) -> tuple[str, int, str]:
    low = chance.randrange(2, 90)
    return (
        f"A {word(chance)} costs {low}$. With a {word(chance)} it is {low + 5}$.",
        0,
        "is drawn as a formula",
    )


def _heading_id(chance: Random) -> tuple[str, int, str]:
    name = word(chance)
    return (
        f"### The {name} {{#{name}}}\n\nIt is round.",
        0,
        f"the id '{{#{name}}}' of a small heading is shown",
    )


def _deep_heading(chance: Random) -> tuple[str, int, str]:
    return f"##### The {word(chance)}\n\nIt is round.", 0, "a heading '#####'"


def _backtick(chance: Random) -> tuple[str, int, str]:
    return f"Type `{word(chance)} and wait.", 0, "a backtick without its partner"


def _row(chance: Random) -> tuple[str, int, str]:
    cell = word(chance)
    return f"| a | b |\n|---|---|\n| {word(chance)} | 1 | {cell} |", 2, f"'{cell}' is not shown"


def _no_table(chance: Random) -> tuple[str, int, str]:
    return f"| a | b |\n|---|\n| {word(chance)} | 1 |", 1, "is shown as text"


def _lost_line(chance: Random) -> tuple[str, int, str]:
    name = word(chance)
    return (
        f"The {word(chance)} is called\n::{name}\nby the crew.",
        1,
        f"'::{name}' at the beginning of a line",
    )


TRAPS: Final[tuple[Snippet, ...]] = (
    *(_sign, _directive, _unknown_directive, _picture, _tildes, _footnote, _money),
    *(_heading_id, _deep_heading, _backtick, _row, _no_table, _lost_line),
)

LOOK_LIKE_TRAPS: Final[tuple[Callable[[Random], str], ...]] = (
    lambda chance: f"Type `{word(chance)} -> {word(chance)}` there.",
    lambda chance: f"```\n{word(chance)} -- 5 >= 3 :x: H~2~O $5 and 6$\n[^1]: {word(chance)}\n```",
    lambda chance: f"From ${chance.randrange(9)} to ${chance.randrange(10, 99)} for a {word(chance)}.",
    lambda chance: f"It opens at 10:30 and closes at {chance.randrange(12, 24)}:45:00.",
    lambda chance: f"The option --no-{word(chance)} helps, pages 3--{chance.randrange(4, 99)}.",
    lambda chance: f"About ~{chance.randrange(9)} to ~{chance.randrange(10, 99)} minutes by {word(chance)}.",
    lambda chance: f"Note: the {word(chance)} [see below] is closed.",
    lambda chance: f"The ~~{word(chance)}~~ is gone, \\~this\\~ is not.",
    lambda chance: (
        f"Read [the {word(chance)} -> page](https://example.org/a--b) or <https://example.org/~me>."
    ),
    lambda chance: f"| a | b |\n|---|---|\n| `{word(chance)}\\|x` | 2 |",
    lambda chance: f"The {word(chance)} is 3 < 5 > 2, x->y, a<b.",
    lambda chance: f"Give {word(chance)}\\:note\\[1] and 2001:db8::{chance.randrange(9)} and key:[v].",
    lambda chance: f"The reference [^{chance.randrange(9)}] leads nowhere and stays as it is.",
)


def plant_traps(folder: Path, chance: Random, count: int) -> tuple[list[Planted], list[Planted]]:
    """Put traps and as many look-alikes below answers of a content folder; where each stands then."""
    wanted = [_named(snippet, chance) for snippet in _some(TRAPS, chance, count)]
    wanted += [("look-alike", look(chance), 0, "") for look in _some(LOOK_LIKE_TRAPS, chance, count)]
    homes = [
        (file, section.line)
        for file in sorted((folder / "entries").glob("*.md"))
        for section in sections(file.read_text(encoding="utf-8"))
        if section.level == 2
    ]
    given: dict[Path, dict[int, Snipped]] = {}
    # One an answer: a formula, say, turns the prices elsewhere in its answer into formulas too.
    for (file, line), snipped in zip(chance.sample(homes, len(wanted)), wanted, strict=True):
        given.setdefault(file, {})[line] = snipped
    planted = [each for file, below in given.items() for each in _into(file, below)]
    return [each for each in planted if each.what], [each for each in planted if not each.what]


Snipped: TypeAlias = tuple[str, str, int, str]
"""Name, text, line of the defect within it, part of what is to be said."""


def _named(snippet: Snippet, chance: Random) -> Snipped:
    return (snippet.__name__.strip("_"), *snippet(chance))


def _some(choices: Sequence[Choice], chance: Random, count: int) -> list[Choice]:
    """Each choice as often as any other, but for one, in any order."""
    every = [choices[number % len(choices)] for number in range(count)]
    chance.shuffle(every)
    return every


def _into(file: Path, below: dict[int, Snipped]) -> Iterator[Planted]:
    """Put texts at the ends of the answers below some headings, and tell where each stands."""
    lines: list[str] = []
    for section in sections(text := file.read_text(encoding="utf-8")):
        if not lines:
            lines = text.split("\n")[: section.line - 1]
        lines += text.split("\n")[section.line - 1 : section.body_line - 1] + section.body.rstrip().split(
            "\n"
        )
        if section.line in below:
            name, snippet, at, what = below[section.line]
            yield Planted(name, Source(shown(file), len(lines) + 2 + at), what)
            lines += ["", *snippet.split("\n")]
        lines.append("")
    file.write_text("\n".join(lines), encoding="utf-8")


def plant_overdue(
    folder: Path, chance: Random, today: date, count: int
) -> tuple[list[Planted], list[Planted]]:
    """A file of entries whose review is overdue, among as many that are due today or later."""
    lines = ["# Reviews", ""]
    planted = []
    kinds = [True] * count + [False] * count
    chance.shuffle(kinds)
    file = folder / "entries" / "reviews.md"
    for number, late in enumerate(kinds):
        every = chance.choice(["days", "weeks", "months", "years"])
        amount = chance.randrange(1, 40)
        exact = _before(today, amount, every)
        late_by, early_by = timedelta(chance.randrange(1, 900)), timedelta(chance.randrange(3))
        reviewed = exact - late_by if late else min(exact + early_by, today)
        source = Source(shown(file), len(lines) + 1)
        planted.append(
            Planted("overdue" if late else "due", source, "its review is overdue by" if late else "")
        )
        lines += [f"## Where is {word(chance)} number {number}? {{#review-{number}}}", ""]
        lines += [f"Reviewed: {reviewed}", f"Review every: {amount} {every}", "", "Here.", ""]
    file.write_text("\n".join(lines), encoding="utf-8")
    return [each for each in planted if each.what], [each for each in planted if not each.what]


def _before(today: date, amount: int, unit: str) -> date:
    """A day whose review is due exactly today, worked out the other way round."""
    assert today.day <= 28, "which every month has"
    if unit in ("days", "weeks"):
        return today - timedelta(days=amount * (7 if unit == "weeks" else 1))
    months = today.year * 12 + today.month - 1 - amount * (12 if unit == "years" else 1)
    return date(months // 12, months % 12 + 1, today.day)


Mistake: TypeAlias = tuple[str, str, str, int, str]
"""Name, file, text, line of the mistake, part of what is to be said."""


def mistakes(chance: Random) -> tuple[Mistake, ...]:
    """Files that each hold one mistake of their own."""
    a, b = chance.sample(WORDS, 2)
    sound = f"## Where is the {a}? {{#{a}-SALT}}\n\nBehind the {b}.\n"
    bad_date = chance.choice(["22.11.2026", "2026-13-01", "2026-02-30", "yesterday", "26-11-22"])
    typo = chance.choice(["Reviewd", "Tag", "See allso", "Statuss", "Formely"])
    tag = chance.choice(["b", "div", "span", "br"])
    scheme = chance.choice(["javascript:alert(1)", "ftp://example.org", "rules.md", "data:text/html,x"])
    return (
        (
            "open front matter",
            "entries/m01.md",
            f"---\ntopic: {a}\n\n{sound}",
            1,
            "front matter is not closed",
        ),
        ("broken YAML", "entries/m02.md", f"---\ntopic: {a}: {b}\n---\n{sound}", 2, "mapping values"),
        (
            "unknown field of a file",
            "entries/m03.md",
            f"---\ncolour: {a}\n---\n{sound}",
            2,
            "unknown field 'colour'",
        ),
        (
            "field twice",
            "entries/m04.md",
            f"---\ntopic: {a}\ntopic: {b}\n---\n{sound}",
            3,
            "'topic' stands twice",
        ),
        (
            "misspelt field",
            "entries/m05.md",
            f"## Is it {a}?\n\n{typo}: 2026-01-01\n\nYes.\n",
            3,
            "unknown field",
        ),
        ("no answer", "entries/m06.md", f"{sound}\n## And the {b}?\n", 5, "has no answer"),
        ("no question", "entries/m07.md", f"# {a}\n\nOnly text.\n", 1, "no question in this file"),
        ("id twice", "entries/m08.md", f"{sound}\n{sound}", 5, "is taken by"),
        ("impossible id", "entries/m09.md", f"## Is it {a}? {{#{a} {b}}}\n\nYes.\n", 1, "cannot be an id"),
        (
            "bad date",
            "entries/m10.md",
            f"## Is it {a}?\n\nReviewed: {bad_date}\n\nYes.\n",
            3,
            "is not a date",
        ),
        (
            "bad duration",
            "entries/m11.md",
            f"## Is it {a}?\n\nReview every: a year\n\nYes.\n",
            3,
            "not a duration",
        ),
        ("bad status", "entries/m12.md", f"## Is it {a}?\n\nStatus: hidden\n\nYes.\n", 3, "unknown status"),
        (
            "dead link",
            "entries/m13.md",
            f"## Is it {a}?\n\nSee [it](#no-{b}-there).\n",
            1,
            "links to no entry",
        ),
        (
            "dead see also",
            "entries/m14.md",
            f"## Is it {a}?\n\nSee also: #no-{b}\n\nYes.\n",
            1,
            "names no entry",
        ),
        ("HTML", "entries/m15.md", f"## Is it {a}?\n\nOne.\n\nIt <{tag}>is.\n", 5, "is shown as text"),
        ("image", "entries/m16.md", f"## Is it {a}?\n\n![{b}](https://example.org/a.png)\n", 3, "an image"),
        (
            "open fence",
            "entries/m17.md",
            f"{sound}\n## Is it {a}?\n\n```\n{b}\n",
            7,
            "a code fence is never closed",
        ),
        ("bad link", "entries/m18.md", f"## Is it {a}?\n\n[{b}]({scheme})\n", 3, "a link to"),
        ("large heading", "articles/m19.md", f"# On {a}\n\n## One\n\n{b}\n---\n\nx\n", 5, "into a heading"),
        ("text above", "entries/m20.md", f"Hello {b}.\n\n{sound}", 1, "text above the first heading"),
        (
            "hidden sign",
            "entries/m21.md",
            f"## Is it {a}?\n\nYes,\u202eno.\n",
            3,
            "turns the writing direction",
        ),
        ("formula", "entries/m22.md", f"## Is it {a}?\n\n$\\hspace{{9cm}}$ {b}\n", 3, "the formula command"),
        ("cells", "entries/m23.csv", f"question,answer\nIs it {a}?,Yes, {b}\n", 2, "3 cells where"),
        (
            "open quote",
            "entries/m24.csv",
            f'question,answer\nIs it {a}?,"Yes\n',
            2,
            "this row cannot be read",
        ),
        ("no column", "entries/m25.csv", f"question,reply\nIs it {a}?,Yes\n", 1, "no column 'answer'"),
        ("empty cell", "entries/m26.csv", f"question,answer\nIs it {a}?,\n", 2, "has no answer"),
        ("not UTF-8", "entries/m27.md", f"## Is it {a}?\n\nYes, \udcff.\n", 3, "is not UTF-8"),
        ("kind of file", "entries/m28.txt", sound, 1, "this kind of file is not read"),
    )


def sound_files(chance: Random) -> dict[str, str]:
    """Files that look wrong and are not."""
    a, b = chance.sample(WORDS, 2)
    return {
        "entries/s01.md": f"---\ntopic: '{a}: {b}'\nreviewed: 2026-11-22\n---\n"
        f"# {a}\n\n## Is it {a}? {{#s-one}}\n\nYes.\n",
        "entries/s02.md": f"## Is it a {b}? {{#s-two}}\n\nNote: it is.\n\n"
        f"`<b>` and `![x](y)`, [one](#s-one), 2 < 3.\n",
        "entries/s03.md": f"## How is a {a} made? {{#s-three}}\n\n````\n```\n## No question\n````\n\n"
        f"***\n\n### {b}\n\nx\n",
        "entries/s04.csv": f'question,answer,id\n"Is it {a}, or not?",'
        f'"Yes, ""{b}"".\nTwo lines.",s-four\n,,\n',
        "articles/s05.md": f"# On {a} and {b} {{#s-five}}\n\nIt opens at 10:30.\n\n"
        f"## More\n\nAlso asked:\n\n- what {b}\n\nText.\n",
    }


def write(folder: Path, name: str, text: str, salt: str) -> Source:
    """Put a file into a content folder; the first line of it as a place."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.replace("SALT", salt).encode("utf-8", "surrogateescape"))
    return Source(shown(path), 1)
