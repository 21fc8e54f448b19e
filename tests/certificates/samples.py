"""Snapshots for tests that need no database."""

from typing import Any

TOKEN = "k5qx3zj7w2m4n6p2r2t4v6y3qa"
VERIFY_URL = f"https://attache.example.org/verify/{TOKEN}/"


def snapshot(**changes: Any) -> dict[str, Any]:
    """The snapshot of a plain English certificate; `changes` replace its keys."""
    return {
        "version": 1,
        "kind": "completion",
        "language": "en",
        "serial": "ATT-2026-000042-69",
        "verify_url": VERIFY_URL,
        "design": {"slug": "classic", "number": 1, "sha256": "0" * 64},
        "holder": {"name": "Anna Sokolova", "name_latin": ""},
        "course": {"key": "c", "title": "Foundations of City Diplomacy", "titles": {}},
        "cohort": "Autumn 2026",
        "workload_minutes": 750,
        "time_zone": "Europe/Volgograd",
        "started_on": "2026-09-01",
        "completed_on": "2026-10-20",
        "issued_on": "2026-11-22",
        "expires_on": None,
        "outcomes": ["Draft a memorandum of understanding", "Lead a delegation visit"],
        "issuer": {"name": "Center for People's Diplomacy", "names": {}, "website": ""},
        "signatory": {"name": "Elena Morozova", "position": "Director of the Center"},
        "place": "Volgograd",
        **changes,
    }


def holder(name: str, name_latin: str = "") -> dict[str, str]:
    return {"name": name, "name_latin": name_latin}
