"""The system libraries that draw certificates. Nothing else is imported here: it is asked when others cannot be."""

import ctypes

APT = "sudo apt-get install --no-install-recommends"
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def is_loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def advice() -> str:
    """How to get what is missing, in a line to type."""
    packages = [package for library, package in LIBRARIES.items() if not is_loadable(library)]
    return f"A library that draws certificates is missing. Type: {' '.join([APT, *packages])}"
