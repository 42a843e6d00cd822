"""The method page: how the desk works, in plain words. Its text is in the template."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class MethodPage:
    """The context of the method page."""

    title: str = _("How this is made")
    description: str = _(
        "How articles become claims, what “found word for word” means, how origins are counted, and "
        "what a correction or retraction does."
    )
