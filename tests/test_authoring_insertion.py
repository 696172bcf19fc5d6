from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from authoring.adding.insertion import defaults_of, insertion
from authoring.adding.reading import read
from authoring.native import file_text, needed_defaults
from authoring.records import CommandError
from faq import CONTENT, Entry, Fields, Source
from tests.authored import ENTRIES

NOTES = Path("entries/pets.md")
TABLE = Path("entries/pets.csv")
FILE = "---\ntags: [pets]\nreviewed: 2026-01-01\n---\n# Pets\n\n## Dogs? {#dogs}\n\nYes.\n"


def entry(path: Path, text: str, question: str = "Cats?", answer: str = "Of course.") -> Entry:
    return Entry("cats", question, answer, defaults_of(path, text), Source(str(path), 1))


def test_an_entry_is_added_at_the_end_and_inherits_what_the_file_says() -> None:
    added = replace(entry(NOTES, FILE), answer="Of course.\n\nTwo of them.")
    assert insertion(NOTES, FILE, added) == FILE + "\n## Cats? {#cats}\n\nOf course.\n\nTwo of them.\n"


def test_line_ends_stay_as_they_are() -> None:
    text = FILE.replace("\n", "\r\n")
    longer = insertion(NOTES, text, entry(NOTES, text))
    assert longer == text + "\r\n## Cats? {#cats}\r\n\r\nOf course.\r\n"


def test_a_new_file_gets_a_title() -> None:
    fields = Fields(topic="Small pets", alternates=("toms",))
    assert insertion(NOTES, "", replace(entry(NOTES, ""), fields=fields)) == (
        "---\ntopic: Small pets\n---\n# Small pets\n\n"
        "## Cats? {#cats}\n\nAlso asked:\n\n- toms\n\nOf course.\n"
    )


def test_a_table_gets_a_row_in_its_own_form() -> None:
    text = '\ufeffanswer;Also_asked;question;id;colour\r\n"Yes; all.";;Dogs?;;x'
    added = entry(TABLE, text, "Cats; or not?", 'A "yes".\nTwo lines.')
    added = replace(added, fields=replace(added.fields, alternates=("kittens", "toms")))
    assert insertion(TABLE, text, added) == (
        text + '\r\n"A ""yes"".\nTwo lines.";kittens|toms;"Cats; or not?";cats;\r\n'
    )


def test_a_new_table_names_its_columns() -> None:
    assert insertion(TABLE, "", entry(TABLE, "")).splitlines() == [
        "id,question,answer,also asked,tags",
        "cats,Cats?,Of course.,,",
    ]


@pytest.mark.parametrize(
    ("path", "text", "answer", "message"),
    [
        (NOTES, FILE, "", "'Cats?' has no answer; write it below the heading"),
        (NOTES, FILE, "<b>Yes</b>", "HTML '<b>' is shown as text; use Markdown, or put it in `backticks`\n"),
        (NOTES, FILE, "Yes.\n\n## Birds?\n\nNo.", "entries/pets.md: it would not be read as it is meant; "),
        (NOTES, FILE, "Yes.\n\n# Birds", "'Birds' is a second title; begin a question with '## '"),
        (NOTES, FILE, "```\nYes", "a code fence is never closed; end the code with a line '```'"),
        (
            TABLE,
            "question,answer\n",
            "Yes",
            "entries/pets.csv: no column 'id'; add it, or choose a Markdown file",
        ),
        (TABLE, "a,b\n", "Yes", "entries/pets.csv: no column 'id'"),
    ],
)
def test_what_cannot_stand_there_is_refused(path: Path, text: str, answer: str, message: str) -> None:
    with pytest.raises(CommandError) as raised:
        insertion(path, text, replace(entry(path, FILE if path == NOTES else ""), answer=answer))
    assert message in str(raised.value)


@settings(deadline=None, max_examples=60)
@given(
    some.lists(ENTRIES, min_size=1, max_size=4, unique_by=lambda entry: entry.id),
    some.sampled_from(["\n", "\r\n"]),
)
def test_after_an_insertion_every_other_entry_reads_the_same(each: list[Entry], end: str) -> None:
    *old, new = each
    defaults = needed_defaults(old[0]) if old else Fields()
    old = [entry for entry in old if needed_defaults(entry) == defaults]
    text = file_text(old, "Menu", defaults).replace("\n", end) if old else ""
    known = (
        defaults_of(NOTES, text) if old else replace(needed_defaults(new), topic=new.fields.topic or "Pets")
    )
    new = replace(
        new,
        fields=replace(
            new.fields,
            topic=known.topic,
            language=known.language,
            tags=known.tags,
            reference=known.reference if "\n" in new.fields.reference else new.fields.reference,
        ),
    )
    longer = insertion(NOTES, text, new)
    before, after = read(NOTES, text).entries, read(NOTES, longer).entries
    assert after[:-1] == before
    assert (after[-1].question, after[-1].answer, after[-1].fields) == (new.question, new.answer, new.fields)


@pytest.mark.parametrize("file", sorted((CONTENT / "entries").glob("*.md")), ids=lambda path: path.stem)
def test_every_shipped_file_takes_an_entry(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    longer = insertion(file, text, entry(file, text))
    assert longer.startswith(text.rstrip())
    assert len(read(file, longer).entries) == len(read(file, text).entries) + 1
