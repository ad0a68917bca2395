"""Addresses of pages: resolved, made safe to show, and reduced to what identifies the page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

# Parameters that say where a click came from and never which page is meant.
TRACKING = re.compile(
    r"(utm_.*|hsa_.*|mc_[ce]id|at_(medium|campaign|custom\d|link.*|format|ptr.*|bbc.*)|"
    r"fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|ttclid|"
    r"_ga|_gl|_hsenc|_hsmi|ocid|cmpid|cmp|ns_(mchannel|source|campaign|linkname|fee)|partner|smid|smtyp|"
    r"taid|traffic_source|__twitter_impression|amp_js_v|amp_gsa|usqp|guccounter|guce_referrer.*)",
    re.IGNORECASE,
)
AMP_CACHE = re.compile(r"^(?:[\w-]+\.)?cdn\.ampproject\.org$|^(?:www\.)?google\.\w{2,3}(?:\.\w{2})?$")
AMP_CACHE_PATH = re.compile(r"^(?:/amp|/[vc])(?P<secure>/s)?/(?P<rest>[\w-]+\.[\w.-]+/.*)$")
CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")


def absolute(link: str, base: str) -> str | None:
    """`link` as found on the page at `base`, as an absolute http(s) URL; None if it is none."""
    try:
        url = urljoin(base, CONTROLS.sub("", link.strip()) if "\n" in link or "\t" in link else link.strip())
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises on a port that is no number
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def shown(url: str) -> str:
    """The URL as it may be logged and stored: no user name, password or control characters."""
    try:
        parts = urlsplit(CONTROLS.sub("", url))
    except ValueError:
        return CONTROLS.sub("", url)[:2000]
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))[:2000]


def canonical(url: str) -> str:
    """What identifies the page: no fragment, tracking parameters, default port or password; AMP twins folded in.

    For comparing, not for fetching: the twin of an AMP page is a guess by its address.
    """
    try:
        parts = urlsplit(shown(url))
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:
        return shown(url)
    if not host:
        return shown(url)
    cached = AMP_CACHE_PATH.match(parts.path) if AMP_CACHE.match(host) else None
    if cached:
        return canonical(f"http{'s' if cached['secure'] else ''}://{cached['rest']}")
    if port and port != {"http": 80, "https": 443}.get(parts.scheme):
        host = f"{host}:{port}"
    path = re.sub(r"(?:/amp|\.amp)(?=/?$|\.html?$)", "", parts.path) or "/"
    pairs = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.fullmatch(name) and (name, value) not in {("amp", ""), ("amp", "1"), ("outputType", "amp")}
    ]
    host = re.sub(r"^amp\.(?=[\w-]+\.\w)", "www.", host)
    return urlunsplit((parts.scheme, host, path, urlencode(pairs), ""))
