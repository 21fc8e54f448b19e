"""Wagtail's search in the database at hand, for whatever a person types."""

import re
from typing import Any

from modelsearch.backends import database
from modelsearch.query import MATCH_NONE, And, Or, Phrase, PlainText, SearchQuery

MOST_WORDS = 32  # each one nests the query deeper


def words(text: str) -> str:
    """The first words of the text, without quotation marks: SQLite takes one that was typed for the end of a word."""
    found = [word for word in re.split(r'[\s"]+', text) if re.search(r"\w", word)]
    return " ".join(found[:MOST_WORDS])


def usable(query: SearchQuery | str) -> SearchQuery | str:
    """The same query of words that every database can look for."""
    if isinstance(query, str):
        return words(query)
    if isinstance(query, And | Or):
        parts = [usable(part) for part in query.subqueries[:MOST_WORDS]]
        kept = [part for part in parts if part is not MATCH_NONE]
        return type(query)(kept) if kept else MATCH_NONE
    if isinstance(query, PlainText) and (text := words(query.query_string)):
        return PlainText(text, operator=query.operator)
    if isinstance(query, Phrase) and (text := words(query.query_string)):
        return Phrase(text)
    return MATCH_NONE if isinstance(query, PlainText | Phrase) else query


class UsableQueries:
    """A search backend that is asked for words only."""

    def _search(self, compiler: type, query: SearchQuery | str, objects: Any, **options: Any) -> Any:
        return super()._search(compiler, usable(query), objects, **options)  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  the name that is looked for
    """The backend for `WAGTAILSEARCH_BACKENDS`, on top of modelsearch's own for the database in use."""
    backend = type(database.SearchBackend(params))
    return type("SearchBackend", (UsableQueries, backend), {})(params)
