from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from authoring.adding.alternates import with_alternate
from authoring.adding.reading import read
from authoring.native import file_text, needed_defaults
from authoring.records import CommandError
from faq import CONTENT, Entry
from tests.authored import ENTRIES, ONE_LINE

NOTES = Path("entries/pets.md")
PHRASINGS = ONE_LINE.filter(lambda text: any(map(str.isalnum, text)))
TABLE = Path("entries/pets.csv")


def with_new(path: Path, text: str, phrasing: str = "new one", place: int = 0) -> str:
    return with_alternate(text, read(path, text).entries[place], phrasing)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## A?\n\nYes.\n", "## A?\n\nAlso asked:\n\n- new one\n\nYes.\n"),
        ("## A?\nYes.", "## A?\n\nAlso asked:\n\n- new one\n\nYes."),
        ("## A?\n\nTags: x\n\nYes.\n", "## A?\n\nAlso asked:\n\n- new one\n\nTags: x\n\nYes.\n"),
        ("## A?\n\n- Yes.\n- No.\n", "## A?\n\nAlso asked:\n\n- new one\n\nAnswer:\n\n- Yes.\n- No.\n"),
        (
            "## A?\n\nAlso asked:\n\n- one\n- two\n  lines\n\nYes.\n",
            "## A?\n\nAlso asked:\n\n- one\n- two\n  lines\n- new one\n\nYes.\n",
        ),
        (
            "## A?\n\nAlso asked: one\nTags: x\n\nYes.\n",
            "## A?\n\nAlso asked: one\n- new one\nTags: x\n\nYes.\n",
        ),
        (
            "## A?\n\nAlso asked:\n* one\n\n* two\n\nAnswer:\n\n- Yes.\n",
            "## A?\n\nAlso asked:\n* one\n\n* two\n- new one\n\nAnswer:\n\n- Yes.\n",
        ),
        ("## A?\r\n\r\nYes.\r\n", "## A?\r\n\r\nAlso asked:\r\n\r\n- new one\r\n\r\nYes.\r\n"),
    ],
)
def test_a_phrasing_is_added_below_the_question(before: str, after: str) -> None:
    assert with_new(NOTES, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("question,answer,also asked\nA?,Yes.,\n", "question,answer,also asked\nA?,Yes.,new one\n"),
        ("question,answer,also asked\nA?,Yes.,one\n", "question,answer,also asked\nA?,Yes.,one|new one\n"),
        ("question,answer,also asked\nA?,Yes.,'=1\n", "question,answer,also asked\nA?,Yes.,'=1|new one\n"),
        (
            'question;answer;Also asked\r\n"A;?";"Yes\n.";"one\ntwo"',
            'question;answer;Also asked\r\n"A;?";"Yes\n.";"one\ntwo\nnew one"',
        ),
    ],
)
def test_a_phrasing_is_added_to_its_cell(before: str, after: str) -> None:
    assert with_new(TABLE, before) == after


def test_what_a_spreadsheet_would_run_is_guarded() -> None:
    after = with_new(TABLE, "question,answer,also asked\nA?,Yes.,\n", "=1+1")
    assert after == "question,answer,also asked\nA?,Yes.,'=1+1\n"
    assert read(TABLE, after).entries[0].fields.alternates == ("=1+1",)


def test_a_phrasing_that_the_entry_has_changes_nothing() -> None:
    text = "## A  cat?\n\nAlso asked: one\n\nYes.\n"
    assert with_new(NOTES, text, " one ") == text
    assert with_new(NOTES, text, "A cat?") == text


@pytest.mark.parametrize(
    ("path", "text", "phrasing", "message"),
    [
        (NOTES, "## A?\n\nYes.\n", "?!", "a way to ask without words; write what a visitor would type"),
        (
            NOTES,
            "## A?\n\nYes.\n",
            "a" * 501,
            "a way to ask longer than 500 characters; shorten it to one question",
        ),
        (TABLE, "question,answer\nA?,Yes.\n", "b", "entries/pets.csv: no column 'also asked'; add one"),
        (TABLE, "question,answer,also asked\nA?,Yes.,\n", "b|c", "'b|c' holds a '|', which parts phrasings"),
    ],
)
def test_what_cannot_be_a_phrasing_there_is_refused(
    path: Path, text: str, phrasing: str, message: str
) -> None:
    with pytest.raises(CommandError) as raised:
        with_new(path, text, phrasing)
    assert message in str(raised.value)


def test_an_entry_that_is_gone_is_refused() -> None:
    gone = read(NOTES, "\n\n## A?\n\nYes.\n").entries[0]
    with pytest.raises(
        CommandError, match=r"pets\.md:3: the entry is not there any more; read the content again"
    ):
        with_alternate("## A?\n\nYes.\n", gone, "b")


def unlined(entries: tuple[Entry, ...]) -> list[Entry]:
    return [replace(entry, source=entries[0].source) for entry in entries]


@settings(deadline=None, max_examples=60)
@given(
    some.lists(ENTRIES, min_size=1, max_size=3, unique_by=lambda entry: entry.id),
    PHRASINGS,
    some.randoms(use_true_random=False),
)
def test_every_entry_reads_the_same_but_for_the_phrasing(
    each: list[Entry], phrasing: str, chance: Random
) -> None:
    defaults = needed_defaults(each[0])
    text = file_text([entry for entry in each if needed_defaults(entry) == defaults], "Menu", defaults)
    before = read(NOTES, text).entries
    chosen = chance.randrange(len(before))
    longer = with_alternate(text, before[chosen], phrasing)
    asked = tuple(dict.fromkeys((*before[chosen].fields.alternates, " ".join(phrasing.split()))))
    if longer == text:
        asked = before[chosen].fields.alternates
    wanted = [
        replace(entry, fields=replace(entry.fields, alternates=asked)) if place == chosen else entry
        for place, entry in enumerate(unlined(before))
    ]
    assert unlined(read(NOTES, longer).entries) == wanted


@pytest.mark.parametrize("file", sorted(CONTENT.glob("*s/*.md")), ids=lambda path: path.stem)
def test_every_shipped_entry_takes_a_phrasing(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for entry in read(file, text).entries:
        longer = with_alternate(text, entry, "wholly other words")
        removed = [line for line in text.split("\n") if line not in longer.split("\n")]
        assert removed == []
