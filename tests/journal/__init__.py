"""Tests of the journal on more than one database."""

import pytest

for name in ("contract", "contract_attempts", "contract_schema", "contract_kill"):
    pytest.register_assert_rewrite(f"tests.journal.{name}")
