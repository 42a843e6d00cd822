"""The admin pages, in the order in which an editor meets them."""

from . import actors, claims, people, rounds, sources

__all__ = ["actors", "claims", "people", "rounds", "sources"]
