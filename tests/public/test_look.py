"""The style sheet: small, its own, and readable in light and dark (WCAG 2.2, level AA)."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

CSS = Path(finders.find("tracker/public.css")).read_text()
#: What is written in one of these stands on one of those.
WRITING = [
    ("ink", "paper"), ("ink", "raised"), ("ink", "sunk"), ("ink", "mark"), ("ink", "dispute-bg"),
    ("soft", "paper"), ("soft", "sunk"), ("link", "paper"), ("link", "sunk"), ("paper", "ink"),
    ("agree", "agree-bg"), ("single", "single-bg"), ("dispute", "dispute-bg"),
    ("past", "past-bg"), ("dispute", "paper"),
]  # fmt: skip


def tokens(block):
    return dict(re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", block))


LIGHT, DARK = (tokens(block) for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2])


def luminance(colour):
    full = "".join(2 * digit for digit in colour) if len(colour) == 3 else colour
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("writing", "ground"), WRITING)
def test_contrast_suffices(theme, writing, ground):
    dark, light = sorted(luminance(theme[name]) for name in (writing, ground))

    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_style_sheet_is_small_and_asks_nobody_else():
    assert len(CSS.encode()) < 25_000
    assert "url(" not in CSS
    assert "@import" not in CSS
