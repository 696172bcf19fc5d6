import hashlib
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from faq import CONTENT, Content, Entry, Fields, Passage, Source, entries, fingerprint, load
from faq.load import passage_of, stamped

WRONG = Path(__file__).parent / "fixtures" / "problems"
CASES = sorted(path.relative_to(WRONG).as_posix() for path in WRONG.glob("*/*.*") if path.suffix != ".txt")
SOUND = """\
# Neighbours

## Who lives next door? {#neighbour}

The neighbour.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder with one sound file; messages name its files from within it."""
    for name in ("entries", "articles"):
        (tmp_path / name).mkdir()
    (tmp_path / "entries" / "sound.md").write_text(SOUND, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in load(folder).problems]


def ids(content: Content) -> list[str]:
    return [passage.id for passage in content.passages]


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_file_gets_the_messages_that_its_case_tells(folder: Path, case: str) -> None:
    (folder / case).write_bytes((WRONG / case).read_bytes())
    told = (WRONG / f"{case}.txt").read_text(encoding="utf-8").splitlines()
    assert problems(folder) == [f"{case}:{line}" for line in told]


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_file_never_hides_another(folder: Path, case: str) -> None:
    (folder / case).write_bytes((WRONG / case).read_bytes())
    assert "neighbour" in ids(load(folder))


def test_every_case_has_its_messages_and_all_messages_a_case() -> None:
    told = {path.relative_to(WRONG).as_posix() for path in WRONG.glob("*/*.txt")}
    assert told == {f"{case}.txt" for case in CASES}
    assert len(CASES) > 40


def test_every_problem_of_every_file_is_reported_at_once_and_sorted(folder: Path) -> None:
    for case in CASES:
        (folder / case).write_bytes((WRONG / case).read_bytes())
    found = load(folder).problems
    assert {problem.source.path for problem in found} >= {
        case for case in CASES if (WRONG / f"{case}.txt").read_text(encoding="utf-8")
    }
    assert list(found) == sorted(set(found))


def test_what_remains_of_a_wrong_file_is_loaded(folder: Path) -> None:
    kept = {
        "entries/missing-answer.md": ["what-is-on-a-calzone"],
        "entries/duplicate-id.md": [
            "vegan", "vegan-3", "vegan-2", "what-is-a-calzone", "what-is-a-calzone-2"
        ],
        "entries/front-matter-broken.md": ["what-is-on-a-margherita"],
        "entries/front-matter-unclosed.md": ["what-is-on-a-margherita"],
        "entries/open-fence.md": [
            "what-is-on-a-margherita", "how-do-i-order-by-e-mail", "what-is-on-a-marinara"
        ],
        "entries/rows.csv": ["vegan", "vegan-2", "good"],
        "entries/unclosed-quote.csv": ["is-it-vegan"],
        "entries/no-columns.csv": [],
        "articles/section-without-text.md": ["section-without-text-water"],
        "articles/no-heading.md": ["no-heading"],
        "articles/bad_name.md": [],
    }  # fmt: skip
    for case, expected in kept.items():
        (folder / case).write_bytes((WRONG / case).read_bytes())
        assert set(ids(load(folder))) == {*expected, "neighbour"}, case
        (folder / case).unlink()


def test_an_entry_becomes_a_passage_with_all_its_fields(folder: Path) -> None:
    (folder / "entries" / "all-is-well.md").write_bytes((WRONG / "entries/all-is-well.md").read_bytes())
    first = load(folder).passages[0]
    answer = "Note: tomato and mozzarella.\n\n```\n# no heading\n## no question\n```"
    assert first == Passage(
        id="margherita",
        title="What is on a margherita?",
        phrasings=(
            "What is on a margherita?",
            "margherita toppings",
            "what do you put on a margherita",
            "margherita contents",
        ),
        text="Note: tomato and mozzarella.\n# no heading\n## no question",
        answer=answer,
        topic="Menu",
        tags=("pizza", "a: b", "cheese"),
        see_also=("neighbour",),
        language="pt-br",
        reference="the cook",
        reviewed="2026-11-22",
        source=Source("entries/all-is-well.md", 11),
        article="",
        article_title="",
        hash=first.hash,
    )
    assert first.heading == "What is on a margherita?"


def test_the_hash_tells_wordings_apart_and_nothing_else() -> None:
    entry = Entry("a", "Question?", "Answer.", Fields(), Source("a.md", 1))
    told = passage_of(entry).hash
    assert len(told) == 12
    assert passage_of(replace(entry, id="b", fields=Fields(topic="x"), source=Source("b.md", 9))).hash == told
    assert passage_of(replace(entry, answer="Another.")).hash != told
    assert passage_of(replace(entry, question="Another?")).hash != told


def test_a_question_among_its_own_alternates_is_one_phrasing() -> None:
    fields = Fields(alternates=("Again?", "Question?"))
    entry = Entry("a", "Question?", "Answer.", fields, Source("a.md", 1), "art", "An article")
    assert passage_of(entry).phrasings == ("Question?", "Again?")
    assert passage_of(entry).title == "An article › Question?"


def test_an_article_without_ids_names_its_sections_after_itself(folder: Path) -> None:
    for name in ("dough", "sauce"):
        text = f"# All about {name}\n\nIt is good.\n\n## Overview\n\n{name}\n\n## Overview\n\nAgain.\n"
        (folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    content = load(folder)
    assert [(passage.id, passage.title, passage.article) for passage in content.passages[1:]] == [
        ("dough", "All about dough", "dough"),
        ("dough-overview", "All about dough › Overview", "dough"),
        ("dough-overview-2", "All about dough › Overview", "dough"),
        ("sauce", "All about sauce", "sauce"),
        ("sauce-overview", "All about sauce › Overview", "sauce"),
        ("sauce-overview-2", "All about sauce › Overview", "sauce"),
    ]
    assert [str(problem) for problem in content.problems] == [
        f"articles/{name}.md:9: id '{name}-overview' is taken by articles/{name}.md:5; "
        f"end the heading with another id, as in {{#{name}-overview-2}}"
        for name in ("dough", "sauce")
    ]


def test_an_id_taken_in_another_file_names_both_places(folder: Path) -> None:
    (folder / "entries" / "streets.md").write_text("## Who? {#neighbour}\n\nYou.\n", encoding="utf-8")
    (folder / "entries" / "towns.csv").write_text(
        "id,question,answer\nneighbour,Who?,You.\n", encoding="utf-8"
    )
    assert problems(folder) == [
        "entries/streets.md:1: id 'neighbour' is taken by entries/sound.md:3; "
        "end the heading with another id, as in {#neighbour-2}",
        "entries/towns.csv:2: id 'neighbour' is taken by entries/sound.md:3; "
        "write another one in the column 'id', such as neighbour-3",
    ]


def test_drafts_and_retired_entries_are_checked_but_not_shown(folder: Path) -> None:
    text = "## Soon? {#soon}\n\nStatus: draft\n\n![x](y)\n\n## Once? {#once}\n\nStatus: retired\n\nYes.\n"
    (folder / "entries" / "times.md").write_text(text, encoding="utf-8")
    content = load(folder)
    assert ids(content) == ["neighbour"]
    assert [str(problem) for problem in content.problems] == [
        "entries/times.md:5: an image; describe it in words; pictures are fetched from other hosts"
    ]


def test_links_to_a_former_id_work(folder: Path) -> None:
    text = "## New? {#new}\n\nFormerly: #old\n\nYes.\n\n## Where?\n\nSee also: #old\n\n[There](#old).\n"
    (folder / "entries" / "moved.md").write_text(text, encoding="utf-8")
    content = load(folder)
    assert (dict(content.formerly), content.problems) == ({"old": "new"}, ())


def test_an_article_can_be_linked_to_even_without_an_introduction(folder: Path) -> None:
    (folder / "articles" / "towns.md").write_text("# Towns\n\n## Rome\n\nOld.\n", encoding="utf-8")
    text = "## Where? {#where}\n\nSee also: #towns\n\n[In town](#towns), not [there](#town).\n"
    (folder / "entries" / "links.md").write_text(text, encoding="utf-8")
    assert problems(folder) == [
        "entries/links.md:1: the answer links to no entry: #town; correct the id, or delete the link"
    ]


def test_a_folder_of_its_own_may_bring_its_own_small_talk(folder: Path) -> None:
    assert [passage.id for passage in load(folder).smalltalk] == [
        passage.id for passage in load(CONTENT).smalltalk
    ]
    text = "## Ciao\n\nSee [us](#neighbour).\n\n## Ciao\n\n[x](#nobody)\n\n## Boh\n\nStatus: draft\n\nBoh.\n"
    (folder / "smalltalk.md").write_text(text, encoding="utf-8")
    content = load(folder)
    assert [passage.id for passage in content.smalltalk] == ["ciao", "ciao-2"]
    assert [str(problem) for problem in content.problems] == [
        "smalltalk.md:5: id 'ciao' is taken by smalltalk.md:1; "
        "end the heading with another id, as in {#ciao-2}",
        "smalltalk.md:5: the answer links to no entry: #nobody; correct the id, or delete the link",
    ]


def test_small_talk_that_cannot_be_read_is_reported(folder: Path) -> None:
    (folder / "smalltalk.md").write_bytes(b"## Ciao\n\n\xff\n")
    content = load(folder)
    assert content.smalltalk == ()
    assert [str(problem) for problem in content.problems] == [
        "smalltalk.md:3: byte 9 is not UTF-8; save the file with the encoding UTF-8"
    ]


def test_small_talk_and_synonyms_behind_a_link_are_reported_and_never_opened(folder: Path) -> None:
    secret = folder / "secret"
    secret.write_text("## Secret\n\nSecret.\n", encoding="utf-8")
    for name in ("smalltalk.md", "synonyms.txt"):
        (folder / name).symlink_to(secret)
    content = load(folder)
    assert "Secret." not in [passage.answer for passage in content.smalltalk]
    assert [str(problem) for problem in content.problems] == [
        "smalltalk.md:1: a link is not read; put the file itself here",
        "synonyms.txt:1: a link is not read; put the file itself here",
    ]
    assert not {folder / "smalltalk.md", folder / "synonyms.txt"} & set(stamped(folder))


@pytest.mark.parametrize("made", [[], ["entries"], ["entries", "articles"]])
def test_a_folder_without_content_says_so(tmp_path: Path, made: list[str]) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    for name in made:
        (folder / name).mkdir()
    content = load(folder)
    assert content.passages == ()
    assert [str(problem) for problem in content.problems] == [
        f"{folder.as_posix()}:1: no content here; put your files into its folder 'entries'"
    ]


def test_a_missing_folder_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert problems(tmp_path / "none") == [
        "none:1: no content here; put your files into its folder 'entries'"
    ]


def test_loading_twice_gives_the_same(folder: Path) -> None:
    assert load(folder) == load(folder)
    assert load() == load(CONTENT)


PARTS = [
    "# Title\n", "## Who? {#neighbour}\n\nYou.\n", "## Who? {#you}\n\nSee **[us](#neighbour)**.\n",
    "## Where?\n\nFormerly: #old\n\nHere.\n", "## Where?\n\nSee also: #old, #you\n\n- There.\n",
    "## Soon? {#you}\n\nStatus: draft\n\n![x](y)\n", "```\n", "text\n", "## Empty?\n", "\xff",
]  # fmt: skip
FILES = ["entries/a.md", "entries/b.md", "entries/c.csv", "articles/d.md", "smalltalk.md", "entries/no.txt"]


def edit(folder: Path, chance: Random) -> None:
    """One thing that may happen to a content folder; a time set back hides nothing."""
    path, other = (folder / name for name in chance.sample(FILES, 2))
    if path.exists() and chance.random() < 0.4:
        if chance.random() < 0.5:
            shutil.copy2(path, other)
        else:
            path.rename(other)
        return
    text = "".join(chance.choices(PARTS, k=chance.randint(0, 5)))
    if path.suffix == ".csv":
        text = f'question,answer,id\n"{text}",Yes.,you\nWho?,"{text}",\n'
    times = path.stat() if path.exists() else folder.stat()
    path.write_bytes(text.encode("latin-1"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_a_folder_read_again_after_any_edit_is_read_as_if_for_the_first_time(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(20261122)
    for _ in range(200):
        edit(folder, chance)
        monkeypatch.chdir(folder)
        found = load(folder), entries(folder), fingerprint(folder)
        copy = tmp_path_factory.mktemp("copy") / folder.name
        shutil.copytree(folder, copy)
        monkeypatch.chdir(copy)
        assert found == (load(copy), entries(copy), fingerprint(copy))


def test_what_did_not_change_is_the_same_passage_as_before(folder: Path) -> None:
    changed = folder / "entries" / "changed.md"
    changed.write_text("## Which one?\n\nThis one.\n", encoding="utf-8")
    before = load(folder).passages
    changed.write_text("## Which one?\n\nThat one.\n", encoding="utf-8")
    after = load(folder).passages
    assert [passage.answer for passage in after] == ["That one.", "The neighbour."]
    assert (after[0] is before[0], after[1] is before[1]) == (False, True)


def test_a_changed_file_among_many_is_read_in_a_fraction_of_the_time(folder: Path) -> None:
    for number in range(100):
        text = "".join(f"## Question {number} {part}?\n\nAn **answer**.\n\n" for part in range(20))
        (folder / "entries" / f"{number}.md").write_text(text, encoding="utf-8")
    whole = timed(folder)
    (folder / "entries" / "7.md").write_text("## Another?\n\nYes.\n", encoding="utf-8")
    assert timed(folder) < whole / 5


def timed(folder: Path) -> float:
    begin = time.process_time()
    load(folder)
    return time.process_time() - begin


def test_the_fingerprint_is_the_hash_of_names_and_bytes(folder: Path) -> None:
    expected = hashlib.sha256()
    for path in (folder / "entries" / "sound.md", CONTENT / "smalltalk.md"):
        expected.update(f"{path.parent.name}/{path.name}\0".encode())
        expected.update(hashlib.sha256(path.read_bytes()).digest())
    assert fingerprint(folder) == expected.hexdigest()


def test_the_fingerprint_follows_names_and_bytes(folder: Path) -> None:
    seen = [fingerprint(folder)]
    sound = folder / "entries" / "sound.md"
    times = sound.stat()
    sound.write_text(SOUND.replace("next", "near"), encoding="utf-8")
    os.utime(sound, ns=(times.st_atime_ns, times.st_mtime_ns))
    seen.append(fingerprint(folder))
    sound.rename(folder / "entries" / "other.md")
    seen.append(fingerprint(folder))
    (folder / "synonyms.txt").write_text("a, b\n", encoding="utf-8")
    seen.append(fingerprint(folder))
    (folder / "smalltalk.md").write_text("## Ciao\n\nCiao.\n", encoding="utf-8")
    seen.append(fingerprint(folder))
    assert len(set(seen)) == 5
    (folder / "README.md").write_text("no content", encoding="utf-8")
    assert fingerprint(folder) == seen[-1]


def test_only_files_that_are_read_are_stamped(folder: Path) -> None:
    for name in ("entries/a.csv", "entries/b.txt", "entries/.c.md", "articles/d.md", "synonyms.txt", "e.md"):
        (folder / name).write_text("", encoding="utf-8")
    assert stamped(folder) == [
        folder / "entries/a.csv",
        folder / "entries/sound.md",
        folder / "articles/d.md",
        CONTENT / "smalltalk.md",
        folder / "synonyms.txt",
    ]
