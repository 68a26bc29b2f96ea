"""Every page there is, found by its address: one frame around all of them, and nothing in it that names her."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from pages.urls import urlpatterns
from pathway.models import Role, User
from tests import factories as make
from tests.pages.conftest import Browser
from tests.pages.test_scope import BEFORE_A_BIRTH, records
from tests.people import People

__all__ = ["records"]

NO_PAGE = {"healthz"}
WITHOUT_FRAME = {"blank"}
BEFORE_SIGNING_IN = {"account_login"}
IN_THE_ADDRESS = {
    "conversation_step": {"slug": "people"},
    "threshold_change": {"rule": "support_missed", "name": "grace_most"},
    "card_show": {"name": "feeding"},
    "card_print": {"name": "feeding"},
    "card_review": {"name": "feeding"},
    "language_review": {"language": "pl"},
}
NOT_YET = {
    "language_review": "no catalogue is whole",
    "card_print": "nobody stands for a card yet",
    "reassessment_stop": "none runs",
    "print_run_stop": "none runs",
    "papers_download": "no paper of these records is a whole PDF",
}
"""Pages that give nothing until something exists; each has tests of its own."""
HER_NAMES = ("Nadi", "Example")
HELPERS = ("Family support", "social work", "Drug and alcohol", "Midwife")
"""Who helps her is nobody's business who sees the window's title."""
ABOUT_NO_WOMAN = ("services", "teams", "trusts")
PAGES = {str(page.name): page for page in urlpatterns if isinstance(page, URLPattern)}


class Page(HTMLParser):
    """What matters of a page: its title, headings, landmarks, links, and what a strict policy would refuse."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.count: dict[str, int] = {}
        self.links: list[dict[str, str | None]] = []
        self.ids: list[str] = []
        self.fields: list[dict[str, str | None]] = []
        self.labelled: set[str | None] = set()
        self.refused: list[str] = []
        self.sizes: set[str] = set()
        self.title, self.inside = "", ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        given = dict(attrs)
        for counted in (tag, str(given.get("role"))):
            self.count[counted] = self.count.get(counted, 0) + 1
        self.inside = tag
        self.ids += [str(given["id"])] if given.get("id") else []
        self.links += [given] if tag == "a" else []
        classes = str(given.get("class")).split()
        if {"nhsuk-radios", "nhsuk-checkboxes"} & set(classes):
            self.sizes.add("small" if any(one.endswith("--small") for one in classes) else "large")
        self.labelled |= {given.get("for")} if tag == "label" else set()
        if tag in ("input", "select", "textarea") and given.get("type") not in ("hidden", "submit"):
            self.fields.append(given)
        if "style" in given or any(name.startswith("on") for name in given):
            self.refused.append(f"{tag} with {sorted(given)}")
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.refused.append(tag)

    def handle_data(self, data: str) -> None:
        """Note the title."""
        self.title += data if self.inside == "title" and not self.count.get("body") else ""

    def faults(self) -> list[str]:
        """Sentences on what is missing or too much."""
        once = ("h1", "main", "banner", "contentinfo")
        found = [f"{self.count.get(one, 0)} {one}" for one in once if self.count.get(one) != 1]
        first = self.links[0] if self.links else {}
        if first.get("href") != "#main" or "main" not in self.ids:
            found.append("the first link does not skip to the content")
        if not any(link.get("href") == reverse("blank") and "data-hide" in link for link in self.links):
            found.append("no link hides the screen")
        if not self.title.strip().endswith("– Alongside") or any(name in self.title for name in HER_NAMES):
            found.append(f"the title is “{self.title.strip()}”")
        if len(self.sizes) > 1:
            found.append("small choices stand beside large ones")
        unnamed = [one for one in self.fields if one.get("id") not in self.labelled and not one.get("aria-label")]
        found += [f"no label for {one.get('name')}" for one in unnamed]
        told = [link["href"] for link in self.links if any(name in (link.get("href") or "") for name in HER_NAMES)]
        found += [f"an address names her: {address}" for address in told]
        twice = {one for one in self.ids if self.ids.count(one) > 1}
        return found + self.refused + [f"two of id {one}" for one in sorted(twice)]


def address_of(name: str, keys: dict[str, int]) -> str:
    """The address of a page; a new kind of record or word in an address must be made known here or in test_scope."""
    pattern = str(PAGES[name].pattern)
    noun = "expecting" if name in BEFORE_A_BIRTH else pattern.split("/")[0]
    given = IN_THE_ADDRESS.get(name, {}) | ({"pk": keys[noun]} if "<int:pk>" in pattern else {})
    assert set(re.findall(r"<\w+:(\w+)>", pattern)) == set(given), f"say what stands in the address of {name}"
    return reverse(name, kwargs=given)


@pytest.fixture
def keys(people: People, records: dict[str, int]) -> dict[str, int]:
    """A key for each noun that begins an address."""
    trust = people.nadia.team.service.trust
    colleague = make.a_worker(people.asha.workers.get().service, "Kim Worker", Role.MIDWIFE)
    more = {"trusts": trust.pk, "services": people.nadia.team.service_id, "workers": colleague.pk, "reassessments": 0}
    more |= {"teams": people.nadia.team_id, "print-runs": 0}
    return more | records


@pytest.fixture
def administrator(people: People) -> User:
    """Who looks after Alongside in her trust."""
    user = make.a_user("Robin Administrator")
    make.a_worker(people.nadia.team.service, "Robin Administrator", Role.ADMINISTRATOR, user=user)
    return user


def opened(name: str, asked: str, clients: list[Client]) -> str | None:
    """The page as the first of these gets it who may; None where it is no HTML, or only takes what is sent."""
    for client in clients:
        response = client.get(asked, follow=True)
        if response.status_code == 405:
            return None
        if response.status_code == 200:
            return response.content.decode() if "html" in response.headers["Content-Type"] else None
    raise AssertionError(f"nobody can open {name} at {asked}")


def test_every_page_has_the_same_frame_and_names_nobody_in_its_title(
    people: People, as_: Browser, client: Client, administrator: User, keys: dict[str, int], asha: Client
) -> None:
    clients = [asha, as_(administrator), as_(people.ben)]
    faults: dict[str, list[str]] = {}
    for name in sorted(set(PAGES) - NO_PAGE - WITHOUT_FRAME - set(NOT_YET)):
        asked = address_of(name, keys)
        assert not any(word.lower() in asked.lower() for word in HER_NAMES), asked
        html = opened(name, asked, [client] if name in BEFORE_SIGNING_IN else clients)
        if html is not None and (found := Page(html).faults()):
            faults[name] = found
        if html is not None and asked.split("/")[1] not in ABOUT_NO_WOMAN:
            assert not any(helper in Page(html).title for helper in HELPERS), Page(html).title
    assert faults == {}


def test_what_the_walk_looks_for_can_be_missing() -> None:
    page = Page(
        "<title>Nadi – Alongside</title><body><p style='x' id='a'><h1>a</h1><h1>b</h1><script>1</script><p id='a'><input name=word>"
    )
    found = " ".join(page.faults())
    for fault in ("2 h1", "0 main", "skip", "hides", "“Nadi", "script", "p with", "two of id a", "no label for word"):
        assert fault in found
