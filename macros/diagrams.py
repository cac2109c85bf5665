"""Pictures from data: inline SVG in the page's own colors, each with its words beside it."""

from collections.abc import Iterator, Sequence
from html import escape
from math import hypot

from macros import tables
from macros.models import Arrow, Box, Diagram, Party, Stage, Timeline

PARTIES: dict[Party, str] = {
    "sponsor": "Sponsor",
    "cro": "CRO",
    "smo": "SMO",
    "site": "Site and investigator",
    "reviewers": "Ethics committee and authority",
    "participant": "Trial participant",
}

# All lengths are in SVG user units; at full width one unit is about one CSS pixel.
BOX_WIDTH, BOX_HEIGHT = 208, 66
COLUMN, ROW = 266, 138
KINDS = {
    "contract": "Agreement",
    "money": "Money",
    "oversight": "Oversight",
    "data": "Data",
    "report": "Report",
    "work": "Work",
}


def network(name: str, diagram: Diagram) -> str:
    """Boxes and numbered arrows, and the list that says what each arrow means."""
    width = COLUMN * max(box.column for box in diagram.boxes) + BOX_WIDTH + 8
    height = ROW * max(box.row for box in diagram.boxes) + BOX_HEIGHT + 8
    boxes = {box.id: box for box in diagram.boxes}
    drawn = "".join(
        _arrow(number, arrow, boxes, diagram.arrows) for number, arrow in enumerate(diagram.arrows, 1)
    )
    words = "".join(
        f'<li markdown="span"><b>{escape(boxes[arrow.start].label)} → {escape(boxes[arrow.end].label)}.</b> '
        f"{tables.inline(arrow.says)}</li>"
        for arrow in diagram.arrows
    )
    used = {arrow.kind for arrow in diagram.arrows}
    legend = "".join(
        f'<span class="key key-{kind}">{label}</span>' for kind, label in KINDS.items() if kind in used
    )
    if any(arrow.varies for arrow in diagram.arrows):
        legend += '<span class="key key-varies">Thin: in some countries</span>'
    picture = _svg(
        name, diagram.title, diagram.summary, width, height, drawn + "".join(map(_box, diagram.boxes))
    )
    return (
        f'<figure class="diagram" markdown="block"><div class="diagram-scroll" role="region" tabindex="0" aria-label="{escape(diagram.title)}">{picture}</div>'
        f'<p class="legend" aria-hidden="true">{legend}</p>'
        f'<figcaption markdown="block"><ol class="arrows" markdown="block">{words}</ol></figcaption></figure>'
    )


def timeline(name: str, content: Timeline) -> str:
    """A bar for each entry along one scale, and the list that says what each bar means."""
    left, bar_height, step, full = 250, 20, 44, 440
    longest = max(bar.end for bar in content.bars)
    height = step * len(content.bars) + 44
    drawn = f'<line class="scale" x1="{left}" y1="{height - 34}" x2="{left + full}" y2="{height - 34}"/>'
    for number, bar in enumerate(content.bars):
        y = step * number + 6
        start, end = left + bar.start / longest * full, left + bar.end / longest * full
        lines = wrap(bar.label, 33)
        drawn += "".join(
            f'<text class="bar-label" x="0" y="{y + 15 + 16 * (place - (len(lines) - 1) / 2):g}">{escape(line)}</text>'
            for place, line in enumerate(lines)
        )
        drawn += (
            f'<rect class="bar" x="{start:.0f}" y="{y}" width="{max(end - start, 3):.0f}" height="{bar_height}" rx="4"/>'
            f'<text class="bar-mark" x="{end + 8:.0f}" y="{y + 15}">{escape(bar.mark)}</text>'
        )
    drawn += f'<text class="bar-label" x="{left}" y="{height - 14}">{escape(content.unit)}</text>'
    words = "".join(
        f'<li markdown="span"><b>{escape(bar.label)}: {escape(bar.mark)}.</b> {tables.inline(bar.says)}</li>'
        for bar in content.bars
    )
    picture = _svg(name, content.title, content.summary, left + full + 170, height, drawn)
    return (
        f'<figure class="diagram timeline" markdown="block"><div class="diagram-scroll" role="region" tabindex="0" aria-label="{escape(content.title)}">{picture}</div>'
        f'<figcaption markdown="block"><ul class="arrows" markdown="block">{words}</ul></figcaption></figure>'
    )


def _svg(name: str, title: str, summary: str, width: int, height: int, content: str) -> str:
    return (
        f'<svg viewBox="-4 -4 {width} {height}" role="img" aria-labelledby="{name}-title {name}-summary">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-summary">{escape(summary)}</desc>'
        f"{content}</svg>"
    )


def _box(box: Box) -> str:
    x, y = box.column * COLUMN, box.row * ROW
    middle = x + BOX_WIDTH / 2
    return (
        f'<g class="box"><rect x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>'
        f'<text x="{middle:g}" y="{y + (28 if box.note else 38)}" class="box-label">{escape(box.label)}</text>'
        + (
            f'<text x="{middle:g}" y="{y + 49}" class="box-note">{escape(box.note)}</text>'
            if box.note
            else ""
        )
        + "</g>"
    )


def _arrow(number: int, arrow: Arrow, boxes: dict[str, Box], arrows: Sequence[Arrow]) -> str:
    """A line from edge to edge with its number on it; lines between the same boxes lie side by side."""
    pair = {arrow.start, arrow.end}
    peers = [other for other in arrows if {other.start, other.end} == pair]
    place = peers.index(arrow) - (len(peers) - 1) / 2
    (ax, ay), (bx, by) = _middle(boxes[arrow.start]), _middle(boxes[arrow.end])
    length = hypot(bx - ax, by - ay)
    # Offset to the side, seen along one fixed direction, so that there and back do not overlap.
    sign = 1 if (ax, ay) <= (bx, by) else -1
    shift = place * 30 * sign
    ox, oy = -(by - ay) / length * shift, (bx - ax) / length * shift
    start = _edge(ax, ay, bx, by, ox, oy)
    end = _edge(bx, by, ax, ay, ox, oy)
    mx, my = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    classes = f"arrow arrow-{arrow.kind}" + (" arrow-varies" if arrow.varies else "")
    return (
        f'<g class="{classes}"><path d="M{start[0]:.0f} {start[1]:.0f}L{end[0]:.0f} {end[1]:.0f}"/>'
        f'<path class="head" d="{_head(start, end)}"/>'
        f'<circle cx="{mx:.0f}" cy="{my:.0f}" r="11"/><text x="{mx:.0f}" y="{my + 4.5:.1f}">{number}</text></g>'
    )


def _middle(box: Box) -> tuple[float, float]:
    return box.column * COLUMN + BOX_WIDTH / 2, box.row * ROW + BOX_HEIGHT / 2


def _edge(ax: float, ay: float, bx: float, by: float, ox: float, oy: float) -> tuple[float, float]:
    """Where the line from a to b, moved aside by o, leaves the box around a."""
    dx, dy = bx - ax, by - ay
    reach_x = (BOX_WIDTH / 2 - ox * (1 if dx > 0 else -1)) / abs(dx) if dx else float("inf")
    reach_y = (BOX_HEIGHT / 2 - oy * (1 if dy > 0 else -1)) / abs(dy) if dy else float("inf")
    reach = min(reach_x, reach_y)
    return ax + ox + dx * reach, ay + oy + dy * reach


def _head(start: tuple[float, float], end: tuple[float, float]) -> str:
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    left = end[0] - 10 * ux - 5 * uy, end[1] - 10 * uy + 5 * ux
    right = end[0] - 10 * ux + 5 * uy, end[1] - 10 * uy - 5 * ux
    return f"M{end[0]:.1f} {end[1]:.1f}L{left[0]:.1f} {left[1]:.1f}L{right[0]:.1f} {right[1]:.1f}Z"


def lifecycle(stages: Sequence[Stage]) -> str:
    """Lanes for the parties and a column for each stage, and the table that says it in words."""
    step, lane, left, top = 112, 46, 132, 64
    width = left + step * len(stages) + 8
    height = top + lane * len(PARTIES) + 8
    content = "".join(_stage_head(stage, left + step * number, step) for number, stage in enumerate(stages))
    for row, (party, label) in enumerate(PARTIES.items()):
        y = top + lane * row
        content += f'<g class="lane lane-{party}"><line x1="0" y1="{y}" x2="{width - 8}" y2="{y}"/>'
        content += "".join(
            f'<text x="0" y="{y + lane / 2 + 4 + 15 * (place - (len(lines) - 1) / 2):g}">{escape(line)}</text>'
            for lines in [wrap(label, 18)]
            for place, line in enumerate(lines)
        )
        content += "".join(
            f'<rect x="{left + step * number + 6}" y="{y + 11}" width="{step - 12}" height="{lane - 22}" rx="5"/>'
            for number, stage in enumerate(stages)
            if party in stage.acts
        )
        content += "</g>"
    title = "Who acts when in a trial"
    summary = "A lane for each party; a bar where it acts. The table below says what each one does."
    return (
        f'<figure class="diagram" markdown="block"><div class="diagram-scroll" role="region" tabindex="0" aria-label="{title}">'
        f"{_svg('lifecycle', title, summary, width, height, content)}</div>"
        f'<figcaption markdown="block">{_stage_table(stages)}</figcaption></figure>'
    )


def _stage_head(stage: Stage, x: int, step: int) -> str:
    lines = "".join(
        f'<text x="{x + step / 2:g}" y="{20 + 16 * place}">{escape(line)}</text>'
        for place, line in enumerate(wrap(stage.stage, 13))
    )
    return f'<g class="stage">{lines}</g>'


def wrap(label: str, width: int) -> list[str]:
    """The lines of a label with at most `width` letters each; a longer word has its own line."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _stage_table(stages: Sequence[Stage]) -> str:
    return tables.render(
        "lifecycle-table",
        "The same in words",
        "",
        ("Stage", "What happens", "Who does what"),
        (
            tables.Line(stage.stage, (tables.inline(stage.summary), "<br>".join(_acts(stage))))
            for stage in stages
        ),
    )


def _acts(stage: Stage) -> Iterator[str]:
    for party, label in PARTIES.items():
        if party in stage.acts:
            yield f"<b>{label}:</b> {tables.inline(stage.acts[party])}"
