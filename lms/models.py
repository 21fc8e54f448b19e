from django.contrib.auth.models import Group
from django.db import models


class Role(models.Model):
    """A group that this site made, and the permissions it was ever offered (see `lms.roles`).

    An administrator may rename the group, take permissions away or delete it: none of that is undone by an upgrade.
    """

    name = models.CharField(max_length=150, unique=True)
    group = models.OneToOneField(Group, null=True, on_delete=models.SET_NULL, related_name="+")
    offered = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
