import os
import sys
from importlib.util import find_spec
from pathlib import Path
from subprocess import run

import pytest

import chat.desk
from retrieval.meaning import opened

ROOT = Path(__file__).parent.parent
WARMED = """
import sys
from chat import desk
desk._import_pages()
print(sorted(name for name in sys.modules if name.startswith("chat.")))
"""
SETTINGS = """
import os
from faq import load_site
print(load_site(environment=os.environ).meaning)
"""


def test_what_is_imported_before_the_first_visitor_comes_exists() -> None:
    assert [name for name in chat.desk._DRAWN_WITH if find_spec(name) is None] == []


def test_every_page_is_imported_before_the_first_visitor_comes() -> None:
    told = run([sys.executable, "-c", WARMED], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    modules = {f"chat.{path.stem}" for path in (ROOT / "chat").glob("*.py") if path.stem[0] != "_"}
    assert {name for name in modules if f"'{name}'" not in told} == set()


@pytest.mark.parametrize(
    "secrets", [{"faq": {"meaning": "models/ours"}}, {"FAQ_MEANING": "models/ours"}], ids=["table", "name"]
)
def test_a_model_that_the_secrets_name_is_opened_here_and_in_child_processes(
    menu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secrets: dict[str, object]
) -> None:
    journal = {"FAQ_CONTENT": str(menu), "FAQ_JOURNAL": f"sqlite:///{tmp_path / 'votes.sqlite'}"}
    for name in ("FAQ_MEANING", "FAQ_MEANING_SHA256"):
        monkeypatch.setenv(name, "")  # what the desk puts there is gone after the test
        monkeypatch.delenv(name)
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "indexes"))
    monkeypatch.setattr(chat.desk, "_secrets", lambda: {**journal, **secrets})
    monkeypatch.setattr(chat.desk, "_desks", [])
    monkeypatch.setattr(opened, "_attempts", [])
    made = chat.desk.desk()
    assert made.assistant.ask("calzone").hits
    problem = opened.failure()
    assert problem is not None
    assert "models/ours" in problem.what
    told = run([sys.executable, "-c", SETTINGS], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told == "models/ours\n"
    made.warm.wait()
    made.holder.close()
    made.journal.close()


def test_the_environment_overrules_what_the_secrets_say_of_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAQ_MEANING", "off")
    monkeypatch.setenv("FAQ_MEANING_SHA256", "")
    chat.desk._pass_on({"faq": {"meaning": "models/ours", "meaning_sha256": "AB"}})
    assert os.environ["FAQ_MEANING"] == "off"


def test_secrets_that_name_no_model_overrule_the_settings_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAQ_MEANING", "")
    monkeypatch.delenv("FAQ_MEANING")
    chat.desk._pass_on({"faq": {"meaning": ""}})
    assert os.environ["FAQ_MEANING"] == ""
