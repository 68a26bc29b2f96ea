"""Four different workers of one service within 182 days."""

from .women import BOOKED, MISSED, WEEK, breaches, contact, days, sentence, support, woman

RULE = "many_faces"
DAY = BOOKED + 10 * WEEK
NAMES = ("Ada", "Bea", "Cai", "Dee")
FOUR = tuple(contact(DAY + number * WEEK, worker=name) for number, name in enumerate(NAMES))
FOURTH = DAY + 3 * WEEK


def test_the_fourth_worker_is_one_too_many_until_the_first_is_half_a_year_ago() -> None:
    pathway = woman(supports=(support(),), contacts=FOUR)
    assert breaches(RULE, pathway) == [("Family support", FOURTH, DAY + days(182))]
    assert breaches(RULE, woman(supports=(support(),), contacts=FOUR[:3])) == []
    assert sentence(RULE, pathway, FOURTH) == (
        "4 different workers from Family support have come to her within half a year."
    )


def test_the_same_worker_again_is_no_new_face_and_keeps_an_old_one_in_view() -> None:
    ada_again = contact(DAY + 4 * WEEK, worker="Ada")
    pathway = woman(supports=(support(),), contacts=(*FOUR, ada_again))
    assert breaches(RULE, pathway) == [("Family support", FOURTH, DAY + WEEK + days(182))]


def test_contacts_without_a_worker_or_that_did_not_happen_show_no_face() -> None:
    unknown, missed = FOUR[3]._replace(worker=None), FOUR[3]._replace(outcome=MISSED)
    assert breaches(RULE, woman(supports=(support(),), contacts=(*FOUR[:3], unknown))) == []
    assert breaches(RULE, woman(supports=(support(),), contacts=(*FOUR[:3], missed))) == []


def test_each_service_is_counted_by_itself_over_all_its_supports() -> None:
    second = FOUR[3]._replace(support="second")
    other_service = (support(), support("second", service="Midwives"))
    assert breaches(RULE, woman(supports=other_service, contacts=(*FOUR[:3], second))) == []
    same_service = (support(), support("second"))
    spells = breaches(RULE, woman(supports=same_service, contacts=(*FOUR[:3], second)))
    assert spells == [("Family support", FOURTH, DAY + days(182))]
