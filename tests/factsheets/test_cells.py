"""Every kind of bad cell: where it is, and what the remedy is."""

import pytest

pytestmark = pytest.mark.django_db

# sheet, header, row, column, what the message says
BAD = {
    "ref": ("actors", "ref,name,kind", "Nord Land,Nordland,state", "ref", "3 to 80 characters"),
    "ref too long": (
        "actors",
        "ref,name,kind",
        f"{'n' * 81},Nordland,state",
        "ref",
        "The text has 81 characters; 80 are allowed. Shorten it.",
    ),
    "ref cleared": ("actors", "ref,name,kind", "!clear,N,state", "ref", "cannot be emptied"),
    "ref missing": ("actors", "ref,name,kind", ",Nordland,state", "ref", "A new row needs it."),
    "required": ("actors", "ref,name,kind", "nordland,,state", "name", "A new row needs it."),
    "required column": ("actors", "ref,name", "nordland,Nordland", "kind", "A new row needs it."),
    "choice": (
        "actors",
        "ref,name,kind",
        "nordland,Nordland,realm",
        "kind",
        "It must be one of: person, state, organisation, group.",
    ),
    "too long": (
        "actors",
        "ref,name,kind",
        f"nordland,{'N' * 1201},state",
        "name",
        "The text has 1,201 characters; 200 are allowed. Shorten it.",
    ),
    "long statement": (
        "claims",
        "ref,statement,kind",
        f"a-claim,{'N' * 1001},event",
        "statement",
        "The text has 1,001 characters; 1,000 are allowed. Shorten it.",
    ),
    "long quote": (
        "claims",
        "ref,source_ref,quote,stance",
        f"known-claim,known-source,{'so it is ' * 100_000},supports",
        "quote",
        "2,000 are allowed. Shorten it.",
    ),
    "pattern": (
        "actors",
        "ref,name,kind,wikidata",
        "nordland,Nordland,state,7747",
        "wikidata",
        "A Wikidata item looks like Q7747.",
    ),
    "language": (
        "names",
        "actor_ref,name,language,kind",
        "known,Nordland,English!,alias",
        "language",
        "A language is a BCP 47 tag",
    ),
    "edtf": (
        "claims",
        "ref,statement,kind,happened",
        "a-claim,It happened.,event,May 2021",
        "happened",
        "May 2021",
    ),
    "yes or no": (
        "claims",
        "ref,statement,kind,happened_stated",
        "a-claim,It happened.,event,true",
        "happened_stated",
        "It must be yes or no.",
    ),
    "number": (
        "furniture",
        "source_ref,start,end,reason",
        "known-source,one,21,heading",
        "start",
        "It must be a whole number, in digits only.",
    ),
    "negative number": (
        "furniture",
        "source_ref,start,end,reason",
        "known-source,-1,21,heading",
        "start",
        "It must be a whole number, in digits only.",
    ),
    "large number": (
        "sources",
        "ref,title,kind,language,rights,text_length",
        "a-source,Title,analysis,en,open,99999999999",
        "text_length",
        "whole number",
    ),
    "larger than both databases hold": (
        "sources",
        "ref,title,kind,language,rights,text_length",
        "a-source,Title,analysis,en,open,2147483648",
        "text_length",
        "It must be 2147483647 at most.",
    ),
    "empty stretch": (
        "furniture",
        "source_ref,start,end,reason",
        "known-source,21,21,heading",
        "end",
        "The end must come after the start.",
    ),
    "address": (
        "sources",
        "ref,title,kind,language,rights,url",
        "a-source,Title,analysis,en,open,javascript:alert(1)",
        "url",
        "valid URL",
    ),
    "sha256": (
        "sources",
        "ref,title,kind,language,rights,text_sha256",
        "a-source,Title,analysis,en,open,abc",
        "text_sha256",
        "A sha256 has 64 hexadecimal digits.",
    ),
    "rights": (
        "sources",
        "ref,title,kind,language",
        "a-source,Title,analysis,en",
        "rights",
        "A new row needs it.",
    ),
    "reference": (
        "names",
        "actor_ref,name,language,kind",
        "knwon,Nordland,en,alias",
        "actor_ref",
        "There is no actor “knwon” on the desk or in this upload. Did you mean “known”?",
    ),
    "hostile reference": (
        "names",
        "actor_ref,name,language,kind",
        f"{'k' * 300_000},Nordland,en,alias",
        "actor_ref",
        f"There is no actor “{'k' * 79}…” on the desk or in this upload.",
    ),
    "reference of another kind": (
        "participations",
        "round_ref,actor_ref,role",
        "known,known,party",
        "round_ref",
        "There is no round “known” on the desk or in this upload.",
    ),
    "references": (
        "claims",
        "ref,statement,kind,issue_refs",
        "a-claim,It happened.,event,truce | fighting",
        "issue_refs",
        "There is no issue “truce” on the desk or in this upload. There is no issue “fighting”",
    ),
    "role": (
        "claims",
        "ref,statement,kind,actors",
        "a-claim,It happened.,event,owner:known",
        "actors",
        "“owner:known” must be role:ref, with one of the roles holder, speaker, subject, addressee.",
    ),
    "role without ref": (
        "claims",
        "ref,statement,kind,actors",
        "a-claim,It happened.,event,known",
        "actors",
        "“known” must be role:ref",
    ),
    "actor in a role": (
        "claims",
        "ref,statement,kind,actors",
        "a-claim,It happened.,event,holder:unknown",
        "actors",
        "There is no actor “unknown”",
    ),
    "posture": (
        "claims",
        "ref,statement,kind,posture",
        "a-claim,It happened.,event,demands",
        "posture",
        "Only a claim of kind position has a posture.",
    ),
    "statement missing": (
        "claims",
        "ref,statement,kind",
        "a-claim,,event",
        "statement",
        "A new row needs it.",
    ),
    "office with itself": (
        "affiliations",
        "actor_ref,organisation_ref,office",
        "known,known,Minister",
        "organisation_ref",
        "An actor cannot hold an office with itself.",
    ),
    "relation to itself": (
        "relations",
        "from_ref,kind,to_ref",
        "known-claim,contradicts,known-claim",
        "to_ref",
        "A claim cannot relate to itself.",
    ),
    "settled without reason": (
        "relations",
        "from_ref,kind,to_ref,settled",
        "known-claim,contradicts,other-claim,from",
        "settled",
        "Only a contradiction can be settled, and with a reason.",
    ),
    "clear of a required column": (
        "actors",
        "ref,name",
        "known,!clear",
        "name",
        "The column cannot be emptied.",
    ),
    "clear of yes or no": (
        "claims",
        "ref,happened_stated",
        "known-claim,!clear",
        "happened_stated",
        "The column cannot be emptied.",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_cell(known, errors_of, csv_of, case):
    sheet, header, row, column, message = BAD[case]
    ((file, line, at, said),) = errors_of(**{sheet: csv_of(header, row)})
    assert (file, line, at) == (f"{sheet}.csv", 2, column)
    assert message in said
