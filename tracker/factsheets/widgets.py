"""How values are written in cells: texts, choices, yes and no, numbers, refs and lists."""

from typing import Any

from django.db.models import Field as ModelField
from import_export.widgets import Widget

from tracker.models import ClaimRole, WorkingCopy

from .cells import items, listed, shortened
from .directory import Refs


class TextWidget(Widget):
    """A text as typed, spaces at its ends included."""

    def __init__(self, field: ModelField) -> None:
        super().__init__()
        self.longest = field.max_length

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str:
        if "\x00" in value:
            raise ValueError("The text holds a NUL character (code 0); remove it.")
        if self.longest and len(value) > self.longest:
            raise ValueError(
                f"The text has {len(value):,} characters; {self.longest:,} are allowed. Shorten it."
            )
        return value


class WordWidget(TextWidget):
    """A short text in which spaces at the ends mean nothing: a ref, a date, a language."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str:
        return super().clean(value.strip())


class ChoiceWidget(Widget):
    """One of a few words."""

    def __init__(self, field: ModelField) -> None:
        super().__init__()
        self.allowed = [value for value, _ in field.flatchoices if value]

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str:
        if value.strip() not in self.allowed:
            raise ValueError(f"It must be one of: {listed(self.allowed)}.")
        return value.strip()


class YesNoWidget(Widget):
    def clean(self, value: str, row: Any = None, **kwargs: Any) -> bool:
        word = value.strip().lower()
        if word not in ("yes", "no"):
            raise ValueError("It must be yes or no.")
        return word == "yes"

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "yes" if value else "no"


class WholeNumberWidget(Widget):
    """A whole number from 0 to what both databases can hold."""

    LARGEST = 2_147_483_647

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> int:
        digits = value.strip()
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(str(self.LARGEST))):
            raise ValueError("It must be a whole number, in digits only.")
        if int(digits) > self.LARGEST:
            raise ValueError(f"It must be {self.LARGEST} at most.")
        return int(digits)


class RefWidget(Widget):
    """The ref of one other row. `refs` is set once the upload is known."""

    refs: Refs

    def __init__(self, model: type[WorkingCopy]) -> None:
        super().__init__()
        self.model = model

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        return self.refs.key(value.strip())

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return self.refs.ref(value)


class RefsWidget(RefWidget):
    """A list of refs; the value is a set of tuples, as the rows of a link table are."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        found, problems = set(), []
        for item in items(value):
            try:
                found.add(self.link(item))
            except ValueError as error:
                problems.append(str(error))
        if problems:
            raise ValueError(" ".join(problems))
        return frozenset(found)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "|".join(map(self.item, self.ordered(value or frozenset())))

    def ordered(self, links: frozenset[tuple]) -> list[tuple]:
        return sorted(links, key=self.item)

    def link(self, item: str) -> tuple:
        return (self.refs.key(item),)

    def item(self, link: tuple) -> str:
        return self.refs.ref(link[0])


class RolesWidget(RefsWidget):
    """A list of `role:ref`."""

    def link(self, item: str) -> tuple:
        role, colon, ref = (part.strip() for part in item.partition(":"))
        if not colon or role not in ClaimRole.values:
            raise ValueError(
                f"“{shortened(item)}” must be role:ref, with one of the roles {listed(ClaimRole.values)}."
            )
        return (role, self.refs.key(ref))

    def item(self, link: tuple) -> str:
        return f"{link[0]}:{self.refs.ref(link[1])}"

    def ordered(self, links: frozenset[tuple]) -> list[tuple]:
        order = ClaimRole.values.index
        return sorted(links, key=lambda link: (order(link[0]), self.refs.ref(link[1])))
