from pathlib import Path

import pytest

from tests.journal.contract import *  # noqa: F403  # the same tests as for SQLite
from tests.journal.contract_attempts import *  # noqa: F403
from tests.journal.contract_kill import *  # noqa: F403
from tests.journal.contract_schema import *  # noqa: F403
from tests.journal.contract_tallies import *  # noqa: F403
from tests.postgres.conftest import installed, shared_server, url  # noqa: F401


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the database would wait in the working directory."""
    monkeypatch.chdir(tmp_path)
