"""The sample plugin on this site, as if it stood in `INSTALLED_APPS`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import AppConfig, apps
from django.template.utils import get_app_template_dirs
from wagtail import hooks

from courses.models import CoursePage, ModulePage, Quiz
from courses.registry import activity_types, completion_rules, question_types

PLUGIN = "tests.sampleplugin"


def collect_anew() -> None:
    """What a site collects once in its life: the hooks of its apps, what they registered, and the blocks of a field."""
    hooks._searched_for_hooks = False
    get_app_template_dirs.cache_clear()
    for registry in (activity_types, question_types, completion_rules):
        registry._entries.clear()
        registry._collected = False
    streams = [(ModulePage, "body"), (Quiz, "questions"), (CoursePage, "completion"), (CoursePage, "participation")]
    for model, name in streams:
        vars(model._meta.get_field(name)).pop("stream_block", None)


@contextmanager
def plugin() -> Iterator[None]:
    """The site while the plugin is installed; before and after, it is not.

    The app is added by hand: Wagtail's apps cannot be set up a second time, as Django's override of `INSTALLED_APPS`
    does.
    """
    app = AppConfig.create(PLUGIN)
    app.apps = apps
    app.import_models()
    own_hooks = {name: [*found] for name, found in hooks._hooks.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(apps.app_configs, app.label, app)
        patch.setattr(hooks, "_hooks", own_hooks)
        patch.delitem(sys.modules, f"{PLUGIN}.wagtail_hooks", raising=False)
        collect_anew()
        yield
    collect_anew()
