"""Whether the database is there."""

from django.db import Error, connection


def database_answers() -> bool:
    """Asks it the shortest question. Without a database there is no session, no page and nobody signed in."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True
