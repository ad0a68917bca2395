"""Whether a page gives the whole article, its beginning, or asks for payment first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tasks.extract.chrome import rules
from tasks.models import Access

# A news report is seldom whole below this many words, and a summary seldom above the second.
SHORT = 250
SUMMARY = 120


def access_by_text(page: Iterable[str], kept: Sequence[str], *, declared_free: bool | None = None) -> Access:
    """What the page's own lines say, or its metadata: schema.org's isAccessibleForFree (`declared_free`).

    Sites invite every reader to subscribe, and mark as paid what they hand to search engines whole, so that either only
    counts on a text of under 250 words; a trailing "…" or "Read more" on one of under 120.
    """
    words = sum(len(text.split()) for text in kept)
    if words >= SHORT:
        return "full"
    lines = [line for line in page if line]
    if declared_free is False or any(rules().paywalled.search(line) for line in lines if len(line.split()) <= 40):
        return "paywalled"
    last = lines[-1:] + list(kept[-1:])
    return "teaser" if words < SUMMARY and any(rules().teaser.search(text) for text in last) else "full"
