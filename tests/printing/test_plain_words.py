"""Plain words for words of the trade; numbers, days and times; and how easily all of it reads."""

import ast
import re
from datetime import date, time
from pathlib import Path

import pytest

from pathway import cards
from pathway.printing import asks, birth, jargon, knows, people, promises
from pathway.printing.accounts import often
from pathway.printing.coming_up import HELP_GIVEN, HELP_MISSING, how_long
from pathway.printing.language import check
from pathway.printing.matters import KEPT_ELSEWHERE, NOT_SAID_YET
from pathway.printing.meetings import ANY_MEETING
from pathway.printing.people import NOBODY_NEXT
from pathway.printing.reading import ease, syllables
from pathway.printing.words import clock_time, full_day, listed, sentence, week_day

from .test_plan import words_of
from .women import TODAY, WEEK, Place, a_mother, a_promise, a_visit, a_woman, one_with_much_to_hide

READING_AGE = 11
MOST_WORDS = 22


@pytest.mark.parametrize(
    ("term", "plain"),
    [
        ("Core group", "A small meeting of you and the people who help, to keep the plan going"),
        ("core-groups", "A small meeting of you and the people who help, to keep the plan going"),
        ("ICPC", "A big meeting with you to decide if your baby needs a safety plan"),
        ("Care proceedings", "A court case about where your child lives and who decides"),
        ("key worker", "Your main worker"),
    ],
)
def test_a_term_has_plain_words(term: str, plain: str) -> None:
    assert jargon.plain_word(term) == plain


def test_an_unknown_term_has_none() -> None:
    with pytest.raises(KeyError):
        jargon.plain_word("tea")


def test_terms_are_found_in_a_text_with_the_longer_first() -> None:
    text = "The initial child protection conference and the core-group; then section 47."
    assert [text[use.start : use.end] for use in jargon.find(text)] == [
        "initial child protection conference", "core-group", "section 47",
    ]  # fmt: skip


def test_what_has_the_force_of_law_comes_with_advice() -> None:
    legal = ["pre-proceedings", "care proceedings", "interim care order", "section 20", "concurrency"]
    assert all("free legal advice" in use.advice for use in jargon.find(", ".join(legal)))
    assert len(jargon.find(", ".join(legal))) == len(legal)


def test_the_table_holds_the_thirty_terms_and_hurts_nobody() -> None:
    assert len(jargon.table()) >= 30
    assert [remark for word in jargon.table() for remark in check(word.plain)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (often(7, 1), "every week"), (often(14, 1), "every two weeks"), (often(28, 1), "every four weeks"),
        (often(1, 1), "every day"), (often(1, 2), "twice every day"), (often(7, 3), "three times every week"),
        (often(10, 1), "every ten days"), (often(30, 13), "13 times every 30 days"), (often(364, 1), "every 52 weeks"),
        (clock_time(time(0)), "midnight"), (clock_time(time(12)), "midday"), (clock_time(time(0, 5)), "12:05am"),
        (clock_time(time(12, 30)), "12:30pm"), (clock_time(time(9)), "9am"), (clock_time(time(17, 45)), "5:45pm"),
        (full_day(date(2026, 9, 3)), "3 September 2026"),
        (week_day(date(2026, 5, 5)), "Tuesday 5 May"), (listed([]), ""), (listed(["Kim"]), "Kim"),
        (listed(["Kim", "Jo", "Sam"]), "Kim, Jo and Sam"), (sentence(" help with forms "), "Help with forms."),
        (sentence("Is it?"), "Is it?"), (sentence(""), ""),
    ],
)  # fmt: skip
def test_days_times_and_numbers(text: str, expected: str) -> None:
    assert text == expected


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"), (30, "30 minutes"), (60, "1 hour"), (90, "1 and a half hours"), (100, "100 minutes"), (120, "2 hours"),
        (150, "2 and a half hours"),
    ],
)  # fmt: skip
def test_how_long_it_takes(minutes: int, words: str) -> None:
    assert how_long(minutes) == [f"It takes about {words}."]


@pytest.mark.parametrize(("word", "count"), [("plan", 1), ("baby", 2), ("midwife", 2), ("appointment", 3), ("2026", 1)])
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_plain_words_read_more_easily_than_words_of_the_trade() -> None:
    plain = ease("Kim will visit you at home every week. If nobody comes, call us.")
    trade = ease(
        "Multidisciplinary professionals will endeavour to facilitate appropriate postnatal intervention in accordance "
        "with the safeguarding arrangements determined at conference."
    )
    assert plain.reading_age < 9 < 18 < trade.reading_age


def test_the_longest_sentence_is_named_and_an_empty_text_is_no_error() -> None:
    assert ease("Short one. This one is quite a bit longer. Tiny.").longest == "This one is quite a bit longer."
    assert ease(" … ").words == 0


def test_numbers_with_a_point_do_not_end_a_sentence() -> None:
    assert ease("It costs 3.50 at the door.").sentences == 1


class Anything(dict[str, str]):
    """Fills every placeholder of a sentence with a short name."""

    def __missing__(self, key: str) -> str:
        return "Kim"


GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}


def in_code(root: Path) -> list[str]:
    """Every sentence in the code of printing that goes through gettext."""
    calls = [
        node
        for file in sorted((root / "pathway" / "printing").glob("*.py"))
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT
    ]
    return [
        arg.value for call in calls for arg in call.args[:2] if isinstance(arg, ast.Constant) and " " in str(arg.value)
    ]


FOR_EVERYBODY = ("accounts", "agenda", "summary", "sheets")
"""Papers that lie before professionals too, in English alone: their sentences go through no gettext."""
MEDICINES = re.compile("methadone|buprenorphine|naloxone|heroin", re.IGNORECASE)
"""Named as they are on the packet; no plainer word is truer."""


def in_papers_for_everybody(root: Path) -> list[str]:
    """Every sentence in the code of those papers."""
    files = [root / "pathway" / "printing" / f"{name}.py" for name in FOR_EVERYBODY]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text()))]
    passed_over = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    passed_over |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    whole = ["".join(spoken(part) for part in node.values) for node in nodes if isinstance(node, ast.JoinedStr)]
    return whole + [spoken(node) for node in nodes if isinstance(node, ast.Constant) and id(node) not in passed_over]


def spoken(node: ast.expr) -> str:
    """What stands in the code, with a name for what it fills in; nothing if it is no text, or a pattern."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) and "\\" not in node.value else ""
    return "Kim"


def in_template(text: str) -> list[str]:
    """The fixed words of a template, a line for each paragraph."""
    text = re.sub(r'{% translate "(.*?)" %}', r"\1", text)
    text = re.sub(r"{%.*?%}|{#.*?#}", " ", text, flags=re.DOTALL)
    text = re.sub(r"{{.*?}}", "Kim", text)
    text = re.sub(r"</(p|h1|h2|h3|li|dt|dd|th|td|title|caption)>", "\n", text)
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in text.splitlines()]


def on_cards() -> list[str]:
    """Every paragraph of every fact card."""
    return [text for name in cards.names() for part in cards.load(name).parts for text in part.text]


def fixed_wording(root: Path) -> list[str]:
    """Every fixed sentence of the printed templates, of the code that fills them, of the glossary and of the fact cards."""
    found = [ANY_MEETING, NOT_SAID_YET, KEPT_ELSEWHERE, NOBODY_NEXT, asks.HELP_MISSING]
    tables = (
        HELP_GIVEN, HELP_MISSING, promises.HOW, promises.IF_NOT, promises.IF_NOT_CALL, promises.IF_NOT_TELL, promises.PURPOSE,
        asks.LABELS, dict(asks.DETAILS), birth.QUESTIONS, knows.SEEN, knows.WHY, people.JOBS,
    )  # fmt: skip
    found += [words for table in tables for words in table.values()]
    found = [str(words) % Anything() for words in found]
    found += [words % Anything() for words in in_code(root)]
    found += in_papers_for_everybody(root)
    found += [text for word in jargon.table() for text in (word.plain, word.advice)]
    found += on_cards()
    for template in sorted((root / "templates" / "printing").glob("*.html")):
        found += in_template(template.read_text())
    return [each for each in found if re.search(r"[a-z]{2}", each)]


def too_hard(wording: list[str]) -> dict[str, float]:
    """The sentences that read harder than for age eleven, and their age."""
    ages = {text: ease(MEDICINES.sub("Kim", text)) for text in wording}
    return {
        text: round(one.reading_age, 1)
        for text, one in ages.items()
        if one.words >= 5 and one.reading_age > READING_AGE
    }


def test_all_fixed_wording_reads_at_age_eleven_or_less(root: Path) -> None:
    wording = fixed_wording(root)
    assert len(wording) > 500
    assert too_hard(wording) == {}
    assert ease("\n".join(wording)).reading_age <= READING_AGE


def test_the_measure_can_fail_wherever_a_sentence_stands(root: Path) -> None:
    hard = "Professionals will facilitate appropriate multidisciplinary interventions for you."
    assert list(too_hard(["Kim will visit you at home every week.", hard])) == [hard]
    for text in (
        f'<li>{{% translate "{hard}" %}}</li>',
        f"<p>{{% blocktranslate %}}{hard}{{% endblocktranslate %}}</p>",
        f"<td>{hard}</td>",
    ):
        assert hard in too_hard(in_template(text)), text
    wording = "\n".join(fixed_wording(root))
    for words in (
        "Nobody else can open your notes here.", "You can just walk in.", "Naloxone wears off.", "nothing came from",
        "Times change: call before you go.", "A small meeting of you and the people who help",
    ):  # fmt: skip
        assert words in wording, words


def test_no_fixed_sentence_is_long(root: Path) -> None:
    assert [text for text in fixed_wording(root) if len(ease(text).longest.split()) > MOST_WORDS] == []


def test_whole_plans_read_at_age_eleven_or_less(place: Place) -> None:
    mother = a_mother(place, born=TODAY - 8 * WEEK, with_her=False)
    a_visit(a_promise(mother, place, kind="both"), TODAY, minutes=30)
    for woman in (mother, a_woman(place, name="Nadia Example"), one_with_much_to_hide(place)):
        assert ease(words_of(woman)).reading_age <= READING_AGE
