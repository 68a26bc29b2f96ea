"""The schema is true: it is valid, its page is whole, and the API keeps to it whatever is sent."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from api.schema import whole
from pathway.actions import assessments, plans, pregnancies
from pathway.models import Support, Worker
from pathway.permissions import CLOCK
from wsgi import application

from .. import factories as make
from ..people import People

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
schema = schemathesis.openapi.from_dict(whole())
schema.app = application


@pytest.fixture
def token(people: People, today: date) -> str:
    """Asha's, with something in every field that an answer may have."""
    about: dict[str, Any] = {"by": CLOCK, "today": today}
    make.a_birth(people.nadia, today - timedelta(days=20), today)
    baby = people.nadia.babies.get()
    pregnancies.move_baby(baby=baby, start=today, with_her=False, where="Foster carers", **about)
    asha, fern = Worker.objects.get(name="Asha Midwife"), Worker.objects.get(name="Fern Example")
    pregnancies.appoint_lead(pregnancy=people.nadia, worker=asha, start=today, **about)
    assessments.answer_need(pregnancy=people.nadia, topic="home", asked="asked", needs_help=True, **about)
    support = Support.objects.get(reference="family-support")
    plans.pause(support=support, start=today, until=today, **about)
    make.a_contact(support, today, today, worker=fern, minutes=30, with_transport=True)
    make.a_contact(support, today, today, outcome=None)
    return str(Token.objects.create(user=people.asha).key)


@schema.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[*HealthCheck],
)
def test_the_api_keeps_to_its_schema(case: schemathesis.Case[Any], token: str) -> None:
    response = case.call(headers={"Authorization": f"Token {token}"})
    case.validate_response(response, checks=CHECKS)
    if aimed(case):
        response = case.call(headers={"Authorization": f"Token {token}"})
        case.validate_response(response, checks=[check for check in CHECKS if check is not negative_data_rejection])


def aimed(case: schemathesis.Case[Any]) -> bool:
    """Point the case at rows that Asha may see, which chance would not find; False if it names none."""
    support = Support.objects.get(reference="family-support")
    rows: dict[str, Any] = {
        "pregnancies": support.pregnancy,
        "supports": support,
        "flags": support.pregnancy.flags.first(),
    }
    rows["contacts"] = support.contacts.last()
    if "{id}" in case.path:
        case.path_parameters = {"id": rows[case.path.split("/")[2]].pk}
    elif isinstance(case.body, dict) and "support" in case.body:
        case.body = case.body | {"support": support.pk}
    else:
        return False
    return True


def test_the_schema_is_valid_and_made_without_a_warning() -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=StringIO())


def test_the_schema_is_served_to_those_who_sign_in(token: str) -> None:
    assert APIClient().get("/api/schema/").status_code == 401
    answer = APIClient(HTTP_AUTHORIZATION=f"Token {token}").get("/api/schema/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json()["openapi"].startswith("3.1")
    assert answer.json()["paths"] == whole()["paths"]


def test_every_operation_tells_its_problems_in_one_shape() -> None:
    for operations in whole()["paths"].values():
        for operation in operations.values():
            told = {status: answer for status, answer in operation["responses"].items() if status[0] not in "23"}
            assert {"400", "401", "default"} <= told.keys()
            assert all(set(answer["content"]) == {"application/problem+json"} for answer in told.values())


def test_the_page_tells_every_address_and_every_shape(people: People) -> None:
    browser = Client()
    assert browser.get("/api/docs/")["Location"].startswith("/sign-in/")
    browser.force_login(people.asha, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/api/")["Location"] == "/api/docs/"
    page = browser.get("/api/docs/").content.decode()
    for path, operations in whole()["paths"].items():
        for method, operation in operations.items():
            assert f"{method.upper()} {path}" in page
            assert f'id="{operation["operationId"]}"' in page
    links = {part.split('"')[0] for part in page.split('href="#')[1:]}
    anchors = {part.split('"')[0] for part in page.split('id="')[1:]}
    assert links <= anchors
    assert {"Pregnancy", "Support", "Contact", "Flag", "Problem"} <= links


def test_the_page_needs_no_script_of_its_own_and_nothing_from_elsewhere(people: People) -> None:
    browser = Client()
    browser.force_login(people.asha, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = browser.get("/api/docs/")
    page = answer.content.decode()
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert "<style" not in page
    assert 'style="' not in page
    assert "https://" not in page
