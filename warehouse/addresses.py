"""The addresses whose pages are kept, as they are at one moment: looked up without opening the warehouse again."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import md5

from warehouse.connection import Warehouse, sql


class Addresses:
    """The addresses whose pages are kept, 8 bytes each.

    Args:
        warehouse: Read now, and not needed after.
    """

    def __init__(self, warehouse: Warehouse) -> None:
        self._some = bool(warehouse.run("count_addresses")[0]["addresses"])
        if self._some:  # else numpy, a tenth of a second to import, is left out
            import numpy as np  # noqa: PLC0415

            self._hashes = np.sort(warehouse.connection.execute(sql("addresses")).fetchnumpy()["hash"])

    def known(self, source_id: str, urls: Sequence[str]) -> set[str]:
        """Those of these addresses of a source whose pages are kept; not where only what the feed said of one is."""
        if not (self._some and urls):
            return set()
        import numpy as np  # noqa: PLC0415

        wanted = np.array([_hash(f"{source_id} {url}") for url in urls], np.uint64)
        at = np.minimum(np.searchsorted(self._hashes, wanted), len(self._hashes) - 1)
        return {url for url, found in zip(urls, self._hashes[at] == wanted, strict=True) if found}


def _hash(text: str) -> int:
    """As DuckDB's md5_number_lower, by which addresses are stored."""
    return int.from_bytes(md5(text.encode("utf-8", "replace"), usedforsecurity=False).digest()[8:], "little")
