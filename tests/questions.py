"""Gold questions by what the assistant makes of them today, so that no test leans on a threshold."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from retrieval import Holder
from retrieval.records import Outcome

GOLD = Path(__file__).parent / "gold"


@cache
def question_for(outcome: Outcome) -> str:
    """A gold question that gets this outcome now, whatever weights and thresholds ship."""
    assistant = Holder().assistant()
    for file in ("in_scope.jsonl", "out_of_scope.jsonl"):
        for line in (GOLD / file).read_text(encoding="utf-8").splitlines():
            question = str(json.loads(line)["question"])
            reply = assistant.ask(question)
            if reply.outcome == outcome and reply.smalltalk is None and reply.hits:
                return question
    raise LookupError(f"no gold question gets the outcome {outcome!r}; add one to tests/gold")
