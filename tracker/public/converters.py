"""What may stand in addresses."""

import re

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter, get_converters

from .cite import FORMATS


class AddressConverter(StringConverter):
    """Whatever may have been meant for a ref: wrong ones get a helpful answer, too."""

    regex = r"[^/\x00]{1,200}?"


class NumberConverter(IntConverter):
    """The number of an edition: written in one way only, and within what a database counts."""

    regex = "[1-9][0-9]{0,17}"


class FormConverter(StringConverter):
    """A format in which a page can be cited."""

    regex = "|".join(map(re.escape, FORMATS))


_CONVERTERS = {"address": AddressConverter, "number": NumberConverter, "form": FormConverter}


def register() -> None:
    """Make them known to addresses; a second time changes nothing."""
    for name, converter in _CONVERTERS.items():
        if name not in get_converters():
            register_converter(converter, name)
