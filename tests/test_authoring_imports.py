import json
from pathlib import Path

import pytest

import faq
from authoring.__main__ import main
from authoring.formats.foreign import raws_of
from authoring.formats.records import FormatError, Raw, Skip
from authoring.formats.registry import FORMATS, named, recognised
from authoring.formats.units import units_of
from authoring.imports import imported, write
from authoring.placing import placed, replaced
from authoring.records import CommandError
from authoring.shelving import shelved
from faq import Entry, Fields, Source
from faq.limits import FILE_BYTES

ROWS = "question,answer,price\nDogs?,Yes.,3\nCats?,,\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one entry about pets."""
    (tmp_path / "content" / "entries").mkdir(parents=True)
    pets = "---\ntopic: Pets\nlanguage: de\n---\n# Pets\n\n## Dogs? {#dogs}\n\nNo.\n"
    (tmp_path / "content" / "entries" / "Pets.md").write_text(pets, encoding="utf-8")
    return tmp_path / "content"


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    """A table with two rows."""
    (tmp_path / "pets.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path / "pets.csv"


def test_an_import_adds_a_file_and_changes_none(content: Path, pets: Path) -> None:
    before = (content / "entries" / "Pets.md").read_bytes()
    found = imported([pets], folder=content)
    assert write(found, content) == [content / "entries" / "pets-2.md"]
    assert (content / "entries" / "Pets.md").read_bytes() == before
    assert (content / "entries" / "pets-2.md").read_text(encoding="utf-8") == (
        "---\ntopic: Pets\nlanguage: de\n---\n# Pets\n\n"
        '## Dogs? {#dogs-2}\n\nMetadata: {"price": "3"}\n\nYes.\n'
    )
    assert faq.load(content).problems == ()
    assert sorted(path.name for path in (content / "entries").iterdir()) == ["Pets.md", "pets-2.md"]


def test_topic_and_language_may_be_said(content: Path, pets: Path) -> None:
    (entry,) = imported([pets], folder=content, usual={"topic": "Zoo", "language": "FR"}).entries
    assert (entry.fields.topic, entry.fields.language) == ("Zoo", "fr")
    with pytest.raises(CommandError, match="'no!' is not a language code"):
        imported([pets], folder=content, usual={"language": "no!"})


def test_columns_may_be_said(content: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("Answer,What,Why\nthis?,That.,so\n", encoding="utf-8")
    (entry,) = imported(
        [tmp_path / "odd.csv"], mapping={"Question": "answer", "answer": "What"}, folder=content
    ).entries
    assert (entry.question, entry.answer, entry.fields.metadata) == ("this?", "That.", (("Why", "so"),))


@pytest.mark.parametrize(
    ("mapping", "name", "expected"),
    [
        ({"questoin": "a"}, None, "there is no field 'questoin'; use one of also asked, answer, formerly, "),
        ({"question": "Nose"}, None, "there is no column 'Nose'; use one of 'question', 'answer', 'price'"),
        (
            {"question": "answer"},
            None,
            "no column is known to hold the answer; say which one it is, as in --map ",
        ),
        ({"question": "a"}, "rasa", "the columns of rasa are known; leave out --map, or say --format table"),
        ({}, "fax", "there is no format 'fax'; one of qnamaker-json, "),
    ],
)
def test_wrong_options_are_told_with_their_remedy(
    mapping: dict[str, str], name: str | None, expected: str, content: Path, pets: Path
) -> None:
    with pytest.raises(CommandError) as told:
        imported([pets], name, mapping, content)
    assert str(told.value).startswith(expected)


def test_every_file_of_a_folder_is_read_or_reported(content: Path, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.csv").write_text(ROWS, encoding="utf-8")
    (folder / "deep" / "b.json").write_text(
        '{"SchemaVersion": 1, "FaqDocuments": [{"Question": "Birds?", "Answer": "Two."}]}', encoding="utf-8"
    )
    (folder / "c.bin").write_bytes(b"\x00\x01")
    (folder / ".hidden").write_text(ROWS, encoding="utf-8")
    (folder / "link.csv").symlink_to(folder / "a.csv")
    found = imported([folder, tmp_path / "old" / "a.csv"], folder=content)
    assert found.formats == ("table", "kendra-json")
    assert [str(row).replace(str(tmp_path), "") for row in found.rows] == [
        "/old/a.csv:2: changed: 'Dogs?'; the question has another answer in "
        f"{faq.files.shown(content / 'entries' / 'Pets.md').replace(str(tmp_path), '')}:7, "
        "its id is 'dogs-2', since 'dogs' is taken",
        "/old/a.csv:3: skipped: 'Cats?'; it has no answer",
        "/old/deep/b.json:1: kept: 'Birds?'",
        "/old/link.csv:1: skipped; a link is not read",
        "/old/c.bin:1: skipped; the file is in no known format",
        "/old/a.csv:2: skipped: 'Dogs?'; the same stands in line 2",
        "/old/a.csv:3: skipped: 'Cats?'; it has no answer",
    ]
    assert [entry.fields.topic for entry in found.entries] == ["A", "B"]


def test_what_is_not_there_or_known_is_told(tmp_path: Path, content: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.csv: there is no such file; give a file or a folder"):
        imported([tmp_path / "none.csv"], folder=content)
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommandError, match="empty: there is no file in it; give another folder"):
        list(raws_of(tmp_path / "empty"))
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)))
    with pytest.raises(
        FormatError, match="no known format; say which it is with --format, one of qnamaker-json"
    ):
        imported([tmp_path / "noise.bin"], folder=content)


def test_names_of_formats_differ_and_find_them() -> None:
    names = [form.name for form in FORMATS]
    assert len(set(names)) == len(names)
    assert [named(name).name for name in names] == names


def test_no_format_takes_prose_or_nothing() -> None:
    for text in ("", "One, two, buckle my shoe.", "a\nb\n", "\x00"):
        with pytest.raises(FormatError):
            recognised([Raw(Path("prose"), text.encode())])


def test_files_of_one_format_are_read_together(tmp_path: Path) -> None:
    files = [Raw(Path(name), ROWS.encode()) for name in ("a.csv", "b.csv")]
    noise = Raw(Path("c"), b"\x00")
    units, unknown = units_of([*files, noise])
    assert [(unit.format.name, unit.files) for unit in units] == [("table", tuple(files))]
    assert unknown == [noise]


def test_a_whole_content_folder_is_imported(content: Path, tmp_path: Path) -> None:
    (content / "articles").mkdir()
    article = "# Our dogs {#our-dogs}\n\nThey bark.\n\n## Food\n\nBones. See [dogs](#dogs).\n"
    (content / "articles" / "our-dogs.md").write_text(article, encoding="utf-8")
    (content / "entries" / "birds.csv").write_text("question,answer\nBirds?,Two.\n", encoding="utf-8")
    (content / "gold.csv").write_text("question,passage\n", encoding="utf-8")
    other = tmp_path / "other"
    (other / "entries").mkdir(parents=True)
    found = imported([content], folder=other)
    write(found, other)
    assert found.formats == ("markdown",)
    assert [row.reason for row in found.rows if row.fate != "kept"] == [
        "it does not lie in 'entries' or 'articles'"
    ]
    assert {(e.id, e.answer, e.article, e.fields.language) for e in faq.entries(other)} == {
        ("dogs", "No.", "", "de"),
        ("birds", "Two.", "", "en"),
        ("our-dogs", "They bark.", "our-dogs", "en"),
        ("our-dogs-food", "Bones. See [dogs](#dogs).", "our-dogs", "en"),
    }


def entry(name: str, topic: str, answer: str = "Yes.", **more: str) -> Entry:
    fields = Fields(topic=topic, language=more.pop("language", "en"))
    return Entry(name, f"{name}?", answer, fields, Source("a.csv", 1), **more)


def test_files_are_named_after_their_topics_and_never_like_another() -> None:
    entries = [
        *(entry("a", "Pets"), entry("b", "pets!"), entry("c", "Readme"), entry("d", "?"), entry("e", "Zoo")),
        *(
            entry("f", "Zoo", language="de"),
            entry("g", "Käse" * 80),
            entry("h", "Zoo", article="zoo", article_title="Z"),
        ),
    ]
    paths = [path for path, _ in shelved(entries, ["Entries/FAQ.md"])]
    assert paths == [
        *(
            "entries/pets.md",
            "entries/pets-2.md",
            "entries/readme-2.md",
            "entries/faq-2.md",
            "entries/zoo-en.md",
        ),
        *("entries/zoo-de.md", paths[6], "articles/zoo.md"),
    ]
    assert len(paths[6].encode()) < 130


def test_many_entries_are_spread_over_files_that_can_be_read() -> None:
    entries = [entry(f"e{number}", "Big", "x" * 90_000) for number in range(60)]
    files = shelved(entries)
    assert len(files) > 1
    assert max(len(text.encode()) for _, text in files) < FILE_BYTES
    assert sum(text.count("\n## ") for _, text in files) == 60


def test_new_files_are_never_put_over_others(tmp_path: Path) -> None:
    assert placed([(tmp_path / "a" / "b.md", b"1")]) == [tmp_path / "a" / "b.md"]
    with pytest.raises(CommandError, match=r"b\.md: there is such a file; move it away"):
        placed([(tmp_path / "c.md", b"2"), (tmp_path / "a" / "b.md", b"2")])
    assert not (tmp_path / "c.md").exists()
    replaced([(tmp_path / "a" / "b.md", b"3")])
    assert [path.read_bytes() for path in (tmp_path / "a").iterdir()] == [b"3"]
    with pytest.raises(CommandError, match="cannot be written: "):
        replaced([(tmp_path / "a" / "b.md" / "c", b"4")])


def test_files_that_are_too_much_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with (tmp_path / "a" / "huge.csv").open("wb") as stream:
        stream.truncate(100_000_001)
    assert list(raws_of(tmp_path / "a")) == [Skip(1, "it is larger than 100 MB", path="huge.csv")]
    with pytest.raises(FormatError, match="it is larger than 100 MB; give another file"):
        list(raws_of(tmp_path / "a" / "huge.csv"))


def test_the_command_tells_every_row_and_what_it_wrote(
    content: Path, pets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["import", str(pets), "--content", str(content), "--map", "topic=price"]
    assert main([*told, "--dry-run"]) == 0
    assert not (content / "entries" / "3.md").exists()
    assert main(told) == 0
    dry, wet = capsys.readouterr().out.split("\n2 rows of ")[0], (content / "entries" / "3.md").exists()
    assert wet
    assert [line.partition(": ")[2] for line in dry.splitlines()] == [
        f"changed: 'Dogs?'; the question has another answer in {content / 'entries' / 'Pets.md'}:7, "
        "its id is 'dogs-2', since 'dogs' is taken",
        "skipped: 'Cats?'; it has no answer",
    ]


def test_the_command_prints_json(content: Path, pets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(pets), "--content", str(content), "--json", "--dry-run"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["formats"] == ["table"]
    assert told["entries"] == ["dogs-2"]
    assert told["rows"][1] == {
        "file": str(pets),
        "line": 3,
        "fate": "skipped",
        "question": "Cats?",
        "reason": "it has no answer",
    }
    assert told["files"] == [str(content / "entries" / "pets-2.md")]


def test_the_command_fails_when_nothing_is_taken(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("question,answer\nDogs?,No.\n", encoding="utf-8")
    assert main(["import", str(tmp_path / "a.csv"), "--content", str(content)]) == 1
    assert capsys.readouterr().out.endswith("1 row of csv: 0 kept, 0 changed, 1 skipped; nothing to write\n")
    assert main(["import", str(tmp_path / "none"), "--content", str(content)]) == 1
    assert "there is no such file" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["import", str(tmp_path / "a.csv"), "--map", "question"])
