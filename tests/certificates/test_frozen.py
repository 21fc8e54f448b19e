from typing import Any

import pytest

from certificates.frozen import RecordIsFrozen
from certificates.models import Award, AwardEvent, DesignVersion


@pytest.mark.parametrize(
    ("field", "value"), [("snapshot", {}), ("serial", "X"), ("token", "X"), ("holder_name", "X"), ("learner_id", None)]
)
def test_award_when_what_was_issued_is_changed_refuses(award: Award, field: str, value: Any) -> None:
    before = getattr(award, field)
    setattr(award, field, value)
    for how in ({}, {"update_fields": [field]}, {"update_fields": ["state", field]}):
        with pytest.raises(RecordIsFrozen):
            award.save(**how)
    assert getattr(Award.objects.get(pk=award.pk), field) == before


def test_records_when_deleted_refuse(award: Award) -> None:
    for record in (award, award.events.get(), award.design):
        with pytest.raises(RecordIsFrozen):
            record.delete()
        with pytest.raises(RecordIsFrozen):
            type(record).objects.all().delete()
    assert (Award.objects.count(), AwardEvent.objects.count(), DesignVersion.objects.count()) == (1, 1, 1)


def test_records_when_changed_in_bulk_refuse(award: Award) -> None:
    with pytest.raises(RecordIsFrozen):
        Award.objects.update(holder_name="X")
    with pytest.raises(RecordIsFrozen):
        Award.objects.bulk_update([award], ["holder_name"])
    with pytest.raises(RecordIsFrozen):
        award.events.update(data={})
    assert Award.objects.get().holder_name == "Anna Sokolova"
