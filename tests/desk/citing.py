"""What a browser does with the forms of the reading desk."""

from django.urls import reverse

#: A sentence of the text that `make.a_source` holds, and a claim for it.
PASSAGE = "No paper was signed"
NEW = {"statement": "They signed nothing.", "kind": "event"}
LONG = " ".join(f"word{number}" for number in range(40)) + "."


def desk_of(source):
    return reverse("admin:reading", args=[source.pk])


def opened(client, source, words, **query):
    """Open the panel on some words; what a browser would send when Save is pressed then."""
    start = source.texts.first().content.index(words)
    place = {"start": start, "end": start + len(words), **query}
    panel = client.get(desk_of(source), place).context["panel"]
    data = {
        "start": panel.start,
        "end": panel.end,
        "text": source.texts.first().sha256,
        "quote": panel.quote,
        "stance": "supports",
        "verb": "save",
        "claim": "new",
        **query,
    }
    if panel.mending:
        data |= {name: panel.evidence[name].value() or "" for name in ("speaker", "credited")}
    return data


def saved(client, source, words, **fields):
    return client.post(desk_of(source), {**opened(client, source, words), **fields})


def errors_in(response):
    panel = response.context["panel"]
    forms = [panel.evidence] if panel.hides_new else [panel.evidence, panel.claim_form]
    found = {name: [*errors] for form in forms for name, errors in form.errors.items()}
    return {**found, "panel": panel.problems} if panel.problems else found
