"""A Wagtail site of somebody else that installs our two apps: its own base.html, its own people, nothing of `lms`
or `home`, no allauth. `make test` runs `on_another_site.py` with its settings."""
