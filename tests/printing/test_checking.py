"""The look at a paper's words: what is shown, and that her own words are left alone."""

from pathway.printing.checking import AIM, LONG, look

PLAIN = "<h2>Your visits</h2><p>Kim comes to see you each week. You can call her.</p>"
HARD = (
    "<p>Multidisciplinary professionals will collaboratively coordinate comprehensive postnatal interventions, "
    "facilitating appropriate developmental opportunities.</p>"
)


def sentence(words: int) -> str:
    return f"<p>{' '.join(['go'] * words)}.</p>"


def test_plain_words_are_fine() -> None:
    found = look("Your visits", PLAIN)
    assert found.fine
    assert found.ease.reading_age <= AIM
    assert found.ease.words == 11  # the heading is not a sentence


def test_hard_words_are_not_easy() -> None:
    found = look("Visits", HARD)
    assert not found.easy
    assert not found.fine


def test_a_sentence_is_long_from_one_word_above_the_limit() -> None:
    assert look("", sentence(LONG)).long_sentences == ()
    assert len(look("", sentence(LONG + 1)).long_sentences) == 1


def test_jargon_is_shown_once_with_plain_words_and_not_where_it_stands_in_brackets() -> None:
    found = look("", "<p>The core group meets. Each core group is small.</p>")
    assert [use.term for use in found.jargon] == ["core group"]
    assert "small meeting" in found.jargon[0].plain
    assert look("", "<p>A small meeting of those who help (core group).</p>").jargon == ()


def test_words_that_hurt_are_shown_with_the_reason() -> None:
    (remark,) = look("", "<p>She was non-compliant.</p>").remarks
    assert remark.term == "non-compliant"
    assert remark.why
    assert remark.instead


def test_her_own_words_are_left_alone() -> None:
    hers = '<blockquote class="hers">I was a junkie and they said I was non-compliant at the core group</blockquote>'
    found = look("What matters", f"<h2>What matters to me</h2>{hers}")
    assert found.fine
    assert found.ease.words == 0


def test_entities_and_lists_are_read_as_words() -> None:
    found = look("", "<ul><li>Kim &amp; Jo come.</li><li>You can ring.</li></ul>")
    assert found.ease.sentences == 2


def test_nobody_is_asked_to_shorten_what_the_house_has_worded() -> None:
    found = look("Who knows what", HARD + sentence(LONG + 1), fixed=True)
    assert found.long_sentences == ()
    assert found.easy
    assert look("", "<p>She was non-compliant.</p>", fixed=True).remarks
