"""Digests as files: <out>/<profile>/<period>/digest.{html,txt,md,json}, all at once or not at all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from secrets import token_hex
from zoneinfo import ZoneInfo

from tasks.brief.parts import Brief
from tasks.disk import to_disk
from tasks.errors import DeliveryError
from tasks.models import Digest, Profile

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def free_period(out: Path, brief: Brief, taken: Collection[str] = ()) -> str:
    """The briefing's day in the profile's time zone: "2023-02-15"; the day's next one is "2023-02-15-2".

    Args:
        out: the folder of digests.
        brief: what is to be written.
        taken: periods that are spoken for although their folder may not exist (yet).
    """
    day = brief.until.astimezone(ZoneInfo(brief.timezone)).date().isoformat()
    names = (day if n == 1 else f"{day}-{n}" for n in count(1))
    return next(name for name in names if name not in taken and not folder_of(out, brief.profile, name).exists())


def folder_of(out: Path, profile: str, period: str) -> Path:
    """Where a digest goes.

    Raises:
        DeliveryError: the profile or period is no safe folder name.
    """
    for name in (profile, period):
        if not SAFE.fullmatch(name):
            raise DeliveryError(f"{name!r} cannot name a folder of digests; use letters, digits, '-' and '_' only")
    return out / profile / period


def write(digest: Digest, profile: Profile, folder: Path) -> None:
    """Writes the profile's formats.

    The folder is filled under another name and renamed when complete, so that nobody ever sees half a digest. One
    that holds this digest already, from a run that was cut off or one that goes on beside this, is left as it is.

    Raises:
        DeliveryError: the folder cannot be written, or holds another digest.
    """
    contents = _contents(digest, profile)
    try:
        if not folder.exists():
            _write_at_once(folder, contents)
    except OSError as problem:
        if not folder.exists():  # else another run was first
            raise DeliveryError(f"{folder} could not be written: {problem.strerror or problem}") from problem
    if any(not _holds(folder / name, content) for name, content in contents.items()):
        raise DeliveryError(f"{folder} holds another digest and was not overwritten; move it away")


def preview(digest: Digest, profile: Profile, mail: EmailMessage, out: Path) -> Path:
    """Writes what would be delivered, the mail as digest.eml, to <out>/<profile>/preview, in place of the last one.

    Raises:
        DeliveryError: the profile is no safe folder name, or the folder cannot be written.
    """
    folder = folder_of(out, digest.profile, "preview")
    try:
        shutil.rmtree(folder, ignore_errors=True)
        _write_at_once(folder, _contents(digest, profile) | {"digest.eml": mail.as_bytes()})
    except OSError as problem:
        raise DeliveryError(f"{folder} could not be written: {problem.strerror or problem}") from problem
    return folder


def _contents(digest: Digest, profile: Profile) -> dict[str, bytes]:
    """The files of a digest, by name, in the profile's formats."""
    forms = {"html": digest.html, "txt": digest.text, "md": digest.markdown, "json": digest.json}
    return {f"digest.{form}": forms[form].encode() for form in profile.formats}


def _write_at_once(folder: Path, contents: dict[str, bytes]) -> None:
    """Makes a folder of files that appears complete or not at all, whoever else makes it at the same time."""
    partial = folder.with_name(f".{folder.name}.{token_hex(4)}.partial")
    partial.mkdir(parents=True)
    try:
        for name, content in contents.items():
            (partial / name).write_bytes(content)
            to_disk(partial / name)
        to_disk(partial)
        partial.rename(folder)
        to_disk(folder.parent)
    finally:
        for left in folder.parent.glob(f".{folder.name}.*partial"):  # of runs that were cut off or came second, too
            if folder.exists() or left == partial:
                shutil.rmtree(left, ignore_errors=True)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
