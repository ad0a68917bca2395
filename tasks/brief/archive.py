"""The folder of digests as it can be served: an index page and an Atom feed of all digests, and of each profile's."""

from __future__ import annotations

import base64
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote
from uuid import NAMESPACE_OID, uuid5

from markupsafe import Markup

from tasks.brief.templating import Templates
from tasks.brief.words import Words
from tasks.models import ListedDigest

TYPES = {"html": "text/html", "txt": "text/plain", "md": "text/markdown", "json": "application/json"}
MOST_IN_FEED = 50
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """A digest that lies in the folder, and where, as a relative address."""

    listed: ListedDigest
    forms: tuple[tuple[str, str], ...]  # the form's name and its page

    @property
    def page(self) -> str:
        """The form that people open first."""
        return self.forms[0][1]


def write(out: Path, listed: Sequence[ListedDigest]) -> None:
    """Renew index.html and feed.xml of the folder of digests and of each profile's folder in it.

    The archive only repeats what the digests say, so that a failure is a warning, not an error.

    Args:
        out: The folder of digests.
        listed: All digests of the warehouse, newest first; those that do not lie in the folder are left out.
    """
    folders = {out: list(listed)}
    for digest in listed:
        folders.setdefault(out / digest.profile, []).append(digest)
    for folder, digests in folders.items():
        entries = [entry for digest in digests if (entry := _entry(digest, out, folder))]
        if not entries:
            continue
        try:
            for name, content in _pages(entries, digests, whole=folder == out).items():
                partial = folder / f".{name}.partial"
                partial.write_text(content, encoding="utf-8")
                partial.replace(folder / name)
        except OSError as problem:
            log.warning("the archive in %s could not be renewed: %s", folder, problem.strerror or problem)


def _entry(digest: ListedDigest, out: Path, folder: Path) -> Entry | None:
    place = out / digest.profile / digest.period
    base = quote(place.relative_to(folder).as_posix())
    forms = tuple((form, f"{base}/digest.{form}") for form in TYPES if (place / f"digest.{form}").is_file())
    return Entry(digest, forms) if forms else None


def _pages(entries: Sequence[Entry], digests: Sequence[ListedDigest], *, whole: bool) -> dict[str, str]:
    """The pages by name.

    Args:
        entries: What they list.
        digests: All digests ever made of what they list, the oldest of which names the feed: it stays the same when
            digests are moved away.
        whole: Whether they are of all profiles.
    """
    words = Words.load("en", "UTC")
    script = (files("templates") / "archive/search.js").read_text("utf-8")
    context = {
        "title": words("archive.all") if whole else words("archive.one", title=entries[0].listed.title),
        "entries": entries,
        "most": MOST_IN_FEED,
        "types": TYPES,
        "urn": _urn,
        "feed_id": _urn(digests[-1].digest_id, "feed", "" if whole else digests[-1].profile),
        "search_script": Markup(script),  # noqa: S704 - ours
        "search_hash": base64.b64encode(sha256(script.encode()).digest()).decode(),
    }
    templates = Templates(t=words)
    return {name: templates.fill(f"archive/{name}", context) for name in ("index.html", "feed.xml")}


def _urn(*parts: str) -> str:
    """An id that stays, whatever the folder is called and wherever it is served."""
    return uuid5(NAMESPACE_OID, "counterclaim/" + "/".join(parts)).urn
