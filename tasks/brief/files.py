"""Digests as files: <out>/<profile>/<period>/digest.{html,txt,md,json}, all at once or not at all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection
from hashlib import sha256
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from tasks.brief.parts import Brief
from tasks.errors import DeliveryError
from tasks.models import Delivery, Digest, Profile

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
    return next(name for name in names if name not in taken and not _folder(out, brief.profile, name).exists())


def write(digest: Digest, profile: Profile, out: Path) -> tuple[Path, Delivery]:
    """Writes the profile's formats and returns the folder and what came of it.

    The folder is filled under another name and renamed when complete, so that nobody ever sees half a digest. One
    that holds this digest already, from a run that was cut off, is left as it is.

    Raises:
        DeliveryError: the profile or period is no safe folder name.
    """
    folder = _folder(out, digest.profile, digest.period)
    forms = {"html": digest.html, "txt": digest.text, "md": digest.markdown, "json": digest.json}
    contents = {f"digest.{form}": forms[form].encode() for form in profile.formats}
    error = None
    try:
        if not folder.exists():
            _write_at_once(folder, contents)
        elif any(not _holds(folder / name, content) for name, content in contents.items()):
            error = f"{folder} holds another digest and was not overwritten; move it away and deliver again"
    except OSError as problem:
        error = f"{folder} could not be written: {problem.strerror or problem}"
    identity = sha256(f"{digest.digest_id}\nfile\n{folder}".encode()).hexdigest()[:32]
    return folder, Delivery(
        delivery_id=identity,
        digest_id=digest.digest_id,
        channel="file",
        target=str(folder),
        outcome="failed" if error else "ok",
        error=error,
        at=digest.made_at,
    )


def _folder(out: Path, profile: str, period: str) -> Path:
    for name in (profile, period):
        if not SAFE.fullmatch(name):
            raise DeliveryError(f"{name!r} cannot name a folder of digests; use letters, digits, '-' and '_' only")
    return out / profile / period


def _write_at_once(folder: Path, contents: dict[str, bytes]) -> None:
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)  # of a run that was cut off
    partial.mkdir(parents=True)
    for name, content in contents.items():
        with (partial / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    partial.rename(folder)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
