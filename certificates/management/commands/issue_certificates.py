"""Issues what is pending and resumes what was interrupted."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from certificates.awards.queries import completions_without_award, undelivered
from certificates.awards.services import AwardRefused, issue_award
from certificates.awards.tasks import deliver


class Command(BaseCommand):
    help = "Issues certificates that are pending, and asks again for documents and e-mails that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = list(undelivered().values_list("pk", flat=True))
        counts: Counter[str] = Counter(issued=0)
        for completion_id in completions_without_award():
            try:
                issue_award(completion_id=completion_id)
            except AwardRefused as refused:
                counts[f"refused ({refused.obstacle.reason.value})"] += 1
            else:
                counts["issued"] += 1
        for award_id in waiting:
            deliver.enqueue(award_id)
        counts["deliveries requested again"] = len(waiting)
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count}")
