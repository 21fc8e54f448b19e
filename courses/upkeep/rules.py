"""Pure rules of upkeep."""

import re
from calendar import monthrange
from datetime import date

from bs4 import BeautifulSoup

# What says nothing about where a link leads, in the languages of the texts.
POOR_LINK_TEXTS = [
    "here", "click here", "this", "this link", "link", "more", "read more", "see here",
    "здесь", "тут", "сюда", "по ссылке", "ссылка", "эта ссылка", "подробнее", "далее", "читать далее",
    "اینجا", "این‌جا", "این پیوند", "پیوند", "لینک", "کلیک کنید", "اینجا کلیک کنید", "بیشتر", "ادامه",
]  # fmt: skip
_WORD = re.compile(r"[\w\u200c]+")


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or that month's last day."""
    years, month = divmod(day.month - 1 - months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def mark_poor_links(html: str) -> str:
    """The HTML with the attribute `data-poor-text` at each link whose words do not tell where it leads."""
    if "<a" not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    poor = [link for link in soup.find_all("a") if " ".join(_WORD.findall(link.text.lower())) in POOR_LINK_TEXTS]
    for link in poor:
        link["data-poor-text"] = ""
    return str(soup) if poor else html
