"""Letters in her words: about an appointment, a handover, a meeting; and envelopes that tell nothing."""

from datetime import time
from io import BytesIO
from typing import Any

import pypdf
import pytest

from pathway.actions import handovers
from pathway.models import Contact, Information
from pathway.printing.giveaways import baby_word_in, giveaway_in, official_word_in
from pathway.printing.letters import DISCREET, NONE, PLAIN, letter_document
from pathway.printing.pdf import pdf
from pathway.printing.reading import ease

from .whole_plans import WHOLE_PLANS, paper_is_safe
from .women import ACT, DAY, TODAY, WEEK, Place, a_meeting, a_promise, a_visit, a_woman, an_accepted_handover


def words(row: Any, envelope: str = NONE) -> str:
    """All that a letter says."""
    document = letter_document(row, today=TODAY, envelope=envelope)
    return "\n".join(
        [str(document.sheet.title), document.name, *(one.text for one in document.sections), document.version]
    )


def a_booked_visit(place: Place) -> Contact:
    """Kim comes on Wednesday."""
    return a_visit(a_promise(a_woman(place), place), TODAY + 2 * DAY, at=time(10, 30), minutes=60)


def test_a_letter_about_an_appointment(place: Place) -> None:
    said = words(a_booked_visit(place))
    assert "On Wednesday 25 November, at 10:30am." in said
    assert "Kim will visit you at home. It takes about 1 hour." in said
    assert "Call Kim on 0151 496 0123." in said


def test_a_letter_about_who_comes_next(place: Place) -> None:
    support = a_promise(a_woman(place), place)
    handover = handovers.offer(support=support, to_service=place.midwives, **ACT)
    said = words(handover)
    assert "Family Support have helped you. We have asked the midwives to go on with this help." in said
    assert "The midwives have not said yes yet. We will tell you." in said
    assert "Call Family Support on 0151 496 0123." in said


def test_a_letter_about_a_handover_that_was_accepted(place: Place) -> None:
    support = a_promise(a_woman(place), place)
    an_accepted_handover(support, place.midwives)
    said = words(support.handovers.get())
    assert "The midwives have said yes." in said
    assert "Until they have seen you, Family Support are still there for you." in said
    assert "Call the midwives on 01632 960010." in said


def test_a_letter_about_a_meeting_brings_her_rights(place: Place) -> None:
    woman = a_woman(place)
    paper_is_safe(woman)
    a_meeting(woman, day=TODAY + WEEK, at=time(14), place="Town Hall")
    document = letter_document(woman.meetings.get(), today=TODAY)
    said = words(woman.meetings.get())
    assert "On Monday 30 November, at 2pm." in said
    assert "to keep the plan going (core group). Where: Town Hall." in said
    assert "You can bring someone you trust." in said
    assert "You can get free legal advice. Ask us where." in said
    assert document.information == Information.CHILD_PROTECTION


@pytest.mark.parametrize("kind", ["appointment", "handover", "meeting"])
def test_a_discreet_letter_tells_nobody_anything(place: Place, kind: str) -> None:
    woman = a_woman(place)
    support = a_promise(woman, place, service=place.drugs, worker=place.lee, what="Key work and methadone")
    a_meeting(woman, day=TODAY + WEEK, at=time(14), place="Drug clinic")
    rows = {
        "appointment": a_visit(support, TODAY + DAY, at=time(9), place="Drug clinic"),
        "handover": handovers.offer(support=support, to_service=place.family, **ACT),
        "meeting": woman.meetings.get(),
    }
    said = words(rows[kind], DISCREET)
    assert [giveaway_in(said), official_word_in(said), baby_word_in(said)] == ["", "", ""]
    assert "07700 900111" in said
    assert "From:" not in said


@pytest.mark.parametrize("woman", WHOLE_PLANS)
def test_no_discreet_letter_of_any_woman_tells_anything(place: Place, woman: Any) -> None:
    her = woman(place)
    visits = list(Contact.objects.filter(support__pregnancy=her))
    offers = [handovers.offer(support=row, to_service=place.midwives, **ACT) for row in her.supports.all()[:1]]
    for row in [*visits[:2], *offers, *her.meetings.all()]:
        document = letter_document(row, today=TODAY, envelope=DISCREET)
        said = words(row, DISCREET)
        assert [giveaway_in(said), official_word_in(said), baby_word_in(said)] == ["", "", ""]
        assert document.sheet.file_name == "dates.pdf"


def test_a_plain_envelope_names_the_sender(place: Place) -> None:
    assert "From: The midwives" in words(a_booked_visit(place), PLAIN)
    assert "From:" not in words(a_booked_visit(place), NONE)


@pytest.mark.parametrize(("envelope", "holds"), [(PLAIN, "For Asha From: The midwives"), (DISCREET, "For Asha")])
def test_an_envelope_page_holds_only_what_an_envelope_holds(place: Place, envelope: str, holds: str) -> None:
    document = letter_document(a_booked_visit(place), today=TODAY, envelope=envelope)
    letter, page = pypdf.PdfReader(BytesIO(pdf(document.html, document.sheet.layouts, None))).pages
    by = " by the midwives" if envelope == PLAIN else ""
    assert f"Written{by} on 23 November 2026." in letter.extract_text()
    assert " ".join(page.extract_text().split()) == holds


def test_letters_read_at_age_eleven(place: Place) -> None:
    woman = a_woman(place)
    support = a_promise(woman, place)
    a_meeting(woman)
    for row in (
        woman.meetings.get(),
        a_visit(support, TODAY),
        handovers.offer(support=support, to_service=place.midwives, **ACT),
    ):
        assert ease(words(row)).reading_age <= 11
