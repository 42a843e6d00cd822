"""A small dossier of our own invention, as fact sheets."""

import pytest
from django.contrib.auth.models import User

from tracker.evidence.hashing import sha256
from tracker.factsheets import import_sheets
from tracker.models import Source, hold_text

TEXT = (
    "A meeting by the lake\n"
    "\n"
    "The envoys of Nordland and Suderland met in Lakeside on 4 May 2021. "
    "Both sides spoke of a truce. Neither of them signed a paper.\n"
    "An official of Nordland said that “the harbour stays open”. Both sides spoke of a truce.\n"
)


def lines(*rows: str) -> bytes:
    return "".join(f"{row}\n" for row in rows).encode()


#: All eleven sheets; every one of them refers to rows of another.
DOSSIER = {
    "sources.csv": lines(
        "ref,title,title_given,kind,publisher,author,published,published_stated,language,"
        "rights,url,derives_from_refs,text_sha256,text_length,note",
        "lake-report,Report from the lake,no,news-report,Lake Post,A. Writer,2021-05~,no,en,"
        f"quote-only,https://example.org/lake,lake-wire,{sha256(TEXT)},{len(TEXT)},Undated.",
        "lake-wire,Wire report,no,reference,,,,,en,quote-only,,,,,",
    ),
    "actors.csv": lines(
        "ref,name,kind,description,wikidata",
        "nordland,Nordland,state,A country in the north.,Q1",
        "suderland,Suderland,state,,",
        "envoy,Edda Envoy,person,,",
    ),
    "names.csv": lines(
        "actor_ref,name,language,kind",
        "nordland,Nordland,en,canonical",
        "nordland,Нордланд,uk,transliteration",
    ),
    "affiliations.csv": lines(
        "actor_ref,organisation_ref,office,start,end,basis_ref,inference",
        "envoy,nordland,Envoy,2020,,lake-meeting,",
        "envoy,nordland,Minister,,2020,,Named so by all.",
    ),
    "processes.csv": lines("ref,title,summary", "lake-talks,Talks by the lake,Two rounds."),
    "rounds.csv": lines(
        "ref,process_ref,title,format,date,date_basis_ref,date_inference,venue,"
        "venue_basis_ref,venue_inference,outcome,outcome_basis_ref,summary",
        "lakeside,lake-talks,Lakeside,direct talks,2021-05-04,lake-meeting,,Lakeside,,"
        "Only one is known.,none,lake-unsigned,Nothing was signed.",
    ),
    "participations.csv": lines(
        "round_ref,actor_ref,role,basis_ref,inference",
        "lakeside,nordland,party,lake-meeting,",
        "lakeside,envoy,delegate,,Envoys were there.",
    ),
    "issues.csv": lines(
        "ref,title,summary,parent_ref",
        "truce,Truce,,fighting",
        "fighting,Fighting,All that is shot.,",
    ),
    "claims.csv": lines(
        "ref,statement,kind,happened,happened_stated,actors,round_refs,issue_refs,posture,"
        "note,source_ref,quote,paragraph,stance,quoted_ref,quoted_as,origin_ref,citation_note",
        "lake-meeting,Envoys met at Lakeside.,event,2021-05-04,yes,"
        "subject:nordland|subject:suderland,lakeside,,,,lake-report,"
        "The envoys of Nordland […] met in Lakeside,,supports,,,lake-wire,",
        "lake-meeting,,,,,,,,,,lake-report,Both sides spoke of a truce,3,context,,,,Later.",
        "lake-unsigned,No paper was signed.,event,2021-05,no,,lakeside,truce,,Time inferred.,"
        "lake-report,Neither of them signed a paper.,3,supports,,,,",
        "harbour-open,Nordland keeps the harbour open.,position,2021,no,holder:nordland,,truce,"
        'offers,,lake-report,"said that ""the harbour stays open""",,supports,nordland,,,',
        "harbour-said,An official spoke of the harbour.,statement,,,speaker:nordland,,,,,"
        "lake-report,An official of Nordland,,supports,,an official,,",
    ),
    "relations.csv": lines(
        "from_ref,kind,to_ref,settled,reason",
        "lake-unsigned,narrows,lake-meeting,,",
        "harbour-open,contradicts,harbour-said,both-stand,They differ in time.",
    ),
    "furniture.csv": lines("source_ref,start,end,reason", "lake-report,0,21,heading"),
}


@pytest.fixture
def csv_of():
    """Bytes of a CSV file from its lines."""
    return lines


@pytest.fixture
def text():
    return TEXT


@pytest.fixture
def researcher(db):
    return User.objects.create_user("researcher")


@pytest.fixture
def dossier():
    """All eleven sheets."""
    return dict(DOSSIER)


@pytest.fixture
def lake(dossier, researcher):
    """The source of the dossier, with its text."""
    report = import_sheets({"sources.csv": dossier["sources.csv"]}, by=None)
    assert not report.errors
    source = Source.objects.get(ref="lake-report")
    hold_text(source=source, content=TEXT, by=None)
    return source


@pytest.fixture
def imported(lake, dossier):
    """The whole dossier on the desk, by nobody."""
    report = import_sheets(dossier, by=None)
    assert [str(error) for error in report.errors] == []
    return dossier


@pytest.fixture
def errors_of(db):
    """Import, and give the errors as (file, line, column, message); they are all there are."""

    def errors(**sheets: bytes) -> list[tuple[str, int, str, str]]:
        report = import_sheets({f"{name}.csv": data for name, data in sheets.items()}, by=None)
        return [(e.file, e.line, e.column, e.message) for e in report.errors]

    return errors


@pytest.fixture
def known(db, csv_of):
    """An actor, a source and two claims on the desk."""
    report = import_sheets(
        {
            "actors.csv": csv_of("ref,name,kind", "known,Known,state"),
            "sources.csv": csv_of(
                "ref,title,kind,language,rights", "known-source,Title,analysis,en,open"
            ),
            "claims.csv": csv_of(
                "ref,statement,kind", "known-claim,It is.,event", "other-claim,It was.,event"
            ),
        },
        by=None,
    )
    assert not report.errors
