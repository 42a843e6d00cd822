"""Accessibility as axe-core judges it, by the rules of WCAG 2.2 AA and its best practices."""

from axe_playwright_python.sync_playwright import Axe

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page, rules=()):
    """What is wrong with the page as it stands: each rule, with the first places that break it.

    `rules` limits it to these, where the others have been asked already.
    """
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": _TAGS}
    # Fetching style sheets that others import ends in an inline style, which our policy forbids.
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, options=options).response["violations"]
    return {rule["id"]: [node["html"][:200] for node in rule["nodes"][:5]] for rule in found}
