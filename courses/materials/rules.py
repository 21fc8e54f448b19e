"""Which part of a file a player is given."""

import re

LONGEST = 1024 * 1024  # bytes: players ask for the rest when they need it, and the server holds no more at once


def asked_part(header: str, size: int) -> range | None:
    """The bytes that a header `Range` asks for (RFC 9110, 14.2), or the first of them: the answer tells what it holds
    (15.3.7). None where the whole file is the answer: for no header, for several parts, and for what the file does not
    have."""
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", header)
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last) + 1, size) if first and last else size
    part = range(start, min(end, start + LONGEST))
    return part if len(part) else None
