"""Charts as SVG: panels side by side, each with lines over axes that may be logarithmic. Standard library only."""
import math
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 400, 380
LEFT, RIGHT, TOP, BOTTOM = 66, 16, 40, 96
COLOURS = ("#1f6fb4", "#c8501e", "#3a8f3a", "#7a4fa3")
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass
class Panel:
    """lines: name -> points (x, y). marks: points that are wanted, with a text. notes: sentences below."""

    title: str
    x: str
    y: str
    lines: dict
    log_x: bool = False
    log_y: bool = False
    marks: list = field(default_factory=list)
    notes: list = field(default_factory=list)


class Axis:
    """From numbers to places on the page."""

    def __init__(self, numbers, log, begin, end):
        self.log, self.begin, self.end = log, begin, end
        low, high = min(numbers), max(numbers)
        margin = (high / low) ** 0.06 if log else 0.06 * (high - low or 1)
        self.low, self.high = (low / margin, high * margin) if log else (low - margin, high + margin)

    def at(self, number):
        """The place of a number."""
        if self.log:
            share = math.log(number / self.low) / math.log(self.high / self.low)
        else:
            share = (number - self.low) / (self.high - self.low)
        return self.begin + share * (self.end - self.begin)

    def ticks(self):
        """Numbers to be written, with their texts."""
        if self.log:
            first, last = math.ceil(math.log10(self.low)), math.floor(math.log10(self.high))
            if last - first >= 2:
                return [(10.0 ** power, "10" + str(power).translate(SUPERSCRIPTS)) for power in range(first, last + 1)]
            numbers = [base * 10.0 ** power for power in range(first - 1, last + 1) for base in (1, 2, 5)]
        else:
            rough = (self.high - self.low) / 5
            unit = 10 ** math.floor(math.log10(rough))
            step = min((unit * base for base in (1, 2, 5, 10)), key=lambda one: abs(one - rough))
            numbers = [step * i for i in range(math.ceil(self.low / step), math.floor(self.high / step) + 1)]
        return [(one, f"{one:.6g}") for one in numbers if self.low <= one <= self.high]


def text(x, y, content, anchor="middle", more=""):
    """A text."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}>{escape(content)}</text>'


def draw(panel):
    """The parts of a panel."""
    points = [point for line in panel.lines.values() for point in line] + [mark[:2] for mark in panel.marks]
    x = Axis([one[0] for one in points], panel.log_x, LEFT, WIDTH - RIGHT)
    y = Axis([one[1] for one in points], panel.log_y, HEIGHT - BOTTOM, TOP)
    parts = [text(WIDTH / 2, 22, panel.title, more='font-size="15" font-weight="bold"')]
    for number, label in x.ticks():
        parts.append(f'<path class="grid" d="M{x.at(number):.1f} {y.begin}V{y.end}"/>')
        parts.append(text(x.at(number), y.begin + 17, label))
    for number, label in y.ticks():
        parts.append(f'<path class="grid" d="M{x.begin} {y.at(number):.1f}H{x.end}"/>')
        parts.append(text(x.begin - 6, y.at(number) + 4, label, "end"))
    parts.append(f'<path class="axis" d="M{x.begin} {y.end}V{y.begin}H{x.end}"/>')
    parts.append(text((x.begin + x.end) / 2, y.begin + 36, panel.x))
    parts.append(text(0, 0, panel.y, more=f'transform="translate(15 {(y.begin + y.end) / 2:.1f}) rotate(-90)"'))
    legend = len(panel.lines) > 1
    for i, (name, line) in enumerate(panel.lines.items()):
        path = " ".join(f"{x.at(one[0]):.1f},{y.at(one[1]):.1f}" for one in line)
        parts.append(f'<polyline fill="none" stroke="{COLOURS[i]}" stroke-width="2" points="{path}"/>')
        if len(line) <= 12:
            parts += [f'<circle cx="{x.at(one[0]):.1f}" cy="{y.at(one[1]):.1f}" r="3.5" fill="{COLOURS[i]}"/>' for one in line]
        if legend:
            # where the lines are not: rising ones leave the upper left free, falling ones the upper right
            rising = line[-1][1] > line[0][1]
            parts.append(text(x.begin + 10 if rising else x.end - 4, y.end + 14 + 17 * i, name, "start" if rising else "end",
                              f'fill="{COLOURS[i]}" font-weight="bold"'))
    for at_x, at_y, label in panel.marks:
        parts.append(f'<path class="mark" d="M{x.at(at_x) - 6:.1f} {y.at(at_y):.1f}h12m-6 -6v12"/>')
        # above the mark, and inside the page; white around the letters where a line passes behind them
        is_right = x.at(at_x) > 0.8 * WIDTH
        parts.append(text(x.at(at_x) + (6 if is_right else 0), y.at(at_y) - 10, label, "end" if is_right else "middle",
                          'paint-order="stroke" stroke="#fff" stroke-width="4"'))
    parts += [text(WIDTH / 2, y.begin + 58 + 17 * i, note) for i, note in enumerate(panel.notes)]
    return "\n".join(parts)


def write(path, panels):
    """A file with the panels side by side."""
    path.parent.mkdir(parents=True, exist_ok=True)
    inside = "\n".join(f'<g transform="translate({WIDTH * i} 0)">\n{draw(one)}\n</g>' for i, one in enumerate(panels))
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * len(panels)} {HEIGHT}" width="{WIDTH * len(panels)}" '
        f'height="{HEIGHT}" font-family="sans-serif" font-size="12" fill="#222">\n'
        "<style>.grid{stroke:#ddd} .axis{stroke:#444;fill:none} .mark{stroke:#000;stroke-width:2;fill:none}</style>\n"
        f'<rect width="100%" height="100%" fill="#fff"/>\n{inside}\n</svg>\n', encoding="utf-8")
