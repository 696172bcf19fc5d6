"""A model from a hub, by a revision that never changes, kept where the hub's library keeps its files."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Final

from faq import Source
from retrieval.meaning.failure import MeaningError, first_line
from retrieval.meaning.files import Files

MODEL: Final = "onnx/model.onnx"
TOKENIZER: Final = "tokenizer.json"
SECONDS: Final = 60
"""That an index waits for a download; a longer one ends in the background, for the next start."""
REACHED_SECONDS: Final = 3
"""Within which the hub must answer at all."""

_NAME: Final = re.compile(r"([\w.-]+/[\w.-]+)@([^\s:]+)(?::(\S+))?")
_REVISION: Final = re.compile(r"[0-9a-f]{40}")
_REMEDY: Final = (
    "check the name, the network and the disk, then restart,"
    " or put model.onnx and tokenizer.json into a folder, and name that"
)


class _DownloadError(Exception):
    """A file could not be had."""


def is_named(meaning: str) -> bool:
    """Whether a setting names a model of a hub.

    Examples
    --------
    >>> is_named("owner/name@main"), is_named("models/ours")
    (True, False)
    """
    return _NAME.fullmatch(meaning) is not None


def hub_files(meaning: str, sha256: str, place: Source) -> Files:
    """The files of a model of a hub, downloaded unless they were before.

    Parameters
    ----------
    meaning : str
        `owner/name@revision`, or `owner/name@revision:path/of/model.onnx`.
    sha256 : str
        Hex digits that the model must have.
    place : Source
        Where the setting stands.

    Raises
    ------
    MeaningError
        When something is missing from the setting, or when the files cannot be had in time.
    """
    repository, revision, path = _parts(meaning)
    if not _REVISION.fullmatch(revision):
        remedy = "give the 40 hex digits of a commit, as its page of commits shows them"
        raise MeaningError(place, f"{revision!r} is a name that can come to mean another model", remedy)
    if not sha256:
        remedy = f"set meaning_sha256 to the SHA256 that the hub shows on the page of {path}"
        raise MeaningError(place, f"the checksum of {repository} is not given", remedy)
    model, tokenizer = (Path(found) for found in _found(repository, revision, (path, TOKENIZER), place))
    return Files(model, tokenizer, sha256, "correct meaning_sha256, or delete the file to get it anew")


def _parts(meaning: str) -> tuple[str, str, str]:
    named = _NAME.fullmatch(meaning)
    assert named is not None  # else nobody would ask here
    return named[1], named[2], named[3] or MODEL


def _found(repository: str, revision: str, paths: tuple[str, ...], place: Source) -> list[str]:
    """Where the files lie on this machine."""
    from huggingface_hub import try_to_load_from_cache  # it comes with tokenizers

    kept = [try_to_load_from_cache(repository, path, revision=revision) for path in paths]
    if all(isinstance(file, str) for file in kept):
        return kept
    return within(
        SECONDS, lambda: [_fetched(repository, revision, path) for path in paths], repository, place
    )


def _fetched(repository: str, revision: str, path: str) -> str:
    """Where a file lies that was downloaded now."""
    from huggingface_hub import get_hf_file_metadata, hf_hub_download, hf_hub_url

    try:  # first a single question, as the download would try an unreachable hub for long
        get_hf_file_metadata(hf_hub_url(repository, path, revision=revision), timeout=REACHED_SECONDS)
        return str(hf_hub_download(repository, path, revision=revision))
    except Exception as error:  # of the network, the hub or the disk: each has classes of its own
        raise _DownloadError(f"{path} cannot be downloaded: {first_line(error)}") from None


def within(seconds: float, work: Callable[[], list[str]], repository: str, place: Source) -> list[str]:
    """What a download gives within some seconds; whatever keeps it longer keeps only its own thread.

    Raises
    ------
    MeaningError
        When it fails, or takes longer.
    """
    found: list[str] = []
    lost = [f"not downloaded after {seconds:g} seconds"]

    def worked() -> None:
        try:
            found.extend(work())
        except _DownloadError as error:
            lost[:] = [str(error)]

    thread = Thread(target=worked, name="faq-model", daemon=True)
    thread.start()
    thread.join(seconds)
    if not found:
        raise MeaningError(place, f"{repository}: {lost[0]}", _REMEDY)
    return found
