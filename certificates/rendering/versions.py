"""What a document's look depends on: the packaged files and the engines."""

import hashlib
from functools import cache

import segno
import weasyprint
from weasyprint.text.ffi import pango

from .assets import APP_FOLDER, packaged_files

TEMPLATE_FOLDER = APP_FOLDER / "templates" / "certificates" / "documents"


@cache
def design_fingerprint(slug: str) -> str:
    """SHA-256 (hexadecimal) over the document template of a design and every packaged file, names included."""
    digest = hashlib.sha256()
    for path in [TEMPLATE_FOLDER / f"{slug}.html", *packaged_files().values()]:
        digest.update(path.relative_to(APP_FOLDER).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def engine_versions() -> dict[str, str]:
    """Versions of the libraries that draw a document; the same ones give the same bytes."""
    number = pango.pango_version()
    return {
        "weasyprint": weasyprint.__version__,
        "pango": f"{number // 10000}.{number // 100 % 100}.{number % 100}",
        "segno": segno.__version__,
    }
