import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { buildConnector, Dispatcher } from 'undici';
import { isUrl } from '../../model/url.ts';
import { FetchFault } from '../fault.ts';
import { perHost } from '../limits.ts';
import type { Resolve, ResolvedAddress, TransportLimits } from '../types.ts';
import { isOpenHost, isPublicAddress } from './allowed-address.ts';
import { loadHttpLibrary } from './http-library.ts';
import { OpenSockets } from './open-sockets.ts';

interface TransportOptions {
  readonly limits: TransportLimits;
  readonly allowPrivateNetworks: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly ca?: string;
  readonly resolve?: Resolve;
}

/** What a run sends its requests through. */
interface Transport {
  readonly dispatcher: Dispatcher;
  /** Closes the connections to a host that is done with. Those through a proxy close by themselves after a second. */
  readonly closeConnections: (hostname: string) => void;
}

/**
 * Makes the one dispatcher of a run: HTTP/1.1 and HTTP/2, verified TLS, keep-alive, proxies from the environment.
 * A proxy's own address may be private, because its owner chose it; names are resolved by the proxy, so that only literal
 * addresses are judged then.
 * Imports undici only now, because a run in which nothing is due does not need it.
 *
 * @throws FetchFault when the environment's proxy is not an address.
 */
export async function openTransport(options: TransportOptions): Promise<Transport> {
  const { Agent, buildConnector } = await loadHttpLibrary();
  const tls = { rejectUnauthorized: true, ...(options.ca !== undefined && { ca: options.ca }) };
  const sockets = new OpenSockets();
  const connect = guard(
    buildConnector({
      ...tls,
      allowH2: true,
      timeout: options.limits.connectMs,
      lookup: guardedLookup(options),
    }),
    { allowPrivate: options.allowPrivateNetworks, sockets },
  );
  const agentOptions = {
    connect,
    allowH2: true,
    connections: perHost,
    pipelining: 1,
    keepAliveTimeout: 1000,
    keepAliveMaxTimeout: 5000,
    maxHeaderSize: options.limits.maxHeaderBytes,
    headersTimeout: options.limits.headersMs,
    bodyTimeout: 0,
  };
  const proxies = proxiesOf(options.env);
  const closeConnections = (hostname: string) => sockets.close(hostname);
  if (proxies === undefined) return { dispatcher: new Agent(agentOptions), closeConnections };
  const { EnvHttpProxyAgent } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({
    ...agentOptions,
    ...proxies,
    requestTls: { ...tls, timeout: options.limits.connectMs },
    proxyTls: { ...tls, timeout: options.limits.connectMs },
    proxyTunnel: false,
  });
  return { dispatcher, closeConnections };
}

/** The proxy settings of an environment; lower case wins, as in curl. `undefined` without a proxy. */
function proxiesOf(env: TransportOptions['env']) {
  const http = env.http_proxy || env.HTTP_PROXY || env.all_proxy || env.ALL_PROXY;
  const https = env.https_proxy || env.HTTPS_PROXY || env.all_proxy || env.ALL_PROXY;
  const noProxy = env.no_proxy || env.NO_PROXY || '';
  if (!http && !https) return undefined;
  return { noProxy, httpProxy: proxyAddress(http), httpsProxy: proxyAddress(https) };
}

/** A proxy's address; `proxy:3128` stands for `http://proxy:3128`, as in curl. `''` is not a proxy. */
function proxyAddress(value: string | undefined): string {
  if (!value) return '';
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (isUrl(address) && /^(https?|socks5?):/i.test(address)) return address;
  throw new FetchFault('FETCH_PROXY_FAILED', { detail: 'its address makes no sense' });
}

/**
 * Judges the address that is really dialled: literal addresses before, and every socket once more after connecting,
 * so that there is no gap between a name's check and its use.
 */
function guard(
  connect: buildConnector.connector,
  { allowPrivate, sockets }: { allowPrivate: boolean; sockets: OpenSockets },
): buildConnector.connector {
  return (options, callback) => {
    if (!allowPrivate && !isOpenHost(options.hostname)) return callback(refused(options.hostname), null);
    return connect(options, (...result) => {
      const socket = result[1];
      if (socket && !allowPrivate && !isPublicAddress(socket.remoteAddress ?? '')) {
        socket.destroy();
        return callback(refused(socket.remoteAddress ?? options.hostname), null);
      }
      if (socket) sockets.add(options.hostname, socket);
      return callback(...result);
    });
  };
}

function refused(address: string): FetchFault {
  return new FetchFault('FETCH_ADDRESS_REFUSED', { detail: address });
}

/** Name resolution that hands on only addresses which may be dialled; refuses when none is left. */
function guardedLookup(options: TransportOptions): LookupFunction {
  const resolve = options.resolve ?? resolveBySystem;
  return (hostname, lookupOptions, callback) => {
    const settle = (found: readonly ResolvedAddress[]) => {
      const open = options.allowPrivateNetworks ? found : found.filter((one) => isPublicAddress(one.address));
      const first = open[0];
      if (!first) return callback(refused(found[0]?.address ?? hostname), '');
      if (lookupOptions.all) return callback(null, [...open]);
      return callback(null, first.address, first.family);
    };
    resolve(hostname).then(settle, (error: NodeJS.ErrnoException) => callback(error, ''));
  };
}

function resolveBySystem(hostname: string): Promise<readonly ResolvedAddress[]> {
  return new Promise((done, fail) => {
    systemLookup(hostname, { all: true }, (error, found) => {
      if (error) fail(error);
      else done(found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 })));
    });
  });
}
