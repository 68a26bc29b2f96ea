"""What would give her away is found; her ordinary words are not."""

import pytest

from pathway.printing.giveaways import Screen, baby_word_in, giveaway_in, official_word_in


@pytest.mark.parametrize(
    "text",
    [
        "I want to stay off heroin", "No more DRUGS", "my methadone", "Subutex", "I drink too much", "He hits me",
        "to get away\nfrom him", "I’m scared of my partner", "domestic-abuse worker", "women’s aid", "hep C",
        "he st­rangled me", "me\u200bthadone", "the ｈｅｒｏｉｎ", "Clare's Law", "substance misuse", "stay-clean group",
        "drunk", "urine test", "my test results", "I use on top when I am using", "needle exchange", "IDVA", "the refuge",
    ],
)  # fmt: skip
def test_a_giveaway_is_found(text: str) -> None:
    assert giveaway_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want my own place with a garden", "To drink a cup of tea while it is hot", "We came here as refugees",
        "Using the bus is hard with two children", "To keep my baby with me", "Mrs Brown is my midwife", "My mum Nadia",
        "Help with money, housing and forms", "The food bank", "Clean clothes for the baby", "To go back to college", "",
    ],
)  # fmt: skip
def test_ordinary_words_are_not(text: str) -> None:
    assert giveaway_in(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "key-worker", "Keyworkers", "CGL", "Change, Grow, Live", "Turning Point", "12-step", "Al-Anon", "AA", "pregabs", "my subs",
        "stoned", "a joint", "self-harm", "the knife", "non-mol", "sex worker", "he must not know", "physeptone", "off my face",
    ],
)  # fmt: skip
def test_names_of_services_and_words_of_the_street_are_found(text: str) -> None:
    assert giveaway_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "my plan", "Planning", "a meeting", "the social", "my SW", "recovery", "the chemist’s", "pharmacy", "helpline", "crisis team",
        "CAFCASS", "the family centre", "women’s hub", "my due date", "Universal Credit", "a blood test", "the results", "my notes",
        "a safe place", "leaving", "hostel", "confidential", "I am scared", "he shouts", "call 999", "tablets", "my PO", "the group",
    ],
)  # fmt: skip
def test_on_the_paper_that_is_safe_if_found_nothing_tells_of_help(text: str) -> None:
    assert official_word_in(text) or giveaway_in(text)


@pytest.mark.parametrize(
    "text", ["My garden", "To cook with my mum on Sundays", "Walking by the river", "Kim", "Jo", "Sam"]
)
def test_what_may_stand_on_the_paper_that_is_safe_if_found(text: str) -> None:
    assert [official_word_in(text), giveaway_in(text), baby_word_in(text)] == ["", "", ""]


@pytest.mark.parametrize("text", ["weigh your baby", "Congratulations", "help with breast-feeding", "the BABIES’ room"])
def test_words_for_a_woman_with_her_baby(text: str) -> None:
    assert baby_word_in(text)


@pytest.mark.parametrize("text", ["visit you at home", "talk with you", "help with cottage rent"])
def test_words_for_any_woman(text: str) -> None:
    assert baby_word_in(text) == ""


def test_a_text_passes_unchanged_or_not_at_all() -> None:
    screen = Screen()
    assert screen.passed("  A garden of my own ", "What matters") == "A garden of my own"
    assert screen.left_out == []
    assert screen.passed("Off the drink", "What matters") == ""
    assert screen.passed("Off the drink", "What matters") == ""
    assert screen.left_out == ["What matters is left off the paper: the word “drink” could give her away."]


def test_baby_words_pass_where_her_baby_is_with_her() -> None:
    assert Screen().passed_about_care("weigh your baby", "It") == "weigh your baby"
    assert Screen(without_a_baby="this is after her loss").passed_about_care("weigh your baby", "It") == ""


@pytest.mark.parametrize(
    "text", ["Look after you before and after the birth", "come to the scan", "when you are pregnant"]
)
def test_after_a_loss_nothing_is_said_of_a_birth_either(text: str) -> None:
    assert Screen(without_a_baby="her baby lives apart from her").passed_about_care(text, "It") == text
    screen = Screen(without_a_baby="this is after her loss", after_loss=True)
    assert screen.passed_about_care(text, "It") == ""
    assert "and this is after her loss" in screen.left_out[0]
