import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address belongs to the public internet. Everything else is refused: loopback, private and link-local networks (cloud metadata
 * among them), carrier-grade NAT, multicast, documentation, and IPv6 addresses that carry such an IPv4 one.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast';
  if (parsed.isIPv4MappedAddress()) return isPublicAddress(parsed.toIPv4Address().toString());
  const carried = carriedIpv4(parsed);
  return parsed.range() === 'unicast' && (carried === null || isPublicAddress(carried));
}

/** The IPv4 address inside NAT64 (64:ff9b::/96) and 6to4 (2002::/16) addresses: a gateway would take the call there. */
function carriedIpv4(address: ipaddr.IPv6): string | null {
  const bytes = address.toByteArray();
  const isNat64 = address.range() === 'rfc6052';
  const is6to4 = address.range() === '6to4';
  if (!isNat64 && !is6to4) return null;
  return (isNat64 ? bytes.slice(12, 16) : bytes.slice(2, 6)).join('.');
}
