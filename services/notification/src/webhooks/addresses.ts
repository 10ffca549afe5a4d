// Where webhooks may lead: to the internet, and not to this machine or to networks behind it. What counts is the address a
// connection is really made to; names are only a way to it, and may mean another one a moment later.
import { type LookupAddress, lookup as resolveName } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export type MayReach = (address: string) => boolean;

const refused = new BlockList();
const IPV4: [network: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  // Multicast, and all that is reserved behind it.
  ['224.0.0.0', 3],
];
// Within what is handed out: documentation, and tunnels that have an IPv4 address inside.
const IPV6: [network: string, bits: number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];
for (const [network, bits] of IPV4) refused.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of IPV6) refused.addSubnet(network, bits, 'ipv6');
const handedOut = new BlockList();
handedOut.addSubnet('2000::', 3, 'ipv6');

export const onlyPublic: MayReach = (address) => {
  const family = isIP(address);
  if (family === 4) return !refused.check(address, 'ipv4');
  return family === 6 && handedOut.check(address, 'ipv6') && !refused.check(address, 'ipv6');
};

export const anywhere: MayReach = () => true;

export class NotReachable extends Error {
  readonly code = 'NOT_REACHABLE';

  constructor() {
    super('the address is not one of the internet');
  }
}

/** The host of a URL where that is an address and no name. */
export function addressIn({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) ? bare : undefined;
}

/** Finds the addresses of a name for a connection, and only those that may be reached. */
export function lookupFor(mayReach: MayReach): LookupFunction {
  return (name, options, done) => {
    resolveName(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, []);
      const allowed = found.filter(({ address }) => mayReach(address));
      const [first] = allowed;
      if (!first) return done(new NotReachable(), []);
      if (options.all) return done(null, allowed);
      return done(null, first.address, first.family);
    });
  };
}
