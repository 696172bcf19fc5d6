from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpus import ARTICLE_CHARACTERS, Row, corpus, entries
from faq import Entry, Fields, Source
from tests.folders import lines

SOURCE = Source("ovens/corpus.jsonl", 1)
LONG = "The oven is hot. " * 100
ARTICLE = f"""\
Read this first.

# Ovens

{LONG}

## Wood

Beech burns well.

```sh
# no heading
```

### Bark

Take it off.

## Empty

## Gas

It is blue.
"""


def row(text: str, *alternates: str) -> Row:
    return Row("oven", "All about ovens", text, alternates, SOURCE)


def test_rows_are_read_with_their_line_and_what_is_missing_is_made_up(tmp_path: Path) -> None:
    written: list[dict[str, object]] = [
        {"_id": 1, "title": "Which wood?", "text": "Beech.\r\nDry.", "alternates": ["what burns"]},
        {"_id": "b", "title": "", "text": "x" * 100},
        {"_id": "c", "title": "No text?", "text": None, "alternates": None},
    ]
    lines(tmp_path / "corpus.jsonl", written)
    places = [Source(f"{tmp_path.name}/corpus.jsonl", line) for line in (1, 2, 3)]
    assert corpus(tmp_path / "corpus.jsonl") == (
        Row("1", "Which wood?", "Beech.\nDry.", ("what burns",), places[0]),
        Row("b", "x" * 80, "x" * 100, (), places[1]),
        Row("c", "No text?", "No text?", (), places[2]),
    )


def test_a_short_row_is_one_entry() -> None:
    short = row("# Ovens\n\n## Wood\nBeech.", "stoves")
    fields = Fields(language="en", alternates=("stoves",))
    assert entries(short, "en") == (Entry("oven", short.title, short.text, fields, SOURCE),)


def test_an_article_becomes_one_entry_a_section() -> None:
    plain = Fields(language="eo")
    told = [
        ("All about ovens", "Read this first.", replace(plain, alternates=("stoves",))),
        ("Ovens", LONG.strip(), plain),
        ("Wood", "Beech burns well.\n\n```sh\n# no heading\n```\n\n### Bark\n\nTake it off.", plain),
        ("Gas", "It is blue.", plain),
    ]
    assert entries(row(ARTICLE, "stoves"), "eo") == tuple(
        Entry(f"oven#{number}", heading, body, fields, SOURCE, "oven", "All about ovens")
        for number, (heading, body, fields) in enumerate(told, start=1)
    )


@pytest.mark.parametrize(
    "text",
    [
        f"## Wood\n{LONG}",
        f"# install\npip install oven\n# light it\n{LONG}",
        f"```\n## a\n## b\n```\n{LONG}",
        LONG,
    ],
    ids=["one heading", "comments of code", "a fence", "no heading"],
)
def test_a_long_answer_without_sections_stays_whole(text: str) -> None:
    assert [entry.id for entry in entries(row(text), "en")] == ["oven"]


@given(
    st.lists(st.sampled_from(["ash", "# One", "## Two", "### ash", "```", "", "---", "> ash"]), max_size=20)
)
def test_no_line_below_a_heading_is_lost(pieces: list[str]) -> None:
    text = "\n".join([f"# One\n{LONG}\n## Two\nEnd.", *pieces])
    found = entries(row(text), "en")
    assert len(text) > ARTICLE_CHARACTERS
    assert len({entry.id for entry in found}) == len(found) >= 2
    assert sum(entry.answer.count("ash") for entry in found) == text.count("ash")
