"""What a process is told by its environment: apart, since importing other tests would change that."""

import os
from pathlib import Path


def told() -> dict[str, object]:
    """The setting of the model, and the indexes that are stored."""
    indexes = [path.name for path in Path(os.environ["FAQ_INDEX"]).iterdir()]
    return {"meaning": os.environ["FAQ_MEANING"], "indexes": indexes}
