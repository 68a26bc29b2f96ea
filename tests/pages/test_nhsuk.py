"""The bridge to the NHS design system's own markup."""

from django.template import Context, Template
from django.utils.safestring import mark_safe

from pages.forms import PageForm, day, line, one_of, tick


class Example(PageForm):
    """One field of each kind that forms.py makes most often."""

    name = line("Name", "Give her name.", hint="As she says it", max_length=60, width=20)
    where = line("Where", max_length=60)
    why = line("Why", max_length=300)
    born = day("Born", "Give the day.")
    often = one_of("How often", [("a", "Always"), ("b", "By a date")], "Say how often.", reveals={"b": "by"})
    by = day("By when", revealed=True)
    safe = tick("It is <safe>")


def drawn(template: str, **context: object) -> str:
    return Template("{% load nhsuk %}" + template).render(Context(context))


def test_text_is_escaped_and_written_once() -> None:
    html = drawn('{% nhsuk "button" text=said %}', said=mark_safe("Save <now>"))
    assert html.count("Save") == 1
    assert "&lt;now&gt;" in html


def test_a_form_has_labels_hints_and_legends_that_belong_to_their_fields() -> None:
    html = str(Example())
    assert 'for="id_name"' in html
    assert 'aria-describedby="id_name-hint"' in html
    assert 'id="id_born-day"' in html
    assert "It is &lt;safe&gt;" in html
    assert "(optional)" not in html.replace("Where (optional)", "").replace("Why (optional)", "")


def test_a_line_that_may_be_wider_than_its_box_grows_with_what_is_written() -> None:
    form = Example({"name": "Nadia", "where": "the\r\nchildren’s  centre"})
    assert str(form["name"].as_field_group()).count("<input") == 1
    assert 'rows="1"' in str(form["where"].as_field_group())
    assert 'rows="2"' in str(form["why"].as_field_group())
    assert ">the children’s  centre</textarea>" in str(form["where"].as_field_group())


def test_a_revealed_field_stands_inside_its_choice() -> None:
    html = str(Example()["often"].as_field_group())
    assert (
        html.index('value="b"')
        < html.index('data-aria-controls="conditional-id_often-2"')
        < html.index('id="id_by-day"')
    )


def test_each_error_stands_at_its_field_and_in_the_summary_with_a_way_there() -> None:
    form = Example({"born-day": "31", "born-month": "2", "born-year": "2026", "name": "<b>"})
    summary = drawn("{% nhsuk_errors form %}", form=form)
    assert 'href="#id_born-day"' in summary
    assert 'href="#id_often"' in summary
    assert "Give her name." not in summary
    page = str(form)
    assert 'id="id_born-error"' in page
    assert 'value="31"' in page
    assert 'value="&lt;b&gt;"' in page


def test_the_summary_names_first_which_of_several_forms_it_is_about() -> None:
    form = Example({"born-day": "31", "born-month": "2", "born-year": "2026", "name": ""})
    form.about = "Family support, promise 2"
    summary = drawn("{% nhsuk_errors forms %}", forms=[form])
    assert "Family support, promise 2: give her name." in summary
    assert "Family support, promise 2: born\N{NO-BREAK SPACE}– there is no such day." in summary


def test_a_form_without_errors_has_no_summary() -> None:
    assert drawn("{% nhsuk_errors form %}", form=Example()) == ""


def test_a_problem_of_the_whole_form_is_in_the_summary_without_a_link() -> None:
    form = Example({"name": "Nadia"})
    form.is_valid()
    form.add_error(None, "This cannot be.")
    summary = drawn("{% nhsuk_errors form %}", form=form)
    assert "This cannot be." in summary
    assert 'href="#None"' not in summary
