"""A plugin as a stranger would write it: an app under `INSTALLED_APPS`, its hooks, its template, `courses.api`."""
