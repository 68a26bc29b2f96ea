"""A pre-birth conference from booking to minutes, with Asha; who may not know of it learns nothing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from pathway.actions import flags, meetings, pregnancies
from pathway.models import Meeting
from tests import factories as make
from tests.people import People

from .conftest import AND_WITHOUT_SCRIPT, Begin
from .walk import PHONE, Walk

pytestmark = pytest.mark.journey
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
TRACES = ("conference", "core group", "child protection", "minutes of the", "agenda", "decided, and not done")


@pytest.fixture
def needed(house: People, today: date) -> People:
    """A pre-birth conference is needed; the family team came only twice in the last weeks."""
    visits = house.nadia.supports.get(every=7)
    for weeks, outcome in (
        (5, "delivered"),
        (4, "cancelled_by_service"),
        (3, "delivered"),
        (2, "cancelled_by_service"),
    ):
        make.a_contact(visits, today - weeks * ONE_WEEK, today, outcome)
    pregnancies.change_details(pregnancy=house.nadia, version=None, conference_needed=True, by=None, today=today)
    return house


@AND_WITHOUT_SCRIPT
def test_a_conference_from_booking_to_minutes(begin: Begin, needed: People, today: date) -> None:
    walk = begin(needed.asha)
    pk = needed.nadia.pk

    # Given that a conference is needed, the way through meetings says by when and whose step it is
    walk.go(f"/women/{pk}/meetings/")
    walk.look("meetings-empty", "Her meetings")
    walk.reads(
        "Last day for the pre-birth conference", "Next step: Children's social work.", "No meeting is on record."
    )

    # When Asha books it for tomorrow, a reason is asked for, and nothing that she typed is lost
    walk.follow("Book a meeting")
    walk.look("meeting-book", "Book a meeting")
    walk.choose("What kind of meeting", "Initial conference")
    walk.give_day("Day of the meeting", today + ONE_DAY)
    walk.write("Time", "10:30")
    walk.choose("What kind of place", "An office")
    walk.write("Where", "Town hall, Room 4")
    walk.press("Book")
    assert walk.problems() == ["This gives her fewer than 5 days’ notice. Say why it cannot be later."]
    assert walk.typed_day("Day of the meeting")[0] == str((today + ONE_DAY).day)
    walk.look("meeting-book-problem", "Book a meeting")
    walk.write("Why she has so little notice", "The chair is away until the new year.")
    walk.press("Book")
    walk.reads("The meeting is booked.", "It is not recorded that she knows.", "The chair is away until the new year.")
    walk.look("meeting-new", "Initial conference")

    tell_her(walk)
    ask_what_she_wishes(walk)
    ask_who_comes(walk, needed)
    share_the_report(walk)
    read_the_agenda(walk)

    # When the day has come and gone
    meeting = Meeting.objects.get()
    Meeting.objects.filter(pk=meeting.pk).update(day=today, told_her=today - ONE_DAY, known=today - ONE_DAY)
    who_was_there(walk, meeting)
    decide(walk, today)
    share_the_minutes(walk, needed, meeting, today)


def tell_her(walk: Walk) -> None:
    """By text message, which she has not called safe: a reason is asked for; in the end she is told face to face."""
    walk.follow("Record that she was told")
    walk.look("meeting-tell", "Tell her of the meeting")
    walk.choose("How she was told", "By text message")
    walk.press("Save")
    assert walk.problems() == ["She has not said that being told by text message is safe. Say why it was done so."]
    walk.look("meeting-tell-problem", "Tell her of the meeting")
    walk.choose("How she was told", "Face to face")
    walk.press("Save")
    walk.reads("Noted: she knows.", "face to face.", "She has little notice.")


def ask_what_she_wishes(walk: Walk) -> None:
    """She would like it near her; it is booked in an office, and the page says so."""
    walk.follow("Prepare it with her")
    walk.look("meeting-prepare", "Prepare it with her")
    walk.choose("Has she been asked what she wishes?", "Asked")
    walk.choose("Where she would like it to be", "Somewhere near her, such as a community centre")
    walk.write("Whom she wants at her side", "My sister")
    walk.write("What she wants talked about", "Who comes when the baby is here?")
    walk.write("What is going well", "She has been to every scan.")
    walk.press("Save")
    walk.reads("Not where she wished.", "Who comes when the baby is here?")


def ask_who_comes(walk: Walk, people: People) -> None:
    """Nobody is asked without a reason; with too many the page asks who is needed."""
    walk.follow("Ask somebody to come")
    walk.write("Or the name of somebody from elsewhere", "Police liaison officer")
    walk.press("Ask them")
    walk.look("meeting-ask-problem", "Ask somebody to come")
    assert walk.problems() == ["Say in plain words why they are needed in the room."]
    walk.write("Why they are needed in the room", "Wrote a part of the report")
    walk.press("Ask them")
    meeting = Meeting.objects.get()
    for number in range(6):
        make_seat(meeting, number)
    walk.page.reload()
    walk.reads("Who is needed in the room?", "7 professionals are asked to come.")
    walk.look("meeting-full", "Initial conference")
    walk.click(walk.page.get_by_role("link", name="Change Police liaison officer"))
    walk.page.get_by_label("They are not needed after all").check()
    walk.press("Save")
    walk.reads("No longer asked to come: Police liaison officer.")
    assert "Who is needed in the room?" not in walk.text()


def make_seat(meeting: Meeting, number: int) -> None:
    """One more professional."""
    from pathway.actions import attendees

    attendees.ask_to_come(meeting=meeting, name=f"Worker {number}", why="A part", by=None, today=timezone.localdate())


def share_the_report(walk: Walk) -> None:
    """A report cannot be withheld without a reason."""
    walk.follow("Record what became of the report")
    walk.look("meeting-report", "The report")
    walk.choose("What became of it", "Withheld from her")
    walk.press("Save")
    assert walk.problems() == ["The report cannot be withheld without a reason. Say why."]
    walk.choose("What became of it", "Read through with her")
    walk.press("Save")
    walk.reads("read through with her")


def read_the_agenda(walk: Walk) -> None:
    """What is going well, then what services kept and did not, and only then what is hers."""
    walk.follow("Look at the agenda")
    walk.look("agenda", "Agenda: Initial conference")
    text = walk.text()
    parts = ["She has been to every scan.", "cancelled by the family team", "3. What Nadi is asked to do",
             "Who comes when the baby is here?", "7. What we decide today"]  # fmt: skip
    assert sorted(parts, key=text.index) == parts
    paper = walk.save_pdf("Open it to print")
    assert sorted(parts, key=paper.index) == parts
    assert paper.count("cancelled by the family team") == 2


def who_was_there(walk: Walk, meeting: Meeting) -> None:
    """She was, and what she said is kept in her words."""
    walk.go(f"/meetings/{meeting.pk}/")
    walk.follow("Record who was there")
    walk.look("meeting-came", "Who was there")
    walk.choose("Was she there?", "She was there")
    walk.write("What she said", "I was heard.")
    walk.choose("Worker 0", "Sent an apology")
    walk.press("Save")
    walk.reads("She was there.", "“I was heard.”", "Sent an apology")


def decide(walk: Walk, today: date) -> None:
    """A service's decision; and what is required of her, which must say how it ends."""
    walk.follow("Write down what was decided")
    walk.look("decision", "Write down what was decided")
    walk.write("What was decided", "Name the days of the next four visits")
    walk.field("Who does it").select_option("Family support")
    walk.give_day("By when", today + ONE_WEEK)
    walk.press("Save")
    walk.reads("The decision is kept.", "Name the days of the next four visits")
    walk.follow("Write down what was decided")
    walk.write("What was decided", "See the midwife every two weeks")
    walk.field("Who does it").select_option("Nadi herself")
    walk.give_day("By when", today + ONE_WEEK)
    walk.page.get_by_text("Only if it is something that she does").click()
    walk.choose("Is it agreed or required?", "Required")
    walk.press("Save")
    assert walk.problems() == ["Say who requires it. Nothing can be required of her without it."]
    walk.look("decision-problem", "Write down what was decided")
    walk.choose("Is it agreed or required?", "Agreed together")
    walk.press("Save")
    walk.reads("Agreed together")
    walk.look("meeting-held", "Initial conference")


def share_the_minutes(walk: Walk, people: People, meeting: Meeting, today: date) -> None:
    """Three weeks on nobody has shared the minutes: a flag; it closes when they are, and only then."""
    Meeting.objects.filter(pk=meeting.pk).update(day=today - 3 * ONE_WEEK, known=today - 4 * ONE_WEEK)
    flags.reassess([people.nadia], today=today)
    walk.go(f"/women/{people.nadia.pk}/")
    walk.reads("have not been shared with her.")
    walk.click(walk.page.locator("#meetings").get_by_role("link", name="Initial conference"))
    walk.follow("Record what became of the minutes")
    walk.choose("What became of it", "Withheld from her")
    walk.write("Why it is withheld from her", "The chair has not signed them.")
    walk.press("Save")
    walk.reads("withheld from her – The chair has not signed them.")
    assert people.nadia.flags.open().filter(rule="papers_not_shared").exists()
    walk.follow("Record what became of the minutes")
    walk.choose("What became of it", "Given to her")
    walk.press("Save")
    walk.reads("given to her")
    assert not people.nadia.flags.open().filter(rule="papers_not_shared").exists()
    walk.go(f"/women/{people.nadia.pk}/meetings/")
    walk.look("meetings-held", "Her meetings")


def test_who_may_not_know_of_meetings_finds_no_trace_of_them(begin: Begin, needed: People, today: date) -> None:
    # Given a conference next week of which she has not been told, so that a flag is open
    meetings.book(pregnancy=needed.nadia, kind="initial conference", day=today + 2 * ONE_DAY, by=None, today=today)
    assert needed.nadia.flags.open().filter(rule="short_notice").exists()
    walk = begin(needed.fern, size=PHONE)

    # then nothing that Fern can open says so
    for path in ("/", "/women/", f"/women/{needed.nadia.pk}/", "/contacts/"):
        walk.go(path)
        said = walk.text().lower()
        assert not [word for word in TRACES if word in said], path
    walk.expected.add(404)
    walk.go(f"/women/{needed.nadia.pk}/meetings/")
    walk.go(f"/women/{needed.nadia.pk}/review/")
    assert "conference" not in walk.text().lower()
