#!/usr/bin/env python
"""Command line of this site; `manage.py help` lists the commands."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")
    from django.core.management import execute_from_command_line  # after the settings are named

    try:
        execute_from_command_line(sys.argv)
    except OSError as error:
        if "cannot load library" not in str(error):
            raise
        from lms.libraries import advice

        sys.exit(advice())
