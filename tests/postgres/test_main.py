"""The commands: publish, generation, fetch."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from retrieval import Assistant
from retrieval.postgres.__main__ import main
from retrieval.postgres.connection import where
from retrieval.postgres.distant import distant
from retrieval.postgres.files import LEAN
from retrieval.postgres.publication import followed
from retrieval.store import load

ROOT = Path(__file__).parent.parent.parent


def test_what_one_machine_publishes_another_one_fetches(
    engine: Engine,
    url: str,
    menu: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("FAQ_INDEX_URL", url)
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "here"))
    assert main(["generation"]) == 1
    assert capsys.readouterr().err == f"{where(engine)}: no index; publish one\n"
    assert main(["publish", "--content", str(menu)]) == 0
    name = capsys.readouterr().out.removeprefix("published as ").strip()
    assert main(["generation"]) == 0
    assert main(["fetch", "--place", str(tmp_path / "there")]) == 0
    assert capsys.readouterr().out == f"{name}\n{tmp_path / 'there' / name}\n"
    assert len(load(tmp_path / "there" / name).passages) == 2


def test_what_is_published_with_its_search_can_be_searched_there(
    engine: Engine,
    url: str,
    menu: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("FAQ_INDEX_URL", url)
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "here"))
    assert main(["publish", "--content", str(menu), "--search", "--shards", "3"]) == 0
    name = capsys.readouterr().out.removeprefix("published as ").strip()
    folder = followed(engine, tmp_path / "lean", table=LEAN)
    here, there = Assistant(load(tmp_path / "here" / name)), Assistant(distant(load(folder), engine))
    questions = [passage.heading for passage in here.passages]
    assert [there.ask(question) for question in questions] == [here.ask(question) for question in questions]
    assert main(["publish", "--content", str(menu), "--search"]) == 0


@pytest.mark.parametrize("shards", ["0", "-1", "many"])
def test_a_number_of_shards_that_is_none_is_refused(shards: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["publish", "--search", "--shards", shards])
    assert f"argument --shards: invalid number of shards: '{shards}'" in capsys.readouterr().err


def test_without_a_url_the_variable_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("FAQ_INDEX_URL", raising=False)
    assert main(["generation"]) == 1
    assert capsys.readouterr().err.startswith("FAQ_INDEX_URL: not a URL of PostgreSQL; write ")


def test_without_the_driver_the_file_that_installs_it_is_named() -> None:
    absent = "import sys; sys.modules['psycopg'] = None; from retrieval.postgres.__main__ import main;"
    done = subprocess.run(
        [sys.executable, "-c", f"{absent} sys.exit(main(['generation']))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "PostgreSQL needs the library psycopg; pip install -r requirements-postgres.txt\n"


def test_the_driver_is_loaded_only_where_a_database_is_asked() -> None:
    loaded = "import sys, retrieval; print([name for name in sys.modules if 'psycopg' in name])"
    done = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr
