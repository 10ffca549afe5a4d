// Which replicas behind a name are asked: those that do not answer, and those that say they leave, are left out for a while.
import { lookup } from 'node:dns/promises';
import type { Dispatcher, interceptors } from 'undici';

/** Failures before anything was sent: whatever the method, another replica may be asked. */
const NOT_SENT = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'EAI_AGAIN']);

// One that starts is named before it listens; one that has gone is not named for longer than a second.
const FAILED_MS = 1_000;
// It ends within this time, and a connection made at the very end would break.
const LEAVING_MS = 10_000;
const KNOWN_MS = 1_000;

export function wasNotSent({ code = '' }: Error & { code?: string }): boolean {
  return NOT_SENT.has(code);
}

type Names = Pick<NonNullable<Parameters<typeof interceptors.dns>[0]>, 'lookup' | 'storage'>;

/** Answers the addresses behind a name. */
export type Resolve = (name: string) => Promise<string[]>;

const resolveByName: Resolve = async (name) =>
  (await lookup(name, { all: true, family: 4 })).map(({ address }) => address);

export interface Replicas {
  names: Names;
  /** Learns from answers and failures; stands where the address of the replica is known. */
  notice: Dispatcher.DispatcherComposeInterceptor;
}

export function createReplicas(resolve: Resolve = resolveByName): Replicas {
  const leftOut = new Map<string, number>();
  const known = new Map<string, unknown>();
  const turned = inTurn();
  const isLeftOut = (address: string) => (leftOut.get(address) ?? 0) > Date.now();
  const leaveOut = (address: string, ms: number) => {
    if (!isLeftOut(address)) known.clear();
    leftOut.set(address, Date.now() + ms);
  };
  const addressesOf = async (name: string) => {
    const addresses = await resolve(name);
    for (const [address, until] of leftOut) if (until <= Date.now()) leftOut.delete(address);
    const answering = addresses.filter((address) => !isLeftOut(address));
    // Where all were left out, one of them may be back.
    return turned(answering.length > 0 ? answering : addresses);
  };
  const lookUp: Names['lookup'] = (origin, _options, found) => {
    addressesOf((origin as URL).hostname).then(
      (addresses) => found(null, addresses.map((address) => ({ address, family: 4, ttl: KNOWN_MS })) as never),
      (error) => found(error, []),
    );
  };
  return { names: { lookup: lookUp, storage: storageIn(known) }, notice: noticing(leaveOut) };
}

/** Those who look a name up at the same moment would all begin with the same replica. */
function inTurn(): (addresses: string[]) => string[] {
  let turn = 0;
  return (addresses) => {
    turn += 1;
    const first = turn % Math.max(1, addresses.length);
    return [...addresses.slice(first), ...addresses.slice(0, first)];
  };
}

function storageIn(known: Map<string, unknown>): NonNullable<Names['storage']> {
  const storage = {
    get: (name: string) => known.get(name) ?? null,
    set: (name: string, records: unknown) => void known.set(name, records),
    delete: (name: string) => void known.delete(name),
    full: () => false,
  };
  return storage as never;
}

function noticing(leaveOut: (address: string, ms: number) => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const { hostname } = new URL(String(options.origin));
    return dispatch(options, {
      onRequestStart: (...start) => handler.onRequestStart?.(...start),
      onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
      onResponseStart: (controller, status, headers, message) => {
        if (headers.connection === 'close') leaveOut(hostname, LEAVING_MS);
        handler.onResponseStart?.(controller, status, headers, message);
      },
      onResponseData: (...data) => handler.onResponseData?.(...data),
      onResponseEnd: (...end) => handler.onResponseEnd?.(...end),
      onResponseError: (controller, error) => {
        if (wasNotSent(error)) leaveOut(hostname, FAILED_MS);
        handler.onResponseError?.(controller, error);
      },
    });
  };
}
