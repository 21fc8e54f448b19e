import pytest

from certificates.designs import services
from certificates.models import DesignVersion


@pytest.mark.django_db
def test_design_version_when_nothing_changed_is_the_same_row() -> None:
    first = services.current_design_version()
    assert services.current_design_version() == first
    assert (first.slug, first.number, len(first.sha256)) == ("classic", 1, 64)
    assert sorted(first.engines) == ["pango", "segno", "weasyprint"]


@pytest.mark.django_db
def test_design_version_when_an_engine_changed_is_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    first = services.current_design_version()
    monkeypatch.setattr(services, "engine_versions", lambda: {"weasyprint": "999"})
    second = services.current_design_version()
    assert (second.number, second.engines) == (2, {"weasyprint": "999"})
    assert second.sha256 != first.sha256
    assert DesignVersion.objects.count() == 2
