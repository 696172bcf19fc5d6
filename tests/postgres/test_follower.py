"""A process follows what is published, and answers on when the database is away."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from retrieval.postgres.connection import engine_of, where
from retrieval.postgres.follower import Follower
from retrieval.postgres.publication import publish
from retrieval.store import StoreError
from tests.postgres.generations import sound, stored
from tests.postgres.running import free_port


@pytest.fixture
def nowhere() -> Engine:
    """An engine for a database that is away."""
    return engine_of(f"postgresql+psycopg://ann@127.0.0.1:{free_port()}/faq")


def test_each_index_is_told_once(engine: Engine, tmp_path: Path) -> None:
    follower = Follower(engine, tmp_path / "to", sound)
    told = [follower.look()]
    for name in ("aa", "bb"):
        publish(engine, stored(tmp_path / "from", name), sound)
        told += [follower.look(), follower.look()]
    assert told == [None, tmp_path / "to" / "aa", None, tmp_path / "to" / "bb", None]


def test_while_the_database_is_away_the_index_followed_last_is_told(
    engine: Engine, nowhere: Engine, tmp_path: Path
) -> None:
    publish(engine, stored(tmp_path / "from", "aa"), sound)
    Follower(engine, tmp_path / "to", sound).look()
    later = Follower(nowhere, tmp_path / "to", sound)
    assert [later.look(), later.look()] == [tmp_path / "to" / "aa", None]


def test_a_damaged_index_is_not_told_while_the_database_is_away(
    engine: Engine, nowhere: Engine, tmp_path: Path
) -> None:
    publish(engine, stored(tmp_path / "from", "aa"), sound)
    Follower(engine, tmp_path / "to", sound).look()
    (tmp_path / "to" / "aa" / "texts.json").unlink()
    assert Follower(nowhere, tmp_path / "to", sound).look() is None


def test_an_outage_is_logged_once(nowhere: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    follower = Follower(nowhere, tmp_path / "to", sound)
    assert [follower.look() for _ in range(3)] == [None] * 3
    (record,) = caplog.records
    begin = f"the published index cannot be followed; the present one stays: {where(nowhere)}: "
    assert record.getMessage().startswith(begin)


def test_an_index_that_is_refused_is_fetched_once(engine: Engine, tmp_path: Path) -> None:
    looked: list[str] = []

    def picky(folder: Path) -> Path:
        looked.append(folder.name)
        if folder.name == "bb":
            raise StoreError("of a later version")
        return sound(folder)

    follower = Follower(engine, tmp_path / "to", picky)
    told = []
    for name in ("aa", "bb", "cc"):
        publish(engine, stored(tmp_path / "from", name), sound)
        told += [follower.look(), follower.look()]
    assert told == [tmp_path / "to" / "aa", None, None, None, tmp_path / "to" / "cc", None]
    assert looked.count("bb") == 2  # whether it is there, and when it was fetched


def test_a_place_that_cannot_be_written_is_a_trouble_like_others(
    engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    publish(engine, stored(tmp_path / "from", "aa"), sound)
    (tmp_path / "to").touch()
    assert Follower(engine, tmp_path / "to", sound).look() is None
    assert len(caplog.records) == 1
