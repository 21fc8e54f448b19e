from datetime import date

import pytest

from courses.upkeep.rules import mark_poor_links, months_before


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 24), 12, date(2025, 11, 24)),
        (date(2026, 11, 24), 1, date(2026, 10, 24)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 48, date(2024, 2, 29)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
    ],
)
def test_months_before_is_the_same_day_or_the_last_of_the_month(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@pytest.mark.parametrize(
    "words",
    [
        *(
            "here",
            "Click here",
            "READ MORE…",
            " здесь ",
            "Подробнее",
            "اینجا",
            "این‌جا",
            "here.",
            "here,",
            "Here:",
            "(here)",
        ),
        *("<b>here</b>", "<i>под<b>робнее</b></i>", "\xa0here", "→ here"),
    ],
)
def test_link_whose_words_say_nothing_is_marked(words: str) -> None:
    assert mark_poor_links(f'<p><a href="/x/">{words}</a></p>') == f'<p><a data-poor-text="" href="/x/">{words}</a></p>'


@pytest.mark.parametrize("words", ["The archive", "here and there", "Здесь хранится архив", "<b>The plan</b>"])
def test_link_whose_words_tell_where_it_leads_is_not_marked(words: str) -> None:
    html = f'<p><a href="/x/">{words}</a> here</p>'
    assert mark_poor_links(html) == html
