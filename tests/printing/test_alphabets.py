"""Letters that our fonts lack: the words are named where they stand, and no paper with empty boxes is made."""

from datetime import time
from typing import Any

import pytest

from pathway.actions import plans, printouts
from pathway.actions.drawing import CannotPrint
from pathway.models import PrintFault, Printout
from pathway.printing import CHOICES, before_printing, plan_document
from pathway.printing.alphabets import lacking, lacking_in
from pathway.printing.fonts import EVERYWHERE, FONTS

from .whole_plans import WHOLE_PLANS, agreed, paper_is_safe
from .women import ACT, DAY, TODAY, Place, a_promise, a_visit, a_woman, says

PUNJABI = "ਮੈਂ ਆਪਣੀ ਧੀ ਨਾਲ ਰਹਿਣਾ ਚਾਹੁੰਦੀ ਹਾਂ"
fetched = pytest.mark.skipif(not (FONTS / "further").is_dir(), reason="set-up has not fetched the fonts: make run")


@pytest.mark.parametrize(
    ("words", "script"),
    [
        (PUNJABI, "Punjabi"), ("আমার মেয়ে", "Bengali"), ("என் மகள்", "Tamil"), ("我的女儿", "Chinese"), ("ልጄ", "Amharic or Tigrinya"),
        ("मेरी बेटी", "Hindi or Nepali"), ("ჩემი", "Georgian"), ("🙂", "a picture or sign"),
    ],
)  # fmt: skip
def test_words_that_the_paper_cannot_print_are_named_with_their_script(words: str, script: str) -> None:
    found = lacking_in(f"Kim said {words} to her.", "What matters to me")
    assert found is not None
    assert (found.words, found.scripts) == (words, (script,))
    assert found.sentence.startswith("These words in “What matters to me” hold letters that the paper cannot print: “")


def test_several_scripts_are_each_named_and_a_long_text_is_cut_short() -> None:
    found = lacking_in(f"{PUNJABI} {PUNJABI}ਹਾਂ " + "我的女儿" * 20)
    assert found is not None
    assert found.scripts == ("Punjabi", "Chinese")
    assert found.words.endswith(" …")
    assert len(found.words) < 70


@fetched
@pytest.mark.parametrize(
    "words",
    [
        "“Hello” – £5 for a café… ½ • 3pm’s", "Łukaszewska Şahin Žižková Ştefan Țuțea", "Adébáyọ̀ Ṣadé", "tŷ, dŵr a Ẃ", "Nguyễn Thị Hồng",
        "Моя дочка, Ґанна, Їжак", "η κόρη μου", "ابنتي، بيت؟", "میری بیٹی کے لیے ڑ ں ٹ پ چ گ ۲۴",
    ],
)  # fmt: skip
def test_letters_that_our_own_fonts_have_are_printed(words: str) -> None:
    assert lacking_in(words) is None


@fetched
@pytest.mark.parametrize("woman", WHOLE_PLANS)
def test_whole_plans_hold_no_letter_that_cannot_be_printed(place: Place, woman: Any) -> None:
    her = woman(place)
    assert [found for variant in CHOICES for found in lacking(plan_document(her, today=TODAY, variant=variant))] == []


def test_without_fetched_fonts_papers_in_latin_letters_are_still_made() -> None:
    words = "“Adébáyọ̀” – Łukasz’s café … €5 • ŵ"
    assert {ord(letter) for letter in words} <= EVERYWHERE
    assert not {ord(letter) for letter in "ਮяμبम"} & EVERYWHERE


def test_such_words_must_not_go_out_by_anybody_or_by_the_clock(place: Place) -> None:
    woman = a_woman(place)
    paper_is_safe(woman)
    says(woman, "matters", PUNJABI)
    version = agreed(woman).plan_versions.get()
    check = before_printing.check(woman, today=TODAY)
    (blank,) = check.blanks
    assert f"in “What you said matters” hold letters that the paper cannot print: “{PUNJABI}” (Punjabi)" in blank
    assert not check.may_go_out
    with pytest.raises(CannotPrint, match="hold letters that the paper cannot print"):
        printouts.make(version=version, **ACT)
    assert printouts.make_left(today=TODAY) == 0
    assert not Printout.objects.exists()
    assert PrintFault.objects.get().error == CannotPrint.in_short
    says(woman, "matters", "To be with my daughter.")
    plans.agree(pregnancy=woman, **ACT)
    assert before_printing.check(woman, today=TODAY).may_go_out


def test_a_letter_with_such_words_is_not_made(place: Place) -> None:
    woman = a_woman(place, preferred_name="ਆਸ਼ਾ")
    paper_is_safe(woman)
    visit = a_visit(a_promise(woman, place), TODAY + DAY, at=time(9))
    with pytest.raises(CannotPrint, match="Punjabi"):
        printouts.write_letter(about=visit, how="by_hand", **ACT)
    assert not Printout.objects.exists()
