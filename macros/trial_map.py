"""The trial map: phases from left to right, a lane for each party, and lines where one works for another."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from macros.diagrams import wrap
from macros.models import Activity, Doer, Lane
from macros.responsibilities import PHASES

LANES: dict[Lane, str] = {
    "sponsor": "Sponsor",
    "cro": "CRO",
    "other": "Other providers",
    "smo": "SMO",
    "site": "Site and investigator",
    "reviewers": "Ethics committee and authority",
    "participant": "Patients and participants",
}
_OF_DOER: dict[Doer, Lane] = {
    "sponsor": "sponsor",
    "cro": "cro",
    "smo": "smo",
    "site": "site",
    "investigator": "site",
    "committee": "reviewers",
    "other": "other",
}

# All lengths are in SVG user units; at full width one unit is about one CSS pixel.
_LEFT, _COLUMN, _GUTTER, _TOP = 118, 220, 32, 44
_LINE, _GAP, _PAD = 16, 12, 10
_LETTERS = 21
_SLOT = 7


class Station(NamedTuple):
    """One activity in one lane."""

    activity: Activity
    lane: Lane
    says: str
    owner: Lane  # whose activity it is; another than the lane means a hand-over
    shared: bool = False  # sponsor and site each answer for a part

    @property
    def main(self) -> bool:
        """Is it where the activity is done, and not a party that it reaches?"""
        return self.lane not in self.activity.reaches


def stations(activities: Sequence[Activity]) -> list[Station]:
    """A station in the lane of the usual doer, and one for each other party that the activity reaches."""
    found = []
    for activity in activities:
        lane = _OF_DOER[activity.usual[0]]
        owner: Lane = activity.side if activity.side in ("sponsor", "site") else lane
        found.append(Station(activity, lane, activity.activity, owner, activity.side == "both"))
        found += [Station(activity, party, says, party) for party, says in activity.reaches.items()]
    return found


def render(activities: Sequence[Activity]) -> str:
    """The map and the same as a list; which of them shows first is left to the width of the screen."""
    some = stations(activities)
    return (
        '<div class="trial-map"><fieldset class="views"><legend>Show as</legend>'
        '<label><input type="radio" name="view" value="map"> Map</label>'
        '<label><input type="radio" name="view" value="list"> List</label></fieldset>'
        f"{_picture(some)}{_list(some)}</div>"
    )


def _picture(some: Sequence[Station]) -> str:
    phases = list(dict.fromkeys(station.activity.phase for station in some))
    cells = {
        (phase, lane): [each for each in some if each.activity.phase == phase and each.lane == lane]
        for phase in phases
        for lane in LANES
    }
    tops, y = {}, _TOP
    for lane in LANES:
        tops[lane] = y
        y += max(sum(map(_height, cells[phase, lane])) for phase in phases) + 2 * _PAD
    width = _LEFT + _COLUMN * len(phases)
    bands = "".join(_band(lane, tops[lane], below, width) for lane, below in _with_next(tops, y))
    columns = ""
    for number, phase in enumerate(phases):
        x = _LEFT + _COLUMN * number
        places = {
            station.activity.id + lane: top
            for lane in LANES
            for station, top in _stack(cells[phase, lane], tops[lane] + _PAD)
        }
        here = [station for lane in LANES for station in cells[phase, lane]]
        columns += (
            f'<line class="edge" x1="{x}" y1="0" x2="{x}" y2="{y}"/>'
            f'<text class="phase" x="{x + 8}" y="27">{escape(PHASES[phase])}</text>'
        )
        columns += _hand_overs(here, places, dict(_with_next(tops, y)), tops, x)
        columns += "".join(
            _station(station, x, places[station.activity.id + station.lane]) for station in here
        )
    return (
        '<figure class="diagram map-picture"><div class="diagram-scroll" role="region" tabindex="0" aria-label="The trial map">'
        f'<svg viewBox="-4 -4 {width + 8} {y + 8}" role="group" aria-labelledby="map-title map-summary">'
        '<title id="map-title">The trial from design to archive</title>'
        '<desc id="map-summary">Phases from left to right, a lane for each party, a station for each activity. The list says the same.</desc>'
        f"{bands}{columns}</svg></div>"
        '<p class="legend"><span class="key-own">Own activity</span><span class="key-shared">Each answers for its own part</span>'
        '<span class="key-handed">Done for another: the line starts at the one who stays accountable</span></p></figure>'
    )


def _with_next(tops: dict[Lane, int], end: int) -> Iterator[tuple[Lane, int]]:
    return zip(tops, [*list(tops.values())[1:], end], strict=True)


def _lines(station: Station) -> list[str]:
    return wrap(station.says, _LETTERS)


def _height(station: Station) -> int:
    return _LINE * len(_lines(station)) + _GAP


def _stack(some: Sequence[Station], top: int) -> Iterator[tuple[Station, int]]:
    """Each station and the middle of its first line."""
    for station in some:
        yield station, top + (_LINE + _GAP) // 2
        top += _height(station)


def _band(lane: Lane, top: int, below: int, width: int) -> str:
    words = "".join(
        f'<text class="lane-name" x="8" y="{top + _PAD + 18 + 17 * number}">{escape(line)}</text>'
        for number, line in enumerate(wrap(LANES[lane], 12))
    )
    return (
        f'<g class="band lane-{lane}"><rect x="0" y="{top}" width="{width}" height="{below - top}"/>'
        f'<rect class="tab" x="0" y="{top}" width="4" height="{below - top}"/>{words}</g>'
    )


def _hand_overs(
    here: Sequence[Station], places: dict[str, int], ends: dict[Lane, int], tops: dict[Lane, int], x: int
) -> str:
    """For each pair of lanes one trunk from the owner's lane, with an arrow to each station of the doer."""
    order = list(LANES)
    pairs = {(each.owner, each.lane) for each in here if each.owner != each.lane}
    drawn = ""
    # The longest trunk is the leftmost, so that no arrow of a shorter one crosses it.
    for slot, (owner, doer) in enumerate(
        sorted(pairs, key=lambda pair: (-abs(order.index(pair[0]) - order.index(pair[1])), pair))
    ):
        left = x + 6 + _SLOT * slot
        down = order.index(doer) > order.index(owner)
        start = ends[owner] - 9 if down else tops[owner] + 9
        targets = [
            places[each.activity.id + doer] for each in here if (each.owner, each.lane) == (owner, doer)
        ]
        path = f"M{left} {start}V{max(targets) if down else min(targets)}"
        path += "".join(f"M{left} {y}H{x + _GUTTER - 8}" for y in targets)
        heads = "".join(f"M{x + _GUTTER - 7} {y}l-6 -4v8z" for y in targets)
        drawn += (
            f'<g class="line lane-{owner}"><path d="{path}"/><path class="head" d="{heads}"/>'
            f'<circle cx="{left}" cy="{start}" r="3.5"/></g>'
        )
    return drawn


def _station(station: Station, x: int, y: int) -> str:
    kind = "handed" if station.owner != station.lane else "shared" if station.shared else "own"
    words = "".join(
        f'<text x="{x + _GUTTER + 10}" y="{y + 5 + _LINE * number}">{escape(line)}</text>'
        for number, line in enumerate(_lines(station))
    )
    inner = f'<circle class="inner" cx="{x + _GUTTER}" cy="{y}" r="2"/>' if kind == "shared" else ""
    return (
        f'<a class="station {kind} lane-{station.lane}" href="{_address(station)}" aria-label="{escape(_label(station))}">'
        f'<rect x="{x + _GUTTER - 8}" y="{y - 13}" width="{_COLUMN - _GUTTER + 4}" height="{_height(station) - 2}"/>'
        f'<circle cx="{x + _GUTTER}" cy="{y}" r="5"/>{inner}{words}</a>'
    )


def _address(station: Station) -> str:
    return f"../who-does-what/#{station.activity.id}"


def _label(station: Station) -> str:
    """What a station says to those who do not see the map; it starts with the words that are drawn."""
    if not station.main:
        return f"{station.says} ({LANES[station.lane]}): {station.activity.activity}"
    return f"{station.says}: {_who(station)}"


def _who(station: Station) -> str:
    if station.shared:
        return f"{LANES[station.lane]} first; each answers for its own part"
    if station.owner != station.lane:
        return f"{LANES[station.lane]}, for: {LANES[station.owner]}"
    return LANES[station.lane]


def _list(some: Sequence[Station]) -> str:
    content = "".join(
        f"<h3>{PHASES[phase]}</h3><ul>{''.join(map(_item, group))}</ul>"
        for phase, group in groupby(
            (station for station in some if station.main), key=lambda station: station.activity.phase
        )
    )
    return f'<div class="map-list">{content}</div>'


def _item(station: Station) -> str:
    others = "".join(
        f" <span>{LANES[party]}: {escape(says)}.</span>" for party, says in station.activity.reaches.items()
    )
    return (
        f'<li class="lane-{station.lane}"><a href="{_address(station)}">{escape(station.says)}</a>'
        f" <span>{_who(station)}.</span>{others}</li>"
    )
