"""The picture of the year: every day has its place, heights keep their proportion, falls stand where they are said."""

from fractions import Fraction
from itertools import pairwise

import pytest

from pages.templatetags.year import GROUND, NAME, SKY, dots, in_words, picture, said_load
from pathway import packs
from pathway.her_week import Week
from pathway.rules.facts import Pathway
from pathway.year_ahead import YearAhead, draw
from tests.rules.women import BOOKED, BORN, DUE, WEEK, mother, support, woman

LIMITS = packs.load("england").limits["support_cliff"]


def year(pathway: Pathway) -> YearAhead:
    drawn = draw(pathway, BORN, LIMITS)
    assert drawn
    return drawn


def per_cent(text: str) -> float:
    return float(text.removesuffix("%"))


def test_the_bars_of_a_whole_year_fill_the_picture() -> None:
    drawn = picture(year(mother(supports=(support(), support("more", until=BORN + 20 * WEEK)))))
    assert sum(per_cent(bar.width) for bar in drawn.bars) == pytest.approx(100, abs=0.05)
    assert [bar.height for bar in drawn.bars] == [GROUND - SKY, (GROUND - SKY) // 2]
    assert all(bar.y + bar.height == GROUND for bar in drawn.bars)


def test_a_fall_stands_at_the_day_that_is_said_and_what_is_gone_begins_there() -> None:
    drawn = picture(year(mother(supports=(support(until=BORN + 26 * WEEK),))))
    (drop,) = drawn.drops
    assert (drop.words, drop.x) == ("1", drawn.lost[0].x)
    assert per_cent(drop.x) == pytest.approx(per_cent(drawn.bars[0].width), abs=0.01)
    assert per_cent(drop.x) + per_cent(drawn.lost[0].width) == pytest.approx(100, abs=0.05)


def test_words_near_the_right_edge_end_at_their_line() -> None:
    early = draw(woman(supports=(support(),)), DUE, LIMITS)
    late = draw(woman(supports=(support(),)), BOOKED, LIMITS)
    assert early
    assert late
    assert picture(early).birth.ends is False  # type: ignore[union-attr]
    assert picture(late).birth.words == "Due date"  # type: ignore[union-attr]


def test_the_words_say_each_stretch_and_each_service_once() -> None:
    rows = in_words(year(mother(supports=(support(until=BORN + 26 * WEEK), support("d", service="Drug service")))))
    assert [(row.in_all, [words for _, words in row.services]) for row in rows] == [
        ("2 a week", ["1 a week", "1 a week"]),
        ("1 a week", ["nothing", "1 a week"]),
    ]


def test_each_bar_hangs_directly_beneath_its_own_name_and_far_from_the_next() -> None:
    rows = (support(), support("d", service="Drug service", every=28), support("h", service="Health visiting"))
    lanes = picture(year(mother(supports=rows))).lanes
    assert [lane.service for lane in lanes] == ["Family support", "Drug service", "Health visiting"]
    for lane, after in pairwise(lanes):
        (bar,) = lane.bars
        assert bar.y - lane.name_y == NAME == lane.top - lane.name_y
        assert after.name_y - (bar.y + bar.height) > bar.y - lane.top
    assert lanes[1].bars[0].height < lanes[0].bars[0].height


def test_nothing_promised_draws_nothing() -> None:
    drawn = picture(year(mother()))
    assert (drawn.bars, drawn.lost, drawn.lanes) == ([], [], [])


def test_what_goes_beyond_the_limit_looks_different() -> None:
    week = Week(BORN, (), Fraction(3), most=2)
    assert dots(week) == ["promised", "promised", "promised-over"]
    assert said_load(week) == "Nothing booked, about 3 promised without a day"
    assert said_load(Week(BORN, (), Fraction(0), most=2)) == "Nothing"
