import hashlib
import json
import os
import random
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from zlib import crc32

import numpy as np
import pytest

from faq import Content, GoldQuestion, Source
from retrieval import Assistant, Reply, store
from retrieval.build import index_of
from retrieval.built import built
from retrieval.calibration import Calibration
from retrieval.index import FORMAT, Index
from retrieval.logit import Term
from retrieval.passages import Passages
from retrieval.risk import Threshold
from retrieval.store import StoreError
from retrieval.text import words
from tests.conftest import differing, passage, pizzeria

QUESTIONS = ("How is a calzone folded?", "margherita toppings", "mozarella", "what is the weather", "")
ODD = ("pizza\ud800", "pizza", "\n", "pizza\r\ndough", "\u2028pizza", "\0", "\udfff\U0001f355", "")
NAMES = [f"state-{number}" for number in range(6)]


@pytest.fixture
def index(menu: Path) -> Index:
    return built(menu)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where indexes are stored as long as the test runs."""
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "indexes"))
    return tmp_path / "indexes"


def refused(folder: Path) -> str:
    with pytest.raises(StoreError) as caught:
        store.load(folder)
    return str(caught.value)


def test_a_stored_index_gives_the_same_replies(index: Index, tmp_path: Path) -> None:
    loaded = store.load(store.save(index, tmp_path))
    assert loaded.content == index.content
    assert (loaded.fingerprint, loaded.language) == (index.fingerprint, index.language)
    first, second = Assistant(index), Assistant(loaded)
    assert [second.ask(question) for question in QUESTIONS] == [first.ask(question) for question in QUESTIONS]


def test_everything_of_the_content_survives_the_store(tmp_path: Path) -> None:
    groups = (("calzone", "folded pizza"),)
    content = Content(pizzeria("eo"), pizzeria("eo")[:1], groups, {"old": "dog"})
    loaded = store.load(store.save(index_of(content, "whole"), tmp_path))
    assert loaded.content == content


def test_gold_questions_are_not_kept_and_what_was_learnt_from_them_is(tmp_path: Path) -> None:
    learnt = Calibration(
        shift=-0.5,
        slope=1.25,
        terms={"bm25": Term(2.5, 0.125)},
        thresholds=(Threshold(0.1, 0.75, 90, 60, 6), Threshold(0.2, 0.5, 90, 80, 16)),
        suggest=0.3125,
        questions=90,
        why="learnt from gold questions – é",
    )
    gold = (GoldQuestion("woof?", ("dog",), "", "", Source("gold.csv", 2)),)
    content = Content(pizzeria("eo"), gold=gold)
    index = replace(index_of(content, "learnt"), calibration=learnt)
    loaded = store.load(store.save(index, tmp_path))
    assert loaded.content == replace(content, gold=())
    assert loaded.calibration == learnt
    assert [type(row) for row in loaded.calibration.thresholds] == [Threshold, Threshold]


def test_everything_of_an_index_survives_the_store(index: Index, tmp_path: Path) -> None:
    loaded = store.load(store.save(index, tmp_path))
    assert differing(loaded, index) == []
    said = words("How is a calzone folded? Mozzarella!")
    assert loaded.analyser.every(said) == index.analyser.every(said)


def test_an_index_with_grammar_words_survives_the_store(waiter: Assistant, tmp_path: Path) -> None:
    index = replace(waiter.index, fingerprint="english")
    loaded = store.load(store.save(index, tmp_path))
    assert differing(loaded, index) == []
    assert loaded.vocabulary.stop > 0
    asked = [p.heading for p in index.passages]
    assert [Assistant(loaded).ask(q) for q in asked] == [Assistant(index).ask(q) for q in asked]


def test_a_loaded_index_is_stored_again_as_it_was(index: Index, tmp_path: Path) -> None:
    first = store.save(index, tmp_path / "first")
    second = store.save(store.load(first), tmp_path / "second")
    assert files(second) == files(first)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_any_text_survives_the_store(tmp_path: Path) -> None:
    plain = passage("plain", "pizza", answer="dough", language="eo")
    odd = [
        replace(plain, id=f"odd-{n}", phrasings=(said, f"also {said}"), text=said, answer=said)
        for n, said in enumerate(ODD)
    ]
    index = index_of(Content(tuple(odd), formerly={"\ud800": "odd-1"}), "odd")
    loaded = store.load(store.save(index, tmp_path))
    assert differing(loaded, index) == []
    assert [loaded.passages[loaded.place(p.id) or 0] for p in odd] == odd
    assert loaded.place("\ud800") == 1
    assert Assistant(loaded).ask("also pizza").hits == Assistant(index).ask("also pizza").hits


def test_an_index_without_words_survives_the_store(tmp_path: Path) -> None:
    index = index_of(Content((passage("q", "???", answer="...", language="eo"),)), "wordless")
    loaded = store.load(store.save(index, tmp_path))
    assert (differing(loaded, index), loaded.vocabulary.terms) == ([], ())
    assert Assistant(loaded).ask("anything") == Assistant(index).ask("anything")


def test_arrays_are_mapped_as_plain_ones_that_nobody_can_write_to(index: Index, tmp_path: Path) -> None:
    loaded = store.load(store.save(index, tmp_path))
    assert isinstance(loaded.passages, Passages)
    mapped = [
        getattr(loaded.passages.texts if part == "passages" else getattr(loaded, part), name)
        for part, names in store.ARRAYS.items()
        for name in names
    ]
    assert {type(array) for array in mapped} == {np.ndarray}
    assert [array for array in mapped if array.flags.writeable] == []
    with pytest.raises(ValueError, match="read-only"):
        mapped[0][:] = 0


def test_passages_are_read_from_the_store_when_they_are_asked_for(index: Index, tmp_path: Path) -> None:
    loaded = store.load(store.save(index, tmp_path))
    assert isinstance(loaded.passages, Passages)
    assert loaded.wordings.read == [None] * len(index.wordings)
    place = loaded.place("calzone")
    assert place is not None
    assert loaded.passages[place] is loaded.passages[place]
    assert loaded.passages == index.passages


def test_a_stored_index_holds_arrays_text_and_json_and_no_pickle(index: Index, tmp_path: Path) -> None:
    folder = store.save(index, tmp_path)
    assert {path.suffix for path in folder.iterdir()} == {".json", ".npy", ".txt"}
    for path in folder.glob("*.npy"):
        assert np.load(path, allow_pickle=False).dtype.kind in "fiu", path.name
    for path in folder.glob("*.json"):
        json.loads(path.read_text(encoding="ascii"))


def test_objects_that_only_a_pickle_could_hold_are_never_written(index: Index, tmp_path: Path) -> None:
    odd = replace(index, rows=replace(index.rows, lengths=np.array([{"any": "object"}], object)))
    with pytest.raises(ValueError, match="Object arrays cannot be saved when allow_pickle=False"):
        store.save(odd, tmp_path / "indexes")
    assert list((tmp_path / "indexes").iterdir()) == []


def test_an_array_of_objects_is_refused_even_under_a_right_seal(index: Index, tmp_path: Path) -> None:
    folder = store.save(index, tmp_path)
    np.save(folder / "rows-lengths.npy", np.array([{"any": "object"}], object), allow_pickle=True)
    sealed(folder)
    assert "Python objects in dtype" in refused(folder)


def sealed(folder: Path, **changes: object) -> None:
    """Give a folder a header that is right about whatever now lies in it."""
    header = json.loads((folder / "header.json").read_text("ascii")) | changes
    header["files"] = {name: crc32((folder / name).read_bytes()) for name in header["files"]}
    del header["checksum"]
    header["checksum"] = hashlib.sha256(json.dumps(header, sort_keys=True).encode()).hexdigest()
    (folder / "header.json").write_text(json.dumps(header), encoding="ascii")


@pytest.mark.parametrize(
    "change", [{"format": FORMAT + 1}, {"format": FORMAT - 1}, {"fingerprint": "another"}]
)
def test_another_format_or_content_is_refused_even_under_a_right_seal(
    index: Index, tmp_path: Path, change: dict[str, object]
) -> None:
    folder = store.save(index, tmp_path)
    sealed(folder)
    assert store.load(folder).passages == index.passages
    sealed(folder, **change)
    assert "another format or another content" in refused(folder)


def test_a_damaged_byte_in_any_file_is_refused(index: Index, tmp_path: Path) -> None:
    folder, chance = store.save(index, tmp_path), random.Random(1)
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        for byte in {0, len(whole) // 2, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(3))}:
            damaged = bytearray(whole)
            damaged[byte] ^= 0x41
            path.write_bytes(bytes(damaged))
            assert refused(folder).startswith(f"{folder}: not a sound index: "), (path.name, byte)
        path.write_bytes(whole)
    assert store.load(folder).passages == index.passages


def test_no_file_is_read_that_no_checksum_vouches_for(index: Index, tmp_path: Path) -> None:
    folder = store.save(index, tmp_path)
    header = json.loads((folder / "header.json").read_text("ascii"))
    assert {*header["files"], "header.json"} == set(files(folder))


def test_a_flipped_bit_anywhere_is_refused_or_changes_nothing(index: Index, tmp_path: Path) -> None:
    chance, folder = random.Random(0), store.save(index, tmp_path)
    expected = [Assistant(index).ask(question) for question in QUESTIONS]
    trusted = []
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        begin = range(160) if path.name == "header.json" else ()
        for byte in sorted({*begin, len(whole) - 1, chance.randrange(len(whole))}):
            flipped = bytearray(whole)
            flipped[byte] ^= 1 << (byte % 7)
            path.write_bytes(bytes(flipped))
            if told(folder, index.language) not in (None, expected):
                trusted.append(f"{path.name} byte {byte}: {bytes(flipped[byte - 20 : byte + 9])!r}")
        path.write_bytes(whole)
    assert trusted == []


def told(folder: Path, language: str) -> list[Reply] | str | None:
    """The replies of a stored index; None when it is refused."""
    try:
        loaded = store.load(folder)
    except StoreError:
        return None
    try:
        return (
            [Assistant(loaded).ask(q) for q in QUESTIONS]
            if loaded.language == language
            else "another language"
        )
    except IndexError:
        return "no replies"


@pytest.mark.parametrize("size", [0, 1, 100])
def test_truncated_files_are_refused(index: Index, tmp_path: Path, size: int) -> None:
    folder = store.save(index, tmp_path)
    for name in sorted(path.name for path in folder.iterdir()):
        whole = (folder / name).read_bytes()
        (folder / name).write_bytes(whole[:size])
        assert refused(folder).startswith(f"{folder}: not a sound index: ")
        (folder / name).write_bytes(whole)
    assert store.load(folder).passages == index.passages


def test_missing_files_are_refused(index: Index, tmp_path: Path) -> None:
    folder = store.save(index, tmp_path)
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        path.unlink()
        assert refused(folder).endswith("; it will be built anew")
        path.write_bytes(whole)
    assert refused(tmp_path / "nowhere").startswith(f"{tmp_path}/nowhere: not a sound index: ")


@pytest.mark.parametrize("header", ["", "[]", "null", "7", "{}", '{"format": 1}', "\u00e9", "[" * 100_000])
def test_a_header_of_another_shape_is_refused(index: Index, tmp_path: Path, header: str) -> None:
    folder = store.save(index, tmp_path)
    (folder / "header.json").write_text(header, encoding="utf-8")
    assert refused(folder).startswith(f"{folder}: not a sound index: ")


@pytest.mark.parametrize(
    "change", [{"format": FORMAT + 1}, {"fingerprint": "another"}, {"files": []}, {"files": {}}]
)
def test_a_header_with_another_value_is_refused(
    index: Index, tmp_path: Path, change: dict[str, object]
) -> None:
    folder = store.save(index, tmp_path)
    header = json.loads((folder / "header.json").read_text("ascii")) | change
    (folder / "header.json").write_text(json.dumps(header), encoding="ascii")
    assert refused(folder).startswith(f"{folder}: not a sound index: ")


def test_an_index_of_another_format_is_refused(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        later.setattr(store, "FORMAT", FORMAT + 1)
        folder = store.save(index, tmp_path)
        assert store.load(folder).passages == index.passages
    message = f"{folder}: not a sound index: another format or another content; it will be built anew"
    assert refused(folder) == message


def test_an_index_under_the_name_of_another_is_refused(index: Index, tmp_path: Path) -> None:
    folder = store.save(index, tmp_path)
    folder.rename(tmp_path / "other")
    assert "another format or another content" in refused(tmp_path / "other")


def test_a_folder_that_is_in_the_way_is_replaced(index: Index, tmp_path: Path) -> None:
    (tmp_path / index.fingerprint).mkdir()
    (tmp_path / index.fingerprint / "rubbish").write_text("x", encoding="ascii")
    assert store.load(store.save(index, tmp_path)).passages == index.passages


def test_concurrent_saves_of_one_index_all_succeed_and_leave_a_sound_one(
    index: Index, tmp_path: Path
) -> None:
    failures: list[OSError] = []

    def save() -> None:
        for _ in range(8):
            try:
                store.save(index, tmp_path)
            except OSError as error:
                failures.append(error)

    threads = [Thread(target=save) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [path.name for path in tmp_path.iterdir() if path.name != "menu"] == [index.fingerprint]
    assert store.load(tmp_path / index.fingerprint).passages == index.passages


def test_a_reader_meets_a_whole_index_while_it_is_saved_again(index: Index, tmp_path: Path) -> None:
    folder, done, wrong = store.save(index, tmp_path), Event(), []

    def read() -> None:
        while not done.is_set():
            try:
                store.load(folder)
            except StoreError as error:
                wrong.append(str(error))

    reader = Thread(target=read)
    reader.start()
    try:
        for _ in range(20):
            store.save(index, tmp_path)
    finally:
        done.set()
        reader.join()
    assert wrong == []


def test_old_indexes_are_tidied_away(tmp_path: Path) -> None:
    for age, name in enumerate(NAMES):
        index = index_of(Content((passage("one", name, answer="x", language="eo"),)), name)
        folder = store.save(index, tmp_path)
        os.utime(folder, (age, age))
    assert sorted(path.name for path in tmp_path.iterdir()) == NAMES[-1 - store.KEPT :]


def test_what_a_killed_build_left_behind_is_tidied_away(index: Index, tmp_path: Path) -> None:
    left = tmp_path / "indexes" / ".new-killed"
    left.mkdir(parents=True)
    os.utime(left, (0, 0))
    store.save(index, tmp_path / "indexes")
    assert [path.name for path in (tmp_path / "indexes").iterdir()] == [index.fingerprint]
