"""The method page: how the desk works, in plain words. Its text is in the template."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class MethodPage:
    """The context of the method page."""

    title: str = "How this is made"
    description: str = (
        "How articles become claims, what “found word for word” means, how origins are counted, and "
        "what a correction or retraction does."
    )
