"""The public side as static files, for any host that only hands out files."""

from .baker import Report, bake
from .site import BakeFailed

__all__ = ["BakeFailed", "Report", "bake"]
