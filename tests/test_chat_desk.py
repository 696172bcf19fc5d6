import sys
from importlib.util import find_spec
from pathlib import Path
from subprocess import run

import chat.desk

ROOT = Path(__file__).parent.parent
WARMED = """
import sys
from chat import desk
desk._import_pages()
print(sorted(name for name in sys.modules if name.startswith("chat.")))
"""


def test_what_is_imported_before_the_first_visitor_comes_exists() -> None:
    assert [name for name in chat.desk._DRAWN_WITH if find_spec(name) is None] == []


def test_every_page_is_imported_before_the_first_visitor_comes() -> None:
    told = run([sys.executable, "-c", WARMED], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    modules = {f"chat.{path.stem}" for path in (ROOT / "chat").glob("*.py") if path.stem[0] != "_"}
    assert {name for name in modules if f"'{name}'" not in told} == set()
