"""The sheets against the raw texts, found again without tracker.evidence."""

import csv
import hashlib
import re
import subprocess

from tests.dossier.conftest import ROOT, rows_of

PLAIN = str.maketrans("‘’“”–—\u00a0\n", "''\"\"-- " + " ")


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def plainly(text):
    return re.sub(r"\s+", " ", text.translate(PLAIN)).strip()


def follow_one_another(segments, passage):
    """Say whether the segments stand in order in the passage, from its first letter to its last."""
    at = 0
    for segment in segments:
        at = passage.find(segment, at)
        if at < 0:
            return False
        at += len(segment)
    return passage.startswith(segments[0]) and passage.endswith(segments[-1])


def test_all_texts_of_the_dossier_are_the_catalogued_ones(texts):
    with (ROOT / "seeds" / "sources.csv").open(encoding="utf-8", newline="") as file:
        catalogue = {row["ref"]: row for row in csv.DictReader(file)}
    held = {row["ref"]: row for row in rows_of("sources") if row["text_sha256"]}

    assert held == catalogue
    assert {row["text_sha256"] for row in held.values()} == set(texts)
    assert {ref: len(texts[row["text_sha256"]]) for ref, row in held.items()} == {
        ref: int(row["text_length"]) for ref, row in held.items()
    }


def test_every_anchor_and_hash_holds(texts, citations):
    wrong = []
    for rows in citations.values():
        for row in rows:
            text = texts[row["text_sha256"]]
            passage = text[int(row["start"]) : int(row["end"])]
            line = text.count("\n", 0, int(row["start"])) + 1
            if sha256(passage) != row["passage_sha256"] or int(row["paragraph"]) != line:
                wrong.append((row["ref"], row["quote"]))
    assert wrong == []


def test_every_quote_stands_in_its_passage(texts, citations):
    wrong = []
    for rows in citations.values():
        for row in rows:
            passage = texts[row["text_sha256"]][int(row["start"]) : int(row["end"])]
            segments = [plainly(part) for part in row["quote"].split("[…]") if part.strip()]
            if not follow_one_another(segments, plainly(passage)):
                wrong.append((row["ref"], row["quote"]))
    assert wrong == []


def test_citations_name_the_text_of_their_source(citations):
    fingerprint = {row["ref"]: row["text_sha256"] for row in rows_of("sources")}

    assert {
        (row["ref"], row["source_ref"])
        for rows in citations.values()
        for row in rows
        if row["text_sha256"] != fingerprint[row["source_ref"]]
    } == set()


def test_no_run_of_25_words_of_an_article_in_the_repository(texts):
    runs = set()
    for text in texts.values():
        spoken = re.findall(r"\w+", text.lower())
        runs |= {tuple(spoken[at : at + 25]) for at in range(len(spoken) - 24)}
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],  # noqa: S607  git, wherever it is
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = set()
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if not path.is_file():
            continue
        spoken = re.findall(r"\w+", path.read_text(encoding="utf-8", errors="ignore").lower())
        if any(tuple(spoken[at : at + 25]) in runs for at in range(len(spoken) - 24)):
            found.add(name)
    assert found == set()
