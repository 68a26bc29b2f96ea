"""The forty words of the table are found, and innocent ones are not."""

import re

import pytest

from pathway.printing.language import check, table

ALL_FORTY = """
She is an addict. A drug user who came late. Known for substance abuse. Her substance misuse. Another junkie. An alcoholic.
She has been clean since May. It came back dirty. She gave a clean test. She failed her drug test. Money for her habit.
She got clean in spring. She fell off the wagon. She is still on methadone. Methadone is a substitute drug. She is using on
top. This is an addicted baby. He was born addicted. One more crack baby. The NAS baby in bay two. A drug-using mother.
An unfit mother. Her chaotic lifestyle. A dysfunctional family. They are hard to reach. The family is non-engaging.
Clinic: DNA. She is non-compliant. She refused a visit. She denies it. She admits it. She claims that she was ill. She is
manipulative. She was aggressive. This is disguised compliance. She lacks insight. She failed to protect him. A violent
relationship. It is a lifestyle choice. A revolving door.
"""


def terms(text: str) -> list[str]:
    """The terms found, in order."""
    return [remark.term for remark in check(text)]


def test_all_forty_are_found_in_their_order() -> None:
    names = [term.name for term in table() if term.number <= 40]
    assert len(names) == 40
    found = terms(ALL_FORTY)
    assert found == names


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("ADDICTS", "addict"), ("drug abusers", "drug user"), ("drug abuse", "substance abuse"), ("smack-heads", "junkie"),
        ("she was clean", "clean"), ("a dirty sample", "dirty"), ("tested clean", "clean test"), ("the urine was clean", "clean test"),
        ("failed the last two screens", "failed drug test"), ("kicked the habit", "got clean"), ("she relapsed", "relapse as failure"),
        ("legal heroin", "substitute drug"), ("uses on top", "using on top"), ("drug babies", "addicted baby"),
        ("methadone babies", "crack baby"), ("bad mothers", "unfit mother"), ("hard-to-reach women", "hard to reach"),
        ("dis-engaged", "non-engaging"), ("did not engage", "non-engaging"), ("refuses to engage", "non-engaging"),
        ("failed to attend", "DNA"), ("DNA'd twice", "DNA"), ("did not attend", "DNA"), ("failed to\nattend", "DNA"),
        ("noncompliance", "non-compliant"), ("non\u2013compliant", "non-compliant"), ("non\u00adcompliant", "non-compliant"),
        ("refusal of care", "refused"), ("in denial", "denies"), ("confessed", "admits"),
        ("admitted to using", "admits"), ("allegedly", "claims"), ("hostile", "aggressive"), ("lack of insight", "lacks insight"),
        ("failure to protect", "failed to protect"), ("volatile couple", "violent relationship"), ("prostitute", "lifestyle choice"),
        ("N.A.S. baby", "NAS baby"), ("N.A.S BABIES", "NAS baby"), ("N A S infant", "NAS baby"), ("in total denial", "denies"),
        ("frequent flyers", "revolving door"), ("let her standards slip", "let standards slip"), ("off her head", "off her head"),
        ("cover your back", "cover your back"), ("mother stuck in denial", "stuck in denial"),
    ],
)  # fmt: skip
def test_other_forms_are_found(text: str, term: str) -> None:
    assert terms(f"The note says {text} and more.") == [term]


@pytest.mark.parametrize(
    "text",
    [
        "clean clothes", "She brought clean clothes.", "dirty nappy", "dirty nappies", "the nappy was dirty", "refused consent",
        "refusal of consent", "denies chest pain", "denies any chest pain", "domestic abuse", "child abuse", "neglect",
        "Category: neglect", "sleep habit", "good sleep habits", "NAS", "neonatal abstinence syndrome (NAS)",
        "Watched for N.A.S. Baby went home.",
        "the house was clean and tidy", "to clean the kitchen", "admitted to hospital", "she was admitted", "admitted in labour",
        "claims Universal Credit", "DNA test", "cell-free fetal DNA", "the head is disengaged", "relapse prevention plan",
        "alcoholic liver disease", "non-alcoholic drinks", "the right to refuse", "she was denied a visit", "access denied",
        "addiction", "cleanser", "habitat", "adequately", "unclean hands",
    ],
)  # fmt: skip
def test_innocent_words_are_not(text: str) -> None:
    assert terms(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "She said “I am an addict and I got clean”.", 'She said "I got clean".', "She said ‘I’m a junkie, me’.",
        "She said 'they're all addicts' to us.", "She wrote: “I am\nan addict”.",
        "the substance misuse midwife", "Leeds Substance Misuse Service", "Misuse of Drugs Act 1971",
        "Drug misuse and dependence: UK guidelines", "Alcoholics Anonymous",
    ],
)  # fmt: skip
def test_quoted_speech_and_official_names_are_exempt(text: str) -> None:
    assert terms(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'He said "no" to the addict and "yes" later.', "“Yes”, the addict said, “no”.", 'An inch is 1" and an addict is here.',
        "The mothers' group for addicts in the babies' room", "“a quote begins\n\nand the addict stands in the next paragraph”",
        "substance misuse in the family",
    ],
)  # fmt: skip
def test_what_only_looks_quoted_or_official_is_not_exempt(text: str) -> None:
    assert len(terms(text)) == 1


def test_a_remark_names_the_place_the_words_to_use_and_the_reason() -> None:
    text = "She is Non-Compliant."
    (remark,) = check(text)
    assert text[remark.start : remark.end] == "Non-Compliant"
    assert remark.instead == "did not take or do that, and the reason she gave"
    assert remark.why


def test_the_longer_of_two_that_overlap_stands() -> None:
    assert terms("a drug-using mother, born addicted, refused to engage") == [
        "drug-using mother",
        "born addicted",
        "non-engaging",
    ]


def test_the_words_to_use_do_not_hurt_either() -> None:
    for term in table():
        assert check(term.instead) == [], term.name
        assert not re.search(r"\.$", term.instead), term.name


def test_a_huge_text_is_read_quickly_enough_to_check_while_writing() -> None:
    assert len(check("She said 'no' to the addict, \"yes. " * 3000)) > 0
