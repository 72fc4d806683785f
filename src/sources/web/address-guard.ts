import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, isIPv6 } from 'node:net';

/** Which addresses may be reached beside the public ones, and which hosts alone, if any are named. */
export type Reach = {
  /** Hosts ("10.0.0.7", "intranet.example:8080") and networks ("10.1.0.0/16") that are reached although not public. */
  readonly allow: readonly string[];
  /** Empty: every public host. Else only these and the hosts below them. */
  readonly only: readonly string[];
  /** Ports beside 80 and 443. */
  readonly ports: readonly number[];
};

export const PUBLIC_ONLY: Reach = { allow: [], only: [], ports: [] };

/** The addresses of a name. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** Says why an address is not asked, or null; `resolve` gives the addresses of a name that may be connected to. */
export type AddressGuard = {
  readonly refusalOf: (url: URL) => string | null;
  readonly resolve: (name: string, port: number) => Promise<readonly string[]>;
  /** Whether a connection may go to this literal address. */
  readonly allows: (address: string, port: number) => boolean;
};

/** Thrown at connect time for a name that leads to no address that may be reached. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

const NOT_PUBLIC_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // A public address on which one cloud answers its machines with their secrets.
  ['168.63.129.16', 32],
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

/** Of 2000::/3, the only part in use: protocol assignments with Teredo, documentation, 6to4, the old 6bone, AS112. */
const NOT_PUBLIC_6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3ffe::', 16],
  ['3fff::', 20],
];

const blockList = (subnets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
};

const SPECIAL_4 = blockList(NOT_PUBLIC_4, 'ipv4');
const SPECIAL_6 = blockList(NOT_PUBLIC_6, 'ipv6');
const GLOBAL_6 = blockList([['2000::', 3]], 'ipv6');

/**
 * Whether a literal address belongs to the public network. Everything else is not: forms of IPv6 that carry an IPv4
 * address (mapped, NAT64, 6to4, Teredo), an address with a zone, and what is no address at all.
 */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !SPECIAL_4.check(address, 'ipv4');
  if (family !== 6 || address.includes('%')) return false;
  return GLOBAL_6.check(address, 'ipv6') && !SPECIAL_6.check(address, 'ipv6');
};

const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

const portOf = (url: URL): number => (url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port));

type Allowed = {
  readonly hosts: ReadonlySet<string>;
  readonly networks: BlockList;
};

const readAllowed = (allow: readonly string[]): Allowed => {
  const networks = new BlockList();
  const hosts = new Set<string>();
  for (const entry of allow) {
    const [network = '', prefix] = entry.split('/');
    // "[::1]:8080" is looked up as "::1:8080", as hosts of URLs are without brackets.
    if (prefix === undefined) hosts.add(bare(entry.replace(/[[\]]/g, '')));
    else networks.addSubnet(network, Number(prefix), isIPv6(network) ? 'ipv6' : 'ipv4');
  }
  return { hosts, networks };
};

/** Asks the system. */
export const systemResolve: Resolve = (name) =>
  new Promise((resolve, reject) =>
    systemLookup(name, { all: true, verbatim: true }, (error, found) =>
      error ? reject(error) : resolve(found.map(({ address }) => address)),
    ),
  );

const isBelow = (host: string, above: string): boolean => host === above || host.endsWith(`.${above}`);

/**
 * The guard between hostile pages and the networks of this machine: http and https only, to public addresses at the
 * usual ports, but for what the configuration allows. It must be asked for every URL, redirects included, and its
 * `resolve` and `allows` stand in the connection itself, so that a name cannot change between check and use.
 */
export const addressGuard = (reach: Reach, lookup: Resolve = systemResolve): AddressGuard => {
  const { hosts, networks } = readAllowed(reach.allow);
  const only = reach.only.map(bare);
  const isNamed = (host: string, port: number): boolean => hosts.has(host) || hosts.has(`${host}:${port}`);
  const isNetworked = (address: string): boolean =>
    isIP(address) !== 0 && networks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  const allows = (address: string, port: number): boolean =>
    isNamed(bare(address), port) || isNetworked(bare(address)) || isPublicAddress(bare(address));

  const refusalOf = (url: URL): string | null => {
    if (!['http:', 'https:'].includes(url.protocol)) return `${url.protocol} is not fetched, only http and https`;
    if (url.username !== '' || url.password !== '') return 'the address holds a user name';
    const host = bare(url.hostname);
    const port = portOf(url);
    const open = [80, 443, ...reach.ports].includes(port) || hosts.has(`${host}:${port}`) || isNetworked(host);
    if (!open) return `port ${port} is not asked; GOUJI_FETCH_PORTS can open it`;
    if (only.length > 0 && !only.some((above) => isBelow(host, above))) return `${host} is not in GOUJI_ONLY_HOSTS`;
    if (isIP(host) === 0 || allows(host, port)) return null;
    return `${host} is no public address; GOUJI_ALLOW_HOSTS can allow it`;
  };

  const resolve = async (name: string, port: number): Promise<readonly string[]> => {
    const host = bare(name);
    const found = await lookup(host);
    const good = isNamed(host, port)
      ? found
      : found.filter((address) => isNetworked(address) || isPublicAddress(address));
    if (good.length > 0) return good;
    throw new AddressRefused(`${host} leads to ${found.join(', ') || 'no address'}, which is not public`);
  };

  return { refusalOf, resolve, allows };
};
