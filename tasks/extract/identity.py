"""When are two pages the same article: by canonical address, or by file name where there is none, and by text."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

# Parameters that tell where a reader came from, not what is read.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|cmpid|ocid|ns_\w+|smid|smtyp|ftag|xtor|"
    r"guccounter|guce_\w+|traffic_source|ref(?:_src|_url)?|source_?ref",
    re.I,
)


def canonical_url(url: str) -> str:
    """One spelling of a web address: host in lower case, no default port, fragment, or tracking parameters.

    What is no address is handed back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").rstrip(".")
    if port and port != {"http": 80, "https": 443}.get(parts.scheme):
        host += f":{port}"
    query = [
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(key)
    ]
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", urlencode(query), ""))


def own_address(claimed: str | None, page_url: str) -> str | None:
    """The address that a page gives itself, where it may be believed; else None.

    A fetched page speaks only for its own host (with or without "www."), so that no site can pass as another. A site's
    front page is no article's address: careless templates put it on every page.
    """
    if not claimed or not claimed.startswith(("http://", "https://")):
        return None
    url = canonical_url(claimed)
    try:
        parts, page = urlsplit(url), urlsplit(page_url)
    except ValueError:
        return None
    if not parts.hostname or (parts.path == "/" and not parts.query):
        return None
    if page.scheme in {"http", "https"} and _site(parts.hostname) != _site(page.hostname or ""):
        return None
    return url


def _site(host: str) -> str:
    return re.sub(r"^(?:www|m|amp|mobile)\.", "", host.lower())


def article_id(url: str, text: str) -> str:
    """16 hex digits of SHA-256 over identity and text.

    The identity of a file is its bare name, with `#n` for the n-th record in it: the same folder at another place on
    another machine holds the same articles.
    """
    parts = urlsplit(url)
    identity = url
    if parts.scheme == "file":
        identity = unquote(parts.path).rsplit("/", 1)[-1] + (f"#{parts.fragment}" if parts.fragment else "")
    return sha256(f"{identity}\n{text}".encode("utf-8", "replace")).hexdigest()[:16]


def text_sha256(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hex."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()
