"""Her own people, the ways to care for her and what is owed to her, on paper: by her choice, and without a reason."""

from pathway.actions import assessments, confidences, pregnancies, requests
from pathway.models import User

from .test_plan import words_of
from .women import ACT, TODAY, WEEK, Place, a_mother, a_woman, says


def test_whom_she_takes_off_her_list_disappears_from_the_paper(place: Place) -> None:
    woman = a_woman(place)
    jo = assessments.add_person(pregnancy=woman, name="Jo Neighbour", relation="next door", **ACT)
    assessments.add_person(pregnancy=woman, name="Gran", **ACT)
    assert "Your own people Jo Neighbour, next door Gran" in words_of(woman)
    assessments.remove_person(person=jo, **ACT)
    assert "Jo Neighbour" not in words_of(woman)
    assert "Your own people Gran" in words_of(woman)


def test_nobody_named_prints_nothing(place: Place) -> None:
    assert "Your own people" not in words_of(a_woman(place))


def test_ways_to_care_print_without_the_reason(place: Place) -> None:
    woman = a_woman(place)
    says(woman, "care", "Tell me before you touch me.")
    confidences.record_safety(
        pregnancy=woman, asked="asked", asked_alone=True, her_words="What was done to me",
        not_to_say_again="The reason why", **ACT,
    )  # fmt: skip
    words = words_of(woman)
    assert "Ways to care for me You can show this to anybody who cares for you. “Tell me before you touch me.”" in words
    assert "The reason" not in words
    assert "done to me" not in words


def test_what_gives_her_away_stays_off(place: Place) -> None:
    woman = a_woman(place)
    assessments.add_person(pregnancy=woman, name="Kit", relation="from the methadone clinic", **ACT)
    says(woman, "care", "Do not speak of heroin in front of my mum.")
    words = words_of(woman)
    assert "Kit" not in words
    assert "Ways to care" not in words


def test_health_and_feelings_are_on_no_paper(place: Place) -> None:
    woman = a_woman(place)
    for topic in ("health", "feelings", "past", "late", "home"):
        says(woman, topic, f"Words about {topic}")
    assert "Words about" not in words_of(woman)


def test_those_who_may_not_see_needs_print_none_of_it(place: Place, db: None) -> None:
    woman = a_woman(place)
    assessments.add_person(pregnancy=woman, name="Gran", **ACT)
    stranger = User.objects.create_user("stranger@example.test", None, name="Stranger Example")
    assert "Gran" not in words_of(woman, stranger)


def test_what_is_owed_to_her_stands_on_her_plan_until_it_has_come(place: Place) -> None:
    woman = a_woman(place)
    assert "What we owe you" not in words_of(woman)
    midwives = woman.team.service
    bus = requests.ask(pregnancy=woman, what="a bus pass", service=midwives, asked=TODAY - WEEK, **ACT)
    assert "What we owe you A bus pass. Asked of" in words_of(woman)
    assert "No answer has come yet." in words_of(woman)
    requests.answer(request=bus, answered=TODAY, result="granted", **ACT)
    assert "It has not come yet. You need not ask again." in words_of(woman)
    requests.arrive(request=bus, on=TODAY, **ACT)
    assert "What we owe you" not in words_of(woman)


def test_help_for_a_baby_is_not_named_while_the_baby_is_not_with_her(place: Place) -> None:
    woman = a_mother(place, born=TODAY - 4 * WEEK, with_her=True)
    requests.ask(pregnancy=woman, what="a pram for the baby", service=woman.team.service, asked=TODAY, **ACT)
    assert "A pram for the baby" in words_of(woman)
    pregnancies.move_baby(baby=woman.babies.get(), start=TODAY, with_her=False, **ACT)
    assert "pram" not in words_of(woman)
