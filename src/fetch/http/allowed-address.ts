import { BlockList, isIP } from 'node:net';

/**
 * Networks that no feed may send us to: this machine, private and local networks, and what is reserved.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry/
 */
const ipv4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Metadata services of clouds on addresses that are otherwise public. */
const metadata: readonly string[] = ['168.63.129.16', '100.100.100.200'];

/** Of IPv6 only global unicast (2000::/3) is open, less these parts of it. */
const ipv6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const closed = new BlockList();
for (const [network, prefix] of ipv4) closed.addSubnet(network, prefix, 'ipv4');
for (const address of metadata) closed.addAddress(address, 'ipv4');
for (const [network, prefix] of ipv6) closed.addSubnet(network, prefix, 'ipv6');

const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** NAT64 (RFC 6052): how a network without IPv4 reaches it. Judged by the IPv4 address inside. */
const nat64 = new BlockList();
nat64.addSubnet('64:ff9b::', 96, 'ipv6');

/**
 * Whether an IP address (no name) is one of the public internet. Other forms of IPv4 inside IPv6 (mapped, compatible,
 * 6to4, Teredo) are refused as a whole: no public feed is reached that way.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return !closed.check(bare, 'ipv4');
  if (family === 6 && nat64.check(bare, 'ipv6')) return isPublicAddress(lastIpv4(bare));
  if (family === 6) return globalUnicast.check(bare, 'ipv6') && !closed.check(bare, 'ipv6');
  return false;
}

/**
 * Whether a URL's host may be tried at all: a literal address must be public, and names that mean this machine are
 * refused. Other names are judged by the address that is really dialled.
 */
export function isOpenHost(hostname: string): boolean {
  const name = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (isIP(name) !== 0) return isPublicAddress(name);
  return name !== 'localhost' && !name.endsWith('.localhost') && !name.endsWith('.local');
}

/** The last 32 bits of an IPv6 address as IPv4; `URL` brings every spelling into one form. */
function lastIpv4(address: string): string {
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1).split(':');
  const [high = 0, low = 0] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
