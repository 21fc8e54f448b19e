"""What a stranger may type, and when a name fits. Pure."""

import ipaddress
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from anyascii import anyascii

LONGEST_CODE = 200
SHORTEST_WORD = 2
WORDS_NEEDED = 2
TRIES_PER_NETWORK = 30  # wrong ones in a window, at all numbers together
TRIES_PER_NUMBER_AND_NETWORK = 10
TRIES_PER_NUMBER = 200  # from all networks together
WINDOW = 3600  # seconds
IPV6_NETWORK = 64  # bits: one household or host
SOURCE = re.compile(r"\[(?P<ipv6>[^\]]+)\](:[0-9]+)?|(?P<ipv4>[0-9.]+):[0-9]+")  # as some proxies write an address


@dataclass(frozen=True)
class Try:
    """A try to open a certificate by its number (normalized code), from a network, at a time (seconds since 1970)."""

    code: str
    network: str
    now: float


@dataclass(frozen=True)
class Limit:
    """What is counted together in a window, and how many wrong tries at it are answered."""

    counted: str
    most: int


def limits_on(attempt: Try) -> tuple[Limit, ...]:
    """The limits of a try, in the order in which it counts against them until one refuses it.

    The network's own comes first: a flood from one network leaves no count for each number that it tries. The number's
    own comes last and is twenty times what one network may try: nobody alone keeps a number from everyone else.
    """
    return (
        Limit(f"network {attempt.network}", TRIES_PER_NETWORK),
        Limit(f"network {attempt.network} number {attempt.code}", TRIES_PER_NUMBER_AND_NETWORK),
        Limit(f"number {attempt.code}", TRIES_PER_NUMBER),
    )


def normalized_code(typed: str) -> str:
    """A typed or pasted code without case, separators and foreign digits: `att202600000142` or a token.

    A whole verify address is accepted: what counts is its last part.
    """
    text = unicodedata.normalize("NFKC", typed[:LONGEST_CODE]).strip().rstrip("/")
    last_part = text.rsplit("/", 1)[-1]
    digits = "".join(_ascii_digit(letter) for letter in last_part)
    return re.sub(r"[\W_]", "", digits, flags=re.ASCII).lower()


def name_fits(typed: str, printed: list[str]) -> bool:
    """Whether every word typed is a word of one of the printed names, and two of them are of the same name.

    One word is enough when no printed name has more; words of a single letter do not count. Case, accents, order,
    Latin or other script, and Arabic or Persian forms of a letter make no difference.
    """
    words, names = _words(typed), [_words(name) for name in printed]
    needed = min(WORDS_NEEDED, max(len(name) for name in names))
    return needed > 0 and words <= set().union(*names) and any(len(words & name) >= needed for name in names)


def may_link(holder: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether a stranger who knows one certificate is led to the other: only when both name the holder alike.

    A name may have been changed for a reason that is nobody's business, in either direction.
    """
    return dict(holder) == dict(other)


def client_network(remote: str, forwarded: str, proxies: int) -> str:
    """The address whose wrong tries are counted together: an IPv4 address, or the /64 network of an IPv6 one.

    `remote` is the peer's address, `forwarded` the header X-Forwarded-For, of which the last `proxies` entries were
    added by proxies of our own. A port beside an address does not count.
    """
    entries = [entry.strip() for entry in forwarded.split(",") if entry.strip()]
    source = _without_port(entries[-proxies] if 0 < proxies <= len(entries) else remote)
    try:
        address = ipaddress.ip_address(source)
    except ValueError:
        return source
    if address.version == 6 and address.ipv4_mapped:  # a socket for both kinds writes an IPv4 peer like this
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network(f"{address}/{IPV6_NETWORK}", strict=False)) if address.version == 6 else source


def _without_port(source: str) -> str:
    match = SOURCE.fullmatch(source)
    return match["ipv6"] or match["ipv4"] if match else source


def window_of(now: float) -> int:
    """The number of the window in which a moment (seconds since the epoch) lies."""
    return int(now) // WINDOW


def seconds_left(now: float) -> int:
    """Until the window of `now` (seconds since the epoch) ends and tries are counted anew: 1 to `WINDOW`."""
    return WINDOW - int(now) % WINDOW


def _words(name: str) -> set[str]:
    parts = re.split(r"[\s\-\u2010–.,'’\u200c]+", unicodedata.normalize("NFKC", name))
    folded = (re.sub("[^a-z0-9]", "", anyascii(part).lower()) for part in parts)
    return {word for word in folded if len(word) >= SHORTEST_WORD}


def _ascii_digit(letter: str) -> str:
    return str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter
