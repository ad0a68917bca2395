"""A source tried once, to see whether it would give anything; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tasks.collect.discover import is_listing
from tasks.collect.fetch import Fetcher
from tasks.collect.files import readable
from tasks.collect.preview import preview
from tasks.models import Source


@dataclass(frozen=True, slots=True)
class Trial:
    """What a source offers, in words, or why it offers nothing."""

    offer: str = ""
    error: str | None = None


def trial(source: Source, fetcher: Fetcher) -> Trial:
    """One real fetch of a source on the web; of a folder or file on this machine, a look at what is there."""
    path = Path(source.location)
    if "://" not in source.location and not (path.is_file() and is_listing(path)):
        files = len(list(readable(path)))
        return Trial(f"{files} files") if files else Trial(error=f"{path}: no file of a kind that is read")
    seen = next(preview(source.location, fetcher, allow_private=source.allow_private, pattern=source.link_pattern))
    if seen.error is None and not seen.entries:
        return Trial(error="offers nothing")
    return Trial(f"{len(seen.entries)} items", seen.error)
