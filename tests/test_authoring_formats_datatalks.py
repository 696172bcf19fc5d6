import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from authoring.formats.datatalks import FORMATS
from authoring.formats.records import Draft, FormatError, Raw, Skip
from faq import Entry, Fields, Source
from tests.structured import (
    ROWS,
    SECONDS,
    as_draft,
    damaged,
    drafts,
    folder,
    found,
    read_back,
    survives,
    text,
    written,
)

(DATATALKS,) = FORMATS
COURSE = (("course", "bread-zoomcamp"), ("course_name", "Bread Zoomcamp"))
FOLDER = "bread-zoomcamp"
IMAGE = "images/bread-zoomcamp/image_1.png"


def test_files_come_in_the_order_of_their_sections_and_of_their_numbers() -> None:
    assert DATATALKS.recognises(folder("datatalks"))
    assert found(DATATALKS, *folder("datatalks")) == [
        Draft(
            line=1,
            path=f"{FOLDER}/general/002_aaaa000002_is-it-free.md",
            question="Is it free?",
            answer="Crumbs are free.\n\n```bash\n# no heading\ncat crumbs\n```",
            id="aaaa000002",
            topic="General Crumbs",
            tags=("money",),
            metadata=(*COURSE, ("baker", "Ida")),
        ),
        Draft(
            line=1,
            path=f"{FOLDER}/general/001_aaaa000001_when-does-it-start.md",
            question="Course: when does it start?",
            answer="When the yeast is awake.",
            id="aaaa000001",
            topic="General Crumbs",
            metadata=COURSE,
        ),
        Draft(
            line=1,
            path=f"{FOLDER}/baking/001_bbbb000001_oven-on-fire.md",
            question="Error: oven is on fire",
            answer="Open the window.\n\n(image #1)",
            id="bbbb000001",
            topic="Module 1. Baking",
            metadata=(
                *COURSE,
                ("images", f'[{{"description": "image #1", "id": "image_1", "path": "{IMAGE}"}}]'),
            ),
            changes=(f"a picture became words: {IMAGE!r}",),
        ),
        Skip(
            2,
            "its front matter cannot be read (this is not YAML)",
            path=f"{FOLDER}/baking/002_bbbb000002_broken.md",
        ),
        Skip(1, "it has no answer", "Why is it empty?", f"{FOLDER}/baking/003_bbbb000003_empty.md"),
        Skip(1, "it has no question", path=f"{FOLDER}/baking/004_bbbb000004_bare.md"),
    ]


def test_without_metadata_the_folders_name_course_and_section() -> None:
    (draft,) = drafts(
        DATATALKS, text("---\nid: a\nquestion: Why?\n---\n\nSo.\n", "soup-course/first-steps/001_a_why.md")
    )
    assert (draft.topic, draft.metadata) == ("First steps", (("course", "soup-course"),))


def test_metadata_that_cannot_be_read_are_told() -> None:
    rows = found(
        DATATALKS, text("sections: [", "c/_metadata.yaml"), text("---\nquestion: Why?\n---\nSo.", "c/s/1.md")
    )
    assert rows[0] == Skip(1, "the names of the sections are lost: this is not YAML", path="c/_metadata.yaml")
    assert isinstance(rows[1], Draft)


def test_a_folder_without_questions_is_refused() -> None:
    with pytest.raises(FormatError) as raised:
        found(DATATALKS, text("sections: []", "c/_metadata.yaml"))
    assert str(raised.value) == (
        "no Markdown file in it; give the folder of a course, or the one that holds them all"
    )


@settings(deadline=None, max_examples=40)
@given(written())
def test_what_is_written_is_read_back(entries: tuple[Entry, ...]) -> None:
    course = (("course", "faq"), ("course_name", "faq"))
    expected = {entry.id: as_draft(entry) for entry in entries}
    found = {draft.id: draft for draft in read_back(DATATALKS, entries)}
    assert found == {
        name: replace(draft, metadata=(*course, *draft.metadata)) for name, draft in expected.items()
    }


def test_files_are_named_and_numbered_by_section() -> None:
    place = Source("a.md", 1)
    topics = {"a": "One", "b": "Two", "c": "One", "d": "one!"}
    entries = [Entry(name, f"Why {name}?", "So.", Fields(topic), place) for name, topic in topics.items()]
    assert DATATALKS.write is not None
    files = dict(DATATALKS.write(entries).files)
    assert list(files) == [
        "faq/_metadata.yaml",
        "faq/one/001_a_why-a.md",
        "faq/one/002_c_why-c.md",
        "faq/two/001_b_why-b.md",
        "faq/one-2/001_d_why-d.md",
    ]
    assert files["faq/one/001_a_why-a.md"].decode() == (
        "---\nid: a\nquestion: Why a?\nsort_order: 1\nlanguage: en\n---\n\nSo.\n"
    )


def test_a_large_folder_is_read_in_seconds() -> None:
    files = [
        Raw(
            Path(f"c/s/{number:04}_q{number}_why.md"),
            f"---\nid: q{number}\nquestion: Why {number}?\n---\nSo.".encode(),
        )
        for number in range(ROWS)
    ]
    begin = time.process_time()
    assert len(drafts(DATATALKS, *files)) == ROWS
    assert time.process_time() - begin < SECONDS


def test_damaged_folders_are_rows_or_an_error() -> None:
    names = [f"datatalks/{raw.path.as_posix()}" for raw in folder("datatalks")]
    for file in damaged(names, 300):
        survives(DATATALKS, [file])
        survives(DATATALKS, [Raw(Path("bread-zoomcamp/_metadata.yaml"), file.data), *folder("datatalks")[:3]])
