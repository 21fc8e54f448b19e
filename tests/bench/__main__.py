"""Measures this tree and prints `name: value unit` lines: `python -m tests.bench [--rounds 20]`, or `make bench`.

How to read them. Times are CPU time of this process (medians over the rounds); the server of PostgreSQL has its own,
which is not in them. Milliseconds tell little, since machines differ and change their speed while they work: compare
the ratios. In every round each case runs beside its reference, in changing order, and a ratio is the median of the
ratios of the rounds. The references are a page with the same twenty blocks in the base template of `wagtail start`
(seen by a learner and by a stranger), and one of our certificates. An A/A line measures a reference beside itself: when
it is not 1.00 within 0.07 the machine was too restless, and the gates that stand on it are void. A line that begins
with `gate` compares a figure with its goal; docs/benchmarks.md says which ones are reached.
"""

import argparse
import os

import django


def main() -> None:
    """Measure on a database of its own, which is deleted afterwards; the exit code tells nothing about the gates."""
    arguments = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure pages and certificates.")
    arguments.add_argument("--rounds", type=int, default=20, help="how often everything is measured")
    rounds = arguments.parse_args().rounds
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    django.setup()

    from django.db import connection  # models can be imported only now

    from .run import run

    original = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        run(rounds)
    finally:
        connection.creation.destroy_test_db(original, verbosity=0)


if __name__ == "__main__":
    main()
