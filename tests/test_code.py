"""What holds for all of the code, so that whatever is new must hold to it too."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).parent.parent
SOURCES = sorted(
    path
    for folder in ("tracker", "peacetalks", "tests")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".html", ".css"} and "/migrations/" not in str(path)
)
#: Nobody edits the record, so its models are not among these.
DESK_MODELS = list(apps.get_app_config("tracker").get_models())
OWN_COMMANDS = sorted(name for name, app in get_commands().items() if app.startswith("tracker"))


def name_of(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_file_has_at_most_300_lines(path):
    assert path.read_text().count("\n") <= 300


@pytest.mark.parametrize("path", [path for path in SOURCES if path.suffix == ".py"], ids=name_of)
def test_functions_fit_on_a_screen(path):
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 50
    }
    assert long == {}


@pytest.mark.parametrize("model", DESK_MODELS, ids=lambda model: model.__name__)
def test_editable_fields_explain_themselves(model):
    silent = {
        field.name
        for field in model._meta.get_fields()
        if getattr(field, "editable", False)
        and not field.auto_created
        and not getattr(field, "help_text", "")
    }
    # The parent of an inline row is chosen by the page it stands on.
    parents = {"actor", "claim", "from_claim", "round", "source", "text", "by"}
    through = {"actors"}
    assert silent - parents - through == set()


@pytest.mark.parametrize("model", DESK_MODELS, ids=lambda model: model.__name__)
def test_constraints_have_names_and_messages(model):
    silent = {
        constraint.name
        for constraint in model._meta.constraints
        if "is violated" in str(constraint.violation_error_message)
    }
    assert silent == set()


def test_on_delete_has_its_reason():
    silent = []
    for path in (ROOT / "tracker").rglob("*.py"):
        if "/migrations/" in str(path):
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if "on_delete=" in line and "#" not in line:
                silent.append(f"{name_of(path)}:{number}")
    assert silent == []


@pytest.mark.parametrize("command", OWN_COMMANDS)
def test_command_says_what_it_does(command):
    assert load_command_class("tracker", command).help
