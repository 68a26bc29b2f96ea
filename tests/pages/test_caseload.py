"""The caseload: found by a search that no address holds, narrowed by filters that the address does hold, and exported."""

import csv
import io
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from pathway.actions import pregnancies
from pathway.exports import as_csv, as_xlsx
from pathway.models import Event, Flag, Pregnancy, Role
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.conftest import Browser
from tests.people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def hers(pregnancy: Pregnancy) -> str:
    return reverse("pregnancy_show", args=[pregnancy.pk])


def shows(client: Client, pregnancy: Pregnancy, **filters: object) -> bool:
    response = client.get(reverse("caseload"), filters)
    assert response.status_code == 200
    return hers(pregnancy) in response.content.decode()


def search(client: Client, text: str) -> str:
    """The page after a search; its address is in `client.last`."""
    response = client.post(reverse("caseload_search"), {"text": text}, follow=True)
    client.last = response.redirect_chain[-1][0]  # type: ignore[attr-defined]
    return response.content.decode()


@pytest.mark.parametrize(
    ("text", "found"), [("nadi", True), ("EXAMPLE nadia", True), ("zed", False), ("%", False), ("'\"<", False)]
)
def test_she_is_found_by_her_name(text: str, found: bool, asha: Client, nadia: Pregnancy) -> None:
    assert (hers(nadia) in search(asha, text)) is found


def test_what_is_searched_for_stands_on_the_page_and_in_no_address(asha: Client, people: People, today: date) -> None:
    for _ in range(31):
        make.a_pregnancy(people.nadia.team, today, name="Lena Quince")
    page = search(asha, "Quince")
    assert 'value="Quince"' in page
    assert "31 women" in page
    address = asha.last  # type: ignore[attr-defined]
    assert "quince" not in address.lower()
    second = asha.get(f"{address}&page=2").content.decode()
    assert 'value="Quince"' in second
    assert second.count('scope="row"') == 1
    assert "quince" not in "".join(part.split('"')[0] for part in (page + second).split('href="')[1:]).lower()


def test_two_searches_side_by_side_keep_their_own_results(
    asha: Client, nadia: Pregnancy, others: list[Pregnancy]
) -> None:
    search(asha, "Nadi")
    first = asha.last  # type: ignore[attr-defined]
    search(asha, others[0].mother.name)
    assert hers(nadia) in asha.get(first).content.decode()


def test_a_search_finds_closed_records_and_only_those_one_may_see(
    people: People, as_: Browser, nadia: Pregnancy, today: date
) -> None:
    Pregnancy.objects.filter(pk=nadia.pk).update(closed=today)
    assert hers(nadia) in search(as_(people.ben), "Nadia")
    assert hers(nadia) in search(as_(people.fern), "Nadia")
    for outsider in (people.carol, people.dara):
        assert hers(nadia) not in search(as_(outsider), "Nadia")


def test_a_shared_address_of_a_search_shows_nothing_of_it(people: People, as_: Browser) -> None:
    asha = as_(people.asha)
    search(asha, "Nadia")
    page = as_(people.ben).get(asha.last).content.decode()  # type: ignore[attr-defined]
    assert "not kept any more" in page
    assert "for “" not in page


@pytest.mark.parametrize("text", ["", "  ", "\0", "x" * 121])
def test_a_search_for_nothing_or_too_much_shows_the_caseload(text: str, asha: Client, nadia: Pregnancy) -> None:
    assert hers(nadia) in search(asha, text)
    assert asha.last == reverse("caseload")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("stage", "found"), [("", True), ("pregnant", True), ("early", False), ("closed", False), ("all", True)]
)
def test_the_caseload_is_narrowed_by_stage(stage: str, found: bool, asha: Client, nadia: Pregnancy) -> None:
    assert shows(asha, nadia, stage=stage) is found


@pytest.mark.parametrize(
    ("first", "last", "found"), [("6", "", True), ("7", "", False), ("", "6", True), ("", "5", False), ("6", "6", True)]
)
def test_weeks_since_the_birth_are_counted_to_the_day(
    first: str, last: str, found: bool, asha: Client, nadia: Pregnancy, today: date
) -> None:
    for born in (today - 6 * ONE_WEEK, today - 7 * ONE_WEEK + ONE_DAY):
        Pregnancy.objects.filter(pk=nadia.pk).update(born=born)
        assert shows(asha, nadia, weeks_from=first, weeks_to=last) is found


def test_the_caseload_is_narrowed_by_lead_service_and_whose(
    asha: Client, people: People, as_: Browser, nadia: Pregnancy, today: date
) -> None:
    lead = people.asha.workers.get()
    family, ben = nadia.supports.get(every=7).service, people.ben.workers.get()
    assert not shows(asha, nadia, whose="mine")
    pregnancies.appoint_lead(pregnancy=nadia, worker=lead, start=today, by=CLOCK, today=today)
    assert shows(asha, nadia, whose="mine", lead=lead.pk, service=family.pk)
    assert shows(asha, nadia, whose="team")
    assert not shows(as_(people.ben), nadia, whose="mine")
    assert not shows(as_(people.fern), nadia, whose="team")
    assert not shows(asha, nadia, service=people.dara.workers.get().service_id)
    pregnancies.appoint_lead(
        pregnancy=make.a_pregnancy(nadia.team, today), worker=ben, start=today, by=CLOCK, today=today
    )
    assert not shows(asha, nadia, lead=ben.pk)


@pytest.mark.parametrize(
    ("flag", "found"), [("any", True), ("none", False), ("support_missed", True), ("many_faces", False),
                        ("soon", True), ("escalated", False)],
)  # fmt: skip
def test_the_caseload_is_narrowed_by_flags(
    flag: str, found: bool, asha: Client, nadia: Pregnancy, missed: Flag
) -> None:
    assert shows(asha, nadia, flag=flag) is found


def test_a_flag_that_one_may_not_see_narrows_nothing(people: People, as_: Browser, missed: Flag) -> None:
    nadia = people.nadia
    Flag.objects.update(information="child_protection")
    assert shows(as_(people.sol), nadia, flag="any")
    assert not shows(as_(people.fern), nadia, flag="any")
    assert shows(as_(people.fern), nadia, flag="none")


@pytest.mark.parametrize(
    "wrong",
    [{"weeks_from": "six"}, {"weeks_from": "9", "weeks_to": "8"}, {"weeks_to": "-1"}, {"lead": "0"}, {"stage": "lost"},
     {"service": "9" * 30}, {"flag": "x" * 200}],
)  # fmt: skip
def test_a_wrong_filter_is_said_and_narrows_nothing(wrong: dict[str, str], asha: Client, nadia: Pregnancy) -> None:
    page = asha.get(reverse("caseload"), wrong).content.decode()
    assert "Please look at this again" in page
    assert 'nhsuk-details nhsuk-expander app-filters" open' in page
    assert 'value="xlsx"' not in page
    assert asha.post(reverse("caseload_export"), {**wrong, "file": "csv"}).status_code == 400


def test_every_filter_can_be_chosen(asha: Client, nadia: Pregnancy) -> None:
    page = asha.get(reverse("caseload")).content.decode()
    for name in ("stage", "whose", "flag", "lead", "service", "weeks_from", "weeks_to"):
        assert f'name="{name}"' in page
    assert "(optional)" not in page


def test_filters_stand_in_the_address_of_the_next_page(asha: Client, people: People, today: date) -> None:
    for _ in range(31):
        make.a_pregnancy(people.nadia.team, today)
    first = asha.get(reverse("caseload"), {"stage": "pregnant"}).content.decode()
    assert "32 women" in first
    assert "?stage=pregnant&amp;page=2" in first
    second = asha.get(reverse("caseload"), {"stage": "pregnant", "page": "2"}).content.decode()
    assert second.count('scope="row"') == 2
    assert asha.get(reverse("caseload"), {"page": "nonsense"}).status_code == 200


def exported(client: Client, **filters: str) -> list[list[str]]:
    response = client.post(reverse("caseload_export"), {"file": "csv", **filters})
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_list_is_exported_as_it_is_shown(
    asha: Client, people: People, others: list[Pregnancy], today: date
) -> None:
    make.a_contact(people.nadia.supports.get(every=7), today + ONE_DAY, today, None)
    Pregnancy.objects.filter(pk=others[0].pk).update(born=today)
    heads, *rows = exported(asha, stage="pregnant")
    assert rows[3] == []
    assert "3 women, exported from Alongside by Asha Midwife" in rows[4][0]
    assert rows[5] == ["Stage: Pregnant"]
    nadi = dict(zip(heads, next(row for row in rows if row[0] == "Nadi"), strict=True))
    assert nadi["Full name"] == "Nadia Example"
    assert (nadi["Next appointment"], nadi["With"]) == ((today + ONE_DAY).isoformat(), "Family support")
    assert others[0].mother.name not in [row[1] for row in rows[:3]]


def test_the_export_of_a_search_holds_who_was_found(asha: Client, people: People, others: list[Pregnancy]) -> None:
    search(asha, others[1].mother.name)
    key = urlsplit(asha.last).query.split("search=")[1].split("&")[0]  # type: ignore[attr-defined]
    _, *rows = exported(asha, search=key, stage="all")
    assert [row[0] for row in rows[:1]] == [others[1].mother.name]
    assert rows[1] == []


def test_an_export_is_written_down_without_a_name(asha: Client, people: People, others: list[Pregnancy]) -> None:
    exported(asha, stage="pregnant")
    event = Event.objects.get(verb="exports.note")
    assert event.by == people.asha
    assert event.changes["number"] == [None, 4]
    assert sorted(event.changes["women"][1]) == sorted(woman.pk for woman in [people.nadia, *others])
    assert event.changes["filters"] == [None, ["Stage: Pregnant"]]
    assert "Nadi" not in str(event.changes)


def test_who_took_lists_out_is_for_administrators_and_team_leads(
    people: People, as_: Browser, asha: Client, others: list[Pregnancy]
) -> None:
    address = reverse("lists_out")
    trust = people.nadia.team.service.trust
    robin, far = (make.a_user(name) for name in ("Robin", "Far"))
    make.a_worker(people.nadia.team.service, "Robin", Role.ADMINISTRATOR, user=robin)
    make.a_worker(people.carol.workers.get().service, "Far", Role.ADMINISTRATOR, user=far)
    assert "Nobody has taken a list out" in as_(robin).get(address).content.decode()
    exported(asha, stage="pregnant")
    exported(as_(people.sol))
    told = as_(robin).get(address).content.decode()
    assert trust.name in told
    assert told.index("Sol Example") < told.index("Asha Midwife")
    assert "Stage: Pregnant" in told
    assert "Nadi" not in told
    for_ben = as_(people.ben).get(address).content.decode()
    assert "Asha Midwife" in for_ben
    assert "Sol Example" not in for_ben
    assert "Asha Midwife" not in as_(far).get(address).content.decode()
    for user, status in ((people.asha, 404), (people.carol, 404), (people.fern, 404)):
        assert as_(user).get(address).status_code == status
        assert address not in as_(user).get(reverse("service_list")).content.decode()
    for user in (people.ben, robin):
        assert address in as_(user).get(reverse("service_list")).content.decode()


def test_an_export_holds_only_women_whom_one_may_see(people: People, as_: Browser, others: list[Pregnancy]) -> None:
    assert exported(as_(people.sol))[1][0] == "Nadi"
    for outsider in (people.carol, people.dara):
        response = as_(outsider).post(reverse("caseload_export"), {"file": "csv"})
        assert response.status_code == 302
    assert not Event.objects.filter(verb="exports.note", by=people.carol).exists()


def test_a_workbook_holds_dates_as_dates_and_says_who_made_it(asha: Client, nadia: Pregnancy) -> None:
    response = asha.post(reverse("caseload_export"), {"file": "xlsx"})
    assert "Nadi" not in response.headers["Content-Disposition"]
    book = load_workbook(io.BytesIO(response.content))
    heads, row = ([cell.value for cell in line] for line in book["List"].iter_rows(max_row=2))
    nadi = dict(zip(heads, row, strict=True))
    assert nadi["Called"] == "Nadi"
    assert nadi["Due date"].date() == nadia.due
    assert "exported from Alongside by Asha Midwife" in book["About this list"]["A1"].value


DANGEROUS = ["=1+1", "+44 7700", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://example.test")']


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_is_a_formula(text: str) -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(["Name"], [[text]], [text])))["List"]
    assert (sheet["A2"].data_type, sheet["A2"].value) == ("s", text)
    _, row, *_ = csv.reader(io.StringIO(as_csv(["Name"], [[text]], []).decode("utf-8-sig")))
    assert row == [f"'{text}"]


def test_other_cells_are_left_as_they_are(today: date) -> None:
    _, row, *_ = csv.reader(
        io.StringIO(as_csv(["a", "b", "c", "d"], [["Zoë, “Zed”", 3, today, None]], []).decode("utf-8-sig"))
    )
    assert row == ["Zoë, “Zed”", "3", today.isoformat(), ""]
    sheet = load_workbook(io.BytesIO(as_xlsx(["a"], [["bell\x07"]], [])))["List"]
    assert sheet["A2"].value == "bell"
