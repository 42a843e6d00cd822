"""Dates kept as typed with their bounds; refs, languages and texts that are refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests import factories as make
from tracker import models as desk
from tracker.models.fields import settle_days

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "earliest", "latest"),
    [
        ("2025-06-02", date(2025, 6, 2), date(2025, 6, 2)),
        ("2022-03~", date(2022, 3, 1), date(2022, 3, 31)),
        ("2014/2015", date(2014, 1, 1), date(2015, 12, 31)),
        ("2022-02/..", date(2022, 2, 1), None),
        ("", None, None),
    ],
)
def test_date_keeps_its_words_and_bounds(typed, earliest, latest):
    claim = make.a_claim(happened=typed, source=False)

    claim.refresh_from_db()

    assert (claim.happened, claim.happened_earliest, claim.happened_latest) == (
        typed,
        earliest,
        latest,
    )


def test_bounds_follow_in_bulk():
    claim = make.a_claim(happened="2022", source=False)
    claim.happened = "2023"
    settle_days(claim)
    desk.Claim.objects.bulk_update([claim], ["happened", "happened_earliest", "happened_latest"])

    claim.refresh_from_db()

    assert claim.happened_earliest == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("happened", "June 2nd", "June 2nd"),
        ("ref", "Upper", "small Latin letters"),
        ("ref", "ab", "3 to 80"),
        ("ref", "valid\n", "3 to 80"),
        ("statement", "a\x00b", "NUL"),
        ("statement", "x" * 1001, "1000"),
    ],
)
def test_bad_value_refused_with_its_reason(field, value, word):
    claim = desk.Claim(ref="some-ref", statement="It rained.", kind="event")
    setattr(claim, field, value)

    with pytest.raises(ValidationError) as error:
        claim.clean_fields()

    assert word in " ".join(error.value.message_dict[field])
