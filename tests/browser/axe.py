"""Accessibility as axe-core judges it, by the rules of WCAG 2.2 AA and its best practices."""

from axe_playwright_python.sync_playwright import Axe

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = {"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]}
# Fetching style sheets that others import ends in an inline style, which our policy forbids.
_OPTIONS["preload"] = False


def violations(page):
    """What is wrong with the page as it stands: each rule, with the first places that break it."""
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return {rule["id"]: [node["html"][:200] for node in rule["nodes"][:5]] for rule in found}
