"""Licensed wording, loaded by a department for itself."""

import json

import pytest
import yaml
from django.core.management import CommandError, call_command

from registry.instruments import INSTRUMENTS
from registry.models import InstrumentWording
from registry.selectors.wordings import wording_of
from tests.factories import a_department
from tests.registry.instruments.test_wording import complete

pytestmark = pytest.mark.django_db
ODI = INSTRUMENTS["odi"]


@pytest.fixture
def load(tmp_path):
    """Loads a wording, written as YAML unless another writer is given, for a department."""

    def load_for(department, found, write=yaml.safe_dump):
        file = tmp_path / "odi.yaml"
        file.write_text(found if isinstance(found, str) else write(found), "utf-8")
        call_command("load_wording", str(file), "--department", department.code)

    return load_for


@pytest.mark.parametrize("write", [yaml.safe_dump, json.dumps])
def test_a_department_reads_the_wording_it_loaded(load, write):
    department = a_department()
    load(department, complete(ODI), write)
    wording = wording_of(department, "odi", "da")
    assert wording["walking"].text == "Question walking"
    assert wording["walking"].levels == {level: f"Answer {level}" for level in range(6)}


def test_no_other_department_and_no_other_language_gets_it(load):
    department = a_department()
    load(department, complete(ODI))
    assert wording_of(a_department(), "odi", "da") is None
    assert wording_of(department, "odi", "sv") is None


def test_loading_again_replaces_it(load):
    department = a_department()
    load(department, complete(ODI))
    changed = complete(ODI)
    changed["items"]["walking"]["text"] = "Mended"
    load(department, changed)
    assert InstrumentWording.objects.count() == 1
    assert wording_of(department, "odi", "da")["walking"].text == "Mended"


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ({**complete(ODI), "items": {}}, "items.walking is missing or empty."),
        (
            {**complete(ODI), "instrument": "oswestry"},
            "names the instrument 'oswestry'; give instrument as one of vas_back",
        ),
        ({**complete(ODI), "instrument": ["odi"]}, "give instrument as one of vas_back"),
        ({**complete(ODI), "instrument": "genant"}, "needs no licensed wording; nothing was loaded"),
        ({**complete(ODI), "language": "danish"}, "not loaded: "),
        ({**complete(ODI), "licence": "x" * 201}, "not loaded: "),
        ("just text", "names the instrument None"),
        ("a: [", "This is not YAML"),
        ("a: 1\na: 2", "given more than once"),
    ],
)
def test_what_is_not_complete_is_not_loaded_and_says_why(load, found, says):
    with pytest.raises(CommandError) as refused:
        load(a_department(), found)
    assert refused.value.returncode == 2
    assert says in str(refused.value)
    assert not InstrumentWording.objects.exists()


def test_a_department_or_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="There is no department 'nowhere'"):
        call_command("load_wording", str(tmp_path / "odi.yaml"), "--department", "nowhere")
    with pytest.raises(CommandError, match=r"Cannot read .*odi\.yaml: No such file"):
        call_command("load_wording", str(tmp_path / "odi.yaml"), "--department", a_department().code)
