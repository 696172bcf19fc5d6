from pathlib import Path

import pytest

from tests.journal.contract import *  # noqa: F403  # the same tests as for PostgreSQL
from tests.journal.contract_attempts import *  # noqa: F403
from tests.journal.contract_kill import *  # noqa: F403
from tests.journal.contract_schema import *  # noqa: F403
from tests.journal.contract_tallies import *  # noqa: F403


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'journal' / 'journal.sqlite'}"
