"""What the settings say of a model into its files, wherever they lie."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Final

from faq import Source
from faq.site import ROOT
from retrieval.meaning.failure import MeaningError
from retrieval.meaning.files import Files
from retrieval.meaning.hub import hub_files, is_named
from retrieval.meaning.package import is_installed, package_files

OFF: Final = "off"
PACKAGE: Final = "package"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def files_of(meaning: str, sha256: str, place: Source) -> Files | None:
    """The files of the model that a setting asks for; None when none is wanted.

    Parameters
    ----------
    meaning : str
        Empty for the installed model if there is one, `off`, `package`, a folder, or a model of a hub.
    sha256 : str
        Hex digits that a model from a folder or hub must have; may be empty for a folder.
    place : Source
        Where the setting stands.

    Raises
    ------
    MeaningError
        When there is no such model.
    """
    if meaning.lower() == OFF or (not meaning and not is_installed()):
        return None
    if meaning.lower() in ("", PACKAGE):
        return package_files(place)
    if sha256 and not _SHA256.fullmatch(sha256):
        raise MeaningError(place, f"meaning_sha256 is {sha256!r}", "write 64 hex digits")
    with contextlib.suppress(OSError, ValueError):  # a name too long, or with a NUL
        folder = ROOT / meaning
        if folder.is_dir():
            return _folder_files(folder, sha256)
    if is_named(meaning):
        return hub_files(meaning, sha256, place)
    remedy = "give off, package, a folder with model.onnx and tokenizer.json, or owner/name@revision of a hub"
    raise MeaningError(place, f"there is no folder {meaning!r}", remedy)


def _folder_files(folder: Path, sha256: str) -> Files:
    return Files(
        folder / "model.onnx", folder / "tokenizer.json", sha256, "correct meaning_sha256, or the file"
    )
