"""A secret that a machine makes for itself once and keeps in a file that only its owner can read."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def own_secret(path: Path) -> str:
    """The secret in the file `path`; made (64 random characters, mode 0600) when it is not there yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as draft:
            draft.write(secrets.token_urlsafe(48))
            draft.flush()
            with suppress(FileExistsError):  # another process was faster: its secret holds
                os.link(draft.name, path)
    return path.read_text().strip()
