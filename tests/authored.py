"""Hypothesis strategies for what authors may write: entries that `faq` reads without a problem."""

from datetime import date
from typing import Final

from hypothesis import strategies as some

from authoring.characters import cleaned
from faq import Entry, Fields, Source
from faq.entry import checked, slug
from faq.fields import is_id
from faq.limits import TAG_CHARACTERS

_PIECES: Final = (
    *("{#x}", "{#", "}", "#", "##", "- ", "* ", "1. ", ": ", "Tags: a", "Answer:", "Also asked:", "Note: b"),
    *("See also: #x", "Metadata: {}", "|", ",", ";", "'", '"', "\\n", "\\", "`", "**", "_", "=", "+1", "-1"),
    *(
        "@",
        "=A1",
        "'=A1",
        "¿Qué?",
        "Käse",
        "🍕",
        "=",
        "---",
        "| a | b |",
        "> ",
        "    ",
        "\t",
        "&amp;",
        "$",
        ".",
    ),
    *(
        "https://a.org/x?y=1",
        "[a](https://a.org)",
        "How",
        "why",
        "do",
        "we",
        "bake",
        "it",
        "hot",
        "?",
        "(",
        ")",
    ),
)
_WORDS: Final = some.lists(some.sampled_from(_PIECES), min_size=1, max_size=6).map(" ".join)
_TEXT: Final = some.text(some.characters(codec="utf-8"), max_size=12)

LINES: Final = some.one_of(_WORDS, _TEXT).map(lambda text: " ".join(cleaned(text).split()))
"""One line of text, perhaps empty."""
ONE_LINE: Final = LINES.filter(bool)
QUESTIONS: Final = ONE_LINE.filter(slug)
IDS: Final = some.from_regex(r"[a-z0-9äß]{1,8}(-[a-z0-9]{1,4}){0,2}", fullmatch=True).filter(is_id)
ANSWERS: Final = (
    some.lists(some.one_of(LINES, LINES.map("  {}".format), some.just("")), min_size=1, max_size=5)
    .map(lambda lines: "\n".join(lines).strip())
    .filter(bool)
)
TAGS: Final = ONE_LINE.map(str.lower).filter(lambda tag: "," not in tag and len(tag) <= TAG_CHARACTERS)
METADATA: Final = some.dictionaries(some.one_of(_TEXT, LINES), some.one_of(_TEXT, ANSWERS), max_size=3)


def unique(texts: some.SearchStrategy[str], most: int = 3) -> some.SearchStrategy[tuple[str, ...]]:
    """Some different texts."""
    return some.lists(texts, max_size=most, unique=True).map(tuple)


FIELDS: Final = some.builds(
    Fields,
    topic=ONE_LINE,
    language=some.sampled_from(["en", "de", "pt-br"]),
    alternates=unique(ONE_LINE),
    tags=unique(TAGS),
    see_also=unique(IDS),
    formerly=unique(IDS),
    reviewed=some.one_of(some.none(), some.dates(min_value=date(1, 1, 1))),
    review_every=some.sampled_from(["", "1 day", "12 months"]),
    status=some.sampled_from(["", "draft", "retired"]),
    reference=LINES,
    metadata=METADATA.map(lambda told: tuple(told.items())),
)
"""Fields with texts that an author could have typed, however odd."""

ENTRIES: Final = some.builds(
    Entry, IDS, QUESTIONS, ANSWERS, FIELDS, some.just(Source("entries/pizzeria.md", 1))
).filter(lambda entry: checked(entry, 1) == (entry, ()))
"""Entries that stand in no article, without a problem of their own; links between them may be dead."""


DIRTY: Final = some.one_of(
    LINES,
    some.text(max_size=20),
    some.lists(
        some.sampled_from(
            [
                *(
                    "<b>",
                    "</b>",
                    "<p>",
                    "</p>",
                    "<br>",
                    "<script>x</script>",
                    "<key>",
                    "&lt;i&gt;",
                    "&#x202e;",
                    "<!--",
                ),
                *(
                    "\x00",
                    "\x1b",
                    "\u202e",
                    "\u2028",
                    "\x85",
                    "e" + "\u0301" * 12,
                    "\ud800",
                    "\r\n",
                    "\n",
                    "\n\n",
                ),
                *(
                    "![a](b.png)",
                    "[a](javascript:x)",
                    "[b](#dog)",
                    "[c](/x)",
                    "<ftp://a.org>",
                    "[d]: /x",
                    "[e][d]",
                ),
                *(
                    "# A",
                    "## B?",
                    "\n# A\n",
                    "\n---\n",
                    "\n===\n",
                    "\n```\n",
                    "\n~~~",
                    "`",
                    "\n    code",
                    "\n- ",
                    "> ",
                ),
                *(
                    "\\rule{9em}{9em}",
                    "\\<b\\>",
                    "|a|b|\n|-|-|\n",
                    "*",
                    "**x**",
                    "1. ",
                    "word",
                    "Why",
                    "?",
                    "Tags: x",
                ),
                *(
                    "<a href='/x'>l</a>",
                    "<img src=x>",
                    "<h1>T</h1>",
                    "<ul><li>a</ul>",
                    "{#x}",
                    "\ufdd0",
                    "$$",
                ),
            ]
        ),
        max_size=8,
    ).map(" ".join),
)
"""Whatever may stand in the file of another system."""
