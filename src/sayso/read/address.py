"""Which internet addresses may be fetched: public ones only, however they are written or wrapped.

A host is looked at twice: as it is spelled, before anybody is asked for its address, and then by every address
that it has. Vocabulary: `networks.toml`.
"""

import re
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from sayso.text import load_lexicon

LONGEST_NAME_CHARS = 253
_GIVEN_OUT = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_LOW_32_BITS = 0xFFFFFFFF
# Interface identifiers of ISATAP (RFC 5214, 6.1), with the universal bit and without.
_ISATAP = (0x00005EFE, 0x02005EFE)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


def is_public(address: str) -> bool:
    """Return True when the address, and any IPv4 address wrapped in it, belongs to the public internet.

    Wrapped addresses: IPv4-mapped, NAT64 (RFC 6052) and ISATAP (RFC 5214); 6to4 and Teredo are never public.

    >>> [is_public(a) for a in ("9.9.9.9", "127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::")]
    [True, False, False, False, False]
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_public_ipv4(parsed)
    if parsed.scope_id is not None:
        return False
    inner = _wrapping(parsed)
    if inner is not None:
        return _is_public_ipv4(inner)
    return _is_public_ipv6(parsed)


def host_problem(host: str) -> str:
    """Return why a host must not even be asked for, '' when its name or address may be.

    `host` is a URL's in ASCII, an IPv6 address without its brackets. An IPv4 address counts only as four decimal
    numbers, because what resolvers make of other spellings differs.

    >>> host_problem("harbour.example"), host_problem("0x7f.1")
    ('', "it writes an address in a way that readers take differently, got '0x7f.1'")
    """
    if ":" in host:
        return "" if _is_address(host) else f"it is no IPv6 address, got {host!r}"
    name = host.lower().removesuffix(".")
    labels = name.split(".")
    if len(name) > LONGEST_NAME_CHARS or not all(map(_LABEL.fullmatch, labels)):
        return f"it is no name of a host, got {host[:80]!r}"
    if _NUMBER.fullmatch(labels[-1]) and not _is_address(host):
        return f"it writes an address in a way that readers take differently, got {host!r}"
    for special, rule in load_lexicon("sayso.read", "networks.toml")["names"].items():
        if f".{name}".endswith(f".{special}"):
            return f"names under {special!r} are not of the public internet ({rule}), got {host!r}"
    return ""


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return "%" not in host


def _is_public_ipv4(address: IPv4Address) -> bool:
    return not any(address in network for network in _ipv4_networks())


def _is_public_ipv6(address: IPv6Address) -> bool:
    return address in _GIVEN_OUT and not any(address in network for network in _ipv6_networks())


@cache
def _ipv4_networks() -> tuple[IPv4Network, ...]:
    return tuple(map(IPv4Network, load_lexicon("sayso.read", "networks.toml")["ipv4"]))


@cache
def _ipv6_networks() -> tuple[IPv6Network, ...]:
    return tuple(map(IPv6Network, load_lexicon("sayso.read", "networks.toml")["ipv6"]))


def _wrapping(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that is reached through an IPv6 one, None where none is."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    low = IPv4Address(int(address) & _LOW_32_BITS)
    if address in _NAT64:
        return low
    is_isatap = int(address) >> 32 & _LOW_32_BITS in _ISATAP
    # A public one inside does not make the network outside public.
    return low if is_isatap and _is_public_ipv6(address) else None
