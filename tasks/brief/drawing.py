"""The pictures of a briefing, drawn by Matplotlib: as SVG that takes on the page's colours, and as PNG for mail.

The same briefing gives the same bytes. Widths are in points; a picture is set at its own width on a phone, so that its
letters stay as large as the text around it.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from lxml import etree
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tasks.brief.layout import clean, shorten
from tasks.brief.locator import Spot, draw_map
from tasks.brief.parts import Bar, Brief, Card, Incidents, Locality
from tasks.brief.pictures import scale
from tasks.brief.words import Words

WIDTH = 340  # points
SMALL, NORMAL = 10, 11  # points; letters
# Colours as the style sheet names them (templates/html/style.css), so that a page in dark mode or print sets its own.
COLOURS = {
    "ink": "#1b1c1e",
    "soft": "#565a60",
    "line": "#d9d6d0",
    "land": "#eae6dd",
    "sea": "#f7fafc",
    "border": "#a9a59c",
    "reach": "#8a1c2b",
}
TYPES = ("#1d4f91", "#b3541e", "#2b7a4b", "#7a3e9d", "#6b6f76", "#a3165b")  # c0 to c5: ACLED has six types of event
VARIABLES = {colour: name for name, colour in COLOURS.items()} | {colour: f"c{n}" for n, colour in enumerate(TYPES)}
SETTINGS = {
    "font.family": "DejaVu Sans",  # comes with Matplotlib
    "font.size": NORMAL,
    "svg.fonttype": "none",  # letters stay letters
    "svg.hashsalt": "counterclaim",
    "text.parse_math": False,  # strangers' names are no formulas
}


@dataclass(frozen=True)
class Picture:
    """A picture that can be drawn, and what it shows in words."""

    name: str  # "incidents", "map", "figures-2"
    alt: str
    draw: Callable[[Figure], None]
    height: float  # points

    def svg(self) -> str:
        """An SVG element to stand in a page whose style sheet names the colours."""
        with _figure(self) as figure:
            out = io.BytesIO()
            figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        return _in_page(out.getvalue(), self)

    def size(self) -> dict[str, int]:
        """Its width and height in CSS pixels."""
        return {"width": WIDTH, "height": round(self.height)}

    def png(self) -> bytes:
        """A PNG of twice the width in pixels, on white."""
        with _figure(self) as figure:
            out = io.BytesIO()
            figure.savefig(out, format="png", dpi=144, facecolor="white", metadata={"Software": None})
        return out.getvalue()


def pictures(brief: Brief, words: Words) -> dict[str, Picture]:
    """The pictures that there is something to see on, by name."""
    drawn = []
    if brief.incidents:
        drawn.append(_incidents(brief.incidents, words))
    if spots := [spot for place in brief.localities if (spot := _spot(place))]:
        drawn.append(_map(spots, words))
    drawn += [_figures(card, words) for card in brief.cards if differ(card)]
    return {picture.name: picture for picture in drawn}


def differ(card: Card) -> bool:
    """Whether the sides of a card give different figures, so that there is something to compare."""
    return len({side.figure for side in card.sides if side.figure != (None, None)}) > 1


def _alt(words: Words, what: str, told: str) -> str:
    return clean(words("pictures.alt", what=what, told=told))


# ---- incidents by day and type ---------------------------------------------------------------------------------


def _incidents(incidents: Incidents, words: Words) -> Picture:
    told = "; ".join(
        f"{words.bar_label(b.start, incidents.unit)}: {words.tally(b, incidents.types)}" for b in incidents.bars
    )
    alt = _alt(words, words(f"pictures.{incidents.unit}"), told)
    rows = (len(incidents.types) + 1) // 2
    foot = 28 + 15 * rows

    def draw(figure: Figure) -> None:
        height = 150 + foot
        axes = figure.add_axes((22 / WIDTH, foot / height, 1 - 28 / WIDTH, 142 / height))
        _stacks(axes, incidents, words)
        handles, labels = axes.get_legend_handles_labels()
        figure.legend(
            handles, labels, loc="lower left", bbox_to_anchor=(0, 0), ncols=2, frameon=False, fontsize=SMALL,
            labelcolor=COLOURS["ink"], handlelength=0.9, handleheight=0.9, borderaxespad=0, columnspacing=1.2,
        )  # fmt: skip

    return Picture("incidents", alt, draw, 150 + foot)


def _stacks(axes: Axes, incidents: Incidents, words: Words) -> None:
    """A column a day, month or year, those without an incident left free."""
    places = [_position(bar, incidents) for bar in incidents.bars]
    bottoms = [0] * len(places)
    for number, kind in enumerate(incidents.types):
        counts = [bar.counts[number] for bar in incidents.bars]
        axes.bar(places, counts, 0.8, bottoms, color=TYPES[number % len(TYPES)], label=kind, edgecolor="none")
        bottoms = [below + count for below, count in zip(bottoms, counts, strict=True)]
    first, last = places[0], places[-1]
    margin = max((6 - (last - first)) / 2, 0.6)  # a few columns are no wider than many would be
    axes.set_xlim(first - margin, last + margin)
    most = max(bottoms)
    step = max(-(-most // 4), 1)
    axes.set_yticks(range(0, most + 1, step))
    named = _spread(range(len(places)), 5)
    axes.set_xticks([places[n] for n in named], [words.tick(incidents.bars[n].start, incidents.unit) for n in named])
    axes.tick_params(length=0, labelsize=SMALL, labelcolor=COLOURS["soft"])
    axes.grid(axis="y", color=COLOURS["line"], linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(COLOURS["soft"])


def _position(bar: Bar, incidents: Incidents) -> int:
    """Where a column stands, counted in days, months or years."""
    if incidents.unit == "day":
        return bar.start.toordinal()
    return bar.start.year * 12 + bar.start.month if incidents.unit == "month" else bar.start.year


def _spread(numbers: Sequence[int], most: int) -> list[int]:
    """The first, the last and some between, evenly."""
    if len(numbers) <= most:
        return list(numbers)
    return [numbers[round(n * (len(numbers) - 1) / (most - 1))] for n in range(most)]


# ---- ranges of conflicting figures -----------------------------------------------------------------------------


def _figures(card: Card, words: Words) -> Picture:
    sides = [side for side in card.sides if side.figure != (None, None)]
    told = "; ".join(f"{words.side(side)}: {words.range(side.figure)}" for side in sides)
    alt = _alt(words, words.heading(card.proposition), told)
    top = max(bound or 0.0 for side in sides for bound in side.figure)
    ranges = scale([side.figure for side in sides])
    height = 31 * len(sides) + 24

    def draw(figure: Figure) -> None:
        axes = figure.add_axes((6 / WIDTH, 22 / height, 1 - 24 / WIDTH, 1 - 22 / height))
        for row, (side, (left, width)) in enumerate(zip(sides, ranges, strict=True)):
            y = len(sides) - 1 - row
            axes.plot([0, 1], [y, y], color=COLOURS["line"], linewidth=1.2, zorder=1)
            axes.plot(
                [left, left + width], [y, y], color=COLOURS["reach"], linewidth=5, solid_capstyle="butt", zorder=2
            )
            low, high = side.figure
            ends = [("|" if width else "o", left)] if low is not None else [("<", left)]
            ends += [("|" if high is not None else ">", left + width)] if width else []
            for marker, x in ends:
                axes.plot(
                    [x], [y], marker, color=COLOURS["reach"], markersize=7, markeredgewidth=2, clip_on=False, zorder=3
                )
            axes.text(0, y + 0.26, shorten(clean(words.side(side)), 44), fontsize=SMALL, color=COLOURS["ink"])
        axes.set_ylim(-0.4, len(sides) - 0.15)
        axes.set_xlim(0, 1)
        _axis(axes, top, scale([*(side.figure for side in sides), (top, top)])[-1][0], words)

    return Picture(f"figures-{card.number}", alt, draw, height)


def _axis(axes: Axes, top: float, at: float, words: Words) -> None:
    """A line of numbers from nought to the greatest figure named, which stands at a fraction of its length."""
    steps = (0.0, 0.5, 1.0) if (top / 2).is_integer() or not top.is_integer() else (0.0, 1.0)
    axes.set_xticks([at * step for step in steps], [words.number(top * step) for step in steps])
    axes.tick_params(axis="x", length=3, labelsize=SMALL, labelcolor=COLOURS["soft"], color=COLOURS["soft"])
    axes.set_yticks([])
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(COLOURS["soft"])


# ---- where -----------------------------------------------------------------------------------------------------


def _spot(place: Locality) -> Spot | None:
    if place.lat is None or place.lon is None:
        return None
    return Spot(clean(place.name), place.lat, place.lon, place.count)


def _map(spots: Sequence[Spot], words: Words) -> Picture:
    told = "; ".join(f"{spot.name}: {spot.count}" for spot in spots)
    alt = _alt(words, words("pictures.where"), told)
    height = 225

    def draw(figure: Figure) -> None:
        draw_map(figure.add_axes((0, 0, 1, 1)), spots, (WIDTH, height), COLOURS, words("language"))

    return Picture("map", alt, draw, height)


# ---- drawing ---------------------------------------------------------------------------------------------------


@contextmanager
def _figure(picture: Picture) -> Iterator[Figure]:
    """The picture, drawn in our style whatever the user's own is."""
    with style.context([SETTINGS], after_reset=True), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a letter that the font has not is drawn as a box
        figure = Figure(figsize=(WIDTH / 72, picture.height / 72), dpi=72)
        picture.draw(figure)
        yield figure


def _in_page(svg: bytes, picture: Picture) -> str:
    """An SVG file as an element of a page: no style sheet, no id but those it refers to, the page's colours."""
    root = etree.fromstring(svg, etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True))
    etree.strip_elements(root, "{*}metadata", "{*}style", with_tail=False)
    referred = set(re.findall(r"#([mp]\w{10})\b", svg.decode()))
    for element in root.iter():
        name = element.attrib.pop("id", None)
        if name in referred:
            element.set("id", f"{picture.name}-{name}")
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    root.set("role", "img")
    root.set("aria-label", picture.alt)
    root.set("class", f"drawn {picture.name.split('-')[0]}")
    text = str(etree.tostring(root, encoding="unicode")).replace("'DejaVu Sans'", "system-ui, sans-serif")
    text = re.sub(r"(\.\d\d)\d+", r"\1", text)  # no finer than can be seen
    for name in referred:
        text = text.replace(f"#{name}", f"#{picture.name}-{name}")
    for colour, variable in VARIABLES.items():
        text = text.replace(colour, f"var(--{variable})")
    return text
