"""Which internet addresses may be fetched: public ones only, however they are written or wrapped."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")


def is_public(address: str) -> bool:
    """Return True when the address, and any IPv4 address wrapped in it, belongs to the public internet.

    Wrapped addresses: IPv4-mapped, NAT64 (RFC 6052), 6to4 (RFC 3056) and Teredo (RFC 4380).

    >>> [is_public(a) for a in ("9.9.9.9", "127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::")]
    [True, False, False, False, False]
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_global(parsed)
    if parsed in _NAT64_LOCAL or "%" in address:
        return False
    wrapped = _wrapped(parsed)
    if wrapped:
        return all(map(_is_global, wrapped))
    return _is_global(parsed)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _wrapped(address: IPv6Address) -> list[IPv4Address]:
    if address in _NAT64:
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    return [inner for inner in found if inner is not None]
