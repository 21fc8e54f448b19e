from typing import Any

import pytest

from courses.assessment.questions import Matching


def key(matches: list[str]) -> Any:
    """The key of three pairs with these matches."""
    kind = Matching()
    offered = {match: str(number) for number, match in enumerate(sorted(set(matches)))}
    pairs = [{"id": one, "match": offered[match]} for one, match in zip("abc", matches, strict=True)]
    return kind.key({"pairs": pairs, "matches": list(offered)})


@pytest.mark.parametrize(
    ("matches", "same"),
    [
        (["Россия", "Россия", "Иран"], True),  # in another alphabetical order
        (["Russia", "Iran", "Iran"], False),
        (["Russia", "Iran", "England"], False),
    ],
)
def test_key_of_a_translation_is_the_same_when_the_same_pairs_share_a_match(matches: list[str], same: bool) -> None:
    assert (key(matches) == key(["Russia", "Russia", "Iran"])) is same
