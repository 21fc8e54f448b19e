"""Pure rules of the directory."""

PERSIAN_ALPHABET = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_IN_PERSIAN_ORDER = str.maketrans({letter: chr(0x0600 + place) for place, letter in enumerate(PERSIAN_ALPHABET)})


def alphabetical(name: str) -> str:
    """What to sort a name by: Persian letters in the order of their alphabet, which Unicode's numbers do not follow,
    and “Ё” beside “Е”."""
    return name.casefold().replace("ё", "е").translate(_IN_PERSIAN_ORDER)
