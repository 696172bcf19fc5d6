"""A published index is fetched as it was, whole, whatever happens meanwhile."""

from functools import partial
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine

from faq import Content
from retrieval import store
from retrieval.build import index_of
from retrieval.postgres import files, landing, publication
from retrieval.postgres.connection import Connection, engine_of, read, where, write
from retrieval.postgres.failure import DatabaseError, GenerationGone
from retrieval.postgres.generation import KEPT, generation, tidy
from retrieval.postgres.publication import followed, publish
from retrieval.postgres.schema import create
from retrieval.store import StoreError
from tests.conftest import passage
from tests.postgres.generations import sound, stored
from tests.postgres.running import USER


def test_before_anything_is_published_there_is_no_generation(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError) as raised:
        followed(engine, tmp_path, sound)
    assert str(raised.value) == f"{where(engine)}: no index; publish one"
    assert generation(engine) is None
    create(engine)
    assert generation(engine) is None


def test_what_is_fetched_is_what_was_published(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PIECE", 1_000)
    folder = stored(tmp_path / "from", "aa")
    assert publish(engine, folder, sound) == generation(engine) == "aa"
    fetched = followed(engine, tmp_path / "to", sound)
    assert fetched == tmp_path / "to" / "aa"
    assert contents(fetched) == contents(folder)


def test_an_index_of_the_assistant_goes_to_another_machine(engine: Engine, tmp_path: Path) -> None:
    index = index_of(
        Content((passage("moon", "Who owns the moon?", answer="Nobody.", language="eo"),)), "5eed"
    )
    publish(engine, store.save(index, tmp_path / "here"))
    assert store.load(followed(engine, tmp_path / "there")).passages == index.passages


def test_the_last_one_published_is_the_current_one(engine: Engine, tmp_path: Path) -> None:
    folders = [stored(tmp_path / "from", name) for name in ("aa", "bb")]
    told = []
    for folder in (*folders, folders[0]):
        publish(engine, folder, sound)
        told.append(followed(engine, tmp_path / "to", sound).name)
    assert told == ["aa", "bb", "aa"]


def test_an_index_that_is_there_soundly_is_not_fetched(engine: Engine, tmp_path: Path) -> None:
    publish(engine, stored(tmp_path / "from", "aa"), sound)
    present = followed(engine, tmp_path / "to", sound)
    before = present.stat()
    assert followed(engine, tmp_path / "to", sound).stat() == before


def test_a_damaged_copy_is_fetched_anew(engine: Engine, tmp_path: Path) -> None:
    publish(engine, stored(tmp_path / "from", "aa"), sound)
    folder = followed(engine, tmp_path / "to", sound)
    (folder / "texts.json").write_text("rubbish", encoding="ascii")
    sound(followed(engine, tmp_path / "to", sound))
    assert [path.name for path in (tmp_path / "to").iterdir()] == ["aa"]


def test_a_damaged_index_is_not_published(engine: Engine, tmp_path: Path) -> None:
    folder = stored(tmp_path / "from", "aa")
    (folder / "texts.json").unlink()
    with pytest.raises(StoreError):
        publish(engine, folder, sound)
    assert generation(engine) is None


def test_an_upload_that_fails_leaves_nothing(engine: Engine, tmp_path: Path) -> None:
    publish(engine, stored(tmp_path / "from", "aa"), sound)
    odd = stored(tmp_path / "from", "bb")
    (odd / "zz").mkdir()
    with pytest.raises(IsADirectoryError):
        publish(engine, odd, lambda folder: None)
    assert generation(engine) == "aa"
    assert names_kept(engine) == ["aa"]
    assert rows(engine, "select count(distinct number) from index_chunk") == [(1,)]


def test_old_generations_are_removed(engine: Engine, tmp_path: Path) -> None:
    names = [f"a{number}" for number in range(KEPT + 3)]
    for name in names:
        publish(engine, stored(tmp_path / "from", name), sound)
        followed(engine, tmp_path / "to", sound)
    assert names_kept(engine) == names[-KEPT:]
    assert rows(engine, "select count(distinct number) from index_chunk") == [(KEPT,)]
    assert len(list((tmp_path / "to").iterdir())) == landing.KEPT + 1


def test_a_generation_that_is_published_again_is_not_old(engine: Engine, tmp_path: Path) -> None:
    folders = [stored(tmp_path / "from", f"a{number}") for number in range(KEPT + 1)]
    for folder in (*folders[:KEPT], folders[0], folders[KEPT]):
        publish(engine, folder, sound)
    assert names_kept(engine) == ["a0", "a2", "a3"]


def test_uploads_that_were_never_published_go_after_a_day(engine: Engine) -> None:
    create(engine)
    insert = "insert into index_generation (name, made) values (%s, now() - make_interval(hours => %s))"
    for name, hours in (("old", 25), ("new", 23)):
        write(engine, partial(_executed, statement=insert, values=(name, hours)))
    tidy(engine)
    assert names_kept(engine) == ["new"]


def test_a_generation_that_vanishes_is_followed_by_the_newer_one(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(engine, stored(tmp_path / "from", "bb"), sound)
    told = iter(["aa", "bb"])
    monkeypatch.setattr(publication, "generation", lambda engine: next(told))
    assert followed(engine, tmp_path / "to", sound) == tmp_path / "to" / "bb"


def test_generations_that_vanish_all_the_time_are_given_up(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(engine)
    monkeypatch.setattr(publication, "generation", lambda engine: "aa")
    with pytest.raises(GenerationGone) as raised:
        followed(engine, tmp_path / "to", sound)
    assert str(raised.value) == f"{where(engine)}: generation aa is not kept; fetch the current one"


def test_a_generation_that_is_removed_while_it_is_fetched_is_fetched_whole(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(engine, stored(tmp_path / "from", "aa"), sound)

    def removed_meanwhile(file: str) -> str:
        write(engine, partial(_executed, statement="delete from index_chunk", values=()))
        return file

    monkeypatch.setattr(files, "_plain", removed_meanwhile)
    sound(followed(engine, tmp_path / "to", sound))
    assert rows(engine, "select count(*) from index_chunk") == [(0,)]


def test_who_fetches_while_others_publish_gets_no_mixture(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PIECE", 1_000)
    publish(engine, stored(tmp_path / "from", "a0"), sound)
    done, seen, wrong = Event(), set(), []

    def fetch(number: int) -> None:
        for turn in count():
            try:
                seen.add(followed(engine, tmp_path / f"to{number}-{turn % 3}", sound).name)
            except (DatabaseError, StoreError) as error:
                wrong.append(error)
            if done.is_set():
                return

    readers = [Thread(target=fetch, args=(number,)) for number in range(2)]
    for reader in readers:
        reader.start()
    try:
        for number in range(1, 15):
            publish(engine, stored(tmp_path / "from", f"a{number}"), sound)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert wrong == []
    assert len(seen) > 1


def test_many_may_publish_into_an_empty_database_at_once(engine: Engine, tmp_path: Path) -> None:
    folders = [stored(tmp_path / "from", f"a{number}") for number in range(4)]
    wrong = []

    def upload(folder: Path) -> None:
        try:
            publish(engine, folder, sound)
        except DatabaseError as error:
            wrong.append(error)

    publishers = [Thread(target=upload, args=(folder,)) for folder in folders]
    for publisher in publishers:
        publisher.start()
    for publisher in publishers:
        publisher.join()
    assert wrong == []
    sound(followed(engine, tmp_path / "to", sound))
    assert len(names_kept(engine)) == KEPT


def test_several_processes_may_fetch_into_one_place(engine: Engine, tmp_path: Path) -> None:
    publish(engine, stored(tmp_path / "from", "aa"), sound)
    wrong = []

    def fetch() -> None:
        try:
            followed(engine, tmp_path / "to", sound)
        except (DatabaseError, StoreError, OSError) as error:
            wrong.append(error)

    readers = [Thread(target=fetch) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert [path.name for path in (tmp_path / "to").iterdir()] == ["aa"]


@pytest.mark.parametrize("name", ["../aa", ".", "", "a/b", "a\nb", "é"])
def test_names_that_lead_elsewhere_are_refused(engine: Engine, tmp_path: Path, name: str) -> None:
    create(engine)
    insert = "insert into index_generation (name, turn) values (%s, 1)"
    write(engine, partial(_executed, statement=insert, values=(name,)))
    with pytest.raises(DatabaseError, match="not the name of an index"):
        followed(engine, tmp_path / "to", sound)
    assert not (tmp_path / "to").exists()


@pytest.mark.parametrize("file", ["../evil", "/tmp/evil", ".hidden", "..", ""])
def test_files_that_lead_elsewhere_are_refused(engine: Engine, tmp_path: Path, file: str) -> None:
    publish(engine, stored(tmp_path / "from", "aa"), sound)
    update = "update index_chunk set file = %s where file = 'texts.json'"
    write(engine, partial(_executed, statement=update, values=(file,)))
    with pytest.raises(StoreError, match="not the name of a file of an index; publish the index anew"):
        followed(engine, tmp_path / "to", sound)
    assert list((tmp_path / "to").iterdir()) == []


def test_who_may_only_read_can_follow_and_is_told_that_publishing_takes_more(
    engine: Engine, url: str, tmp_path: Path
) -> None:
    publish(engine, stored(tmp_path / "from", "aa"), sound)
    with engine.connect() as connection:
        ((schema,),) = connection.exec_driver_sql("select current_schema")
        connection.exec_driver_sql("create role reader login password 'word'")
        connection.exec_driver_sql(f"grant usage on schema {schema} to reader")
        connection.exec_driver_sql(f"grant select on all tables in schema {schema} to reader")
    reader = engine_of(url.replace(url.partition("@")[0], "postgresql+psycopg://reader:word"))
    sound(followed(reader, tmp_path / "to", sound))
    with pytest.raises(DatabaseError) as raised:
        publish(reader, stored(tmp_path / "from", "bb"), sound)
    assert str(raised.value) == (
        f"{where(engine)}: permission denied for table index_generation;"
        " grant it; docs/scale.md says what each process needs"
    )
    assert USER not in str(raised.value)
    reader.dispose()


def _executed(connection: Connection, statement: str, values: tuple[object, ...]) -> None:
    connection.execute(statement.encode(), values)


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their names."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows(engine: Engine, statement: str) -> list[tuple[object, ...]]:
    """What a statement selects."""
    return read(engine, lambda connection: connection.execute(statement.encode()).fetchall())


def names_kept(engine: Engine) -> list[object]:
    """All generations in the database, also those on their way out."""
    return [name for (name,) in rows(engine, "select name from index_generation order by name")]
