import net from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  closeServers,
  FEED,
  failed,
  fetchOne,
  hoursLater,
  SETTINGS,
  serveHttp,
  testContext,
  textOf,
} from '../hostile-server.test-kit.ts';
import { defaultLimits } from '../limits.ts';
import type { FetchContext, ResolvedAddress } from '../types.ts';
import { isOpenHost, isPublicAddress } from './allowed-address.ts';
import { openTransport } from './transport.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await closeServers();
});

const STRICT: Partial<FetchContext> = { settings: { ...SETTINGS, allowPrivateNetworks: false } };

describe('an address', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback, elsewhere', '127.255.255.254'],
    ['this host', '0.0.0.0'],
    ['private 10', '10.1.2.3'],
    ['private 172', '172.16.0.1'],
    ['private 172, its end', '172.31.255.255'],
    ['private 192', '192.168.1.1'],
    ['link-local', '169.254.1.1'],
    ['metadata of most clouds', '169.254.169.254'],
    ['metadata of Alibaba', '100.100.100.200'],
    ['metadata of Azure', '168.63.129.16'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['protocol assignments', '192.0.0.8'],
    ['documentation', '192.0.2.1'],
    ['documentation 2', '198.51.100.7'],
    ['documentation 3', '203.0.113.7'],
    ['benchmarks', '198.18.0.1'],
    ['multicast', '224.0.0.251'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['IPv6 loopback', '::1'],
    ['IPv6 unspecified', '::'],
    ['IPv6 link-local', 'fe80::1'],
    ['IPv6 link-local with its zone', 'fe80::1%eth0'],
    ['IPv6 unique-local', 'fd00::1'],
    ['IPv6 unique-local of a cloud', 'fd00:ec2::254'],
    ['IPv6 site-local', 'fec0::1'],
    ['IPv6 multicast', 'ff02::1'],
    ['IPv6 documentation', '2001:db8::1'],
    ['IPv6 documentation 2', '3fff::1'],
    ['IPv6 discard', '100::1'],
    ['Teredo', '2001::1'],
    ['6to4', '2002:7f00:1::'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped in hexadecimal', '::ffff:7f00:1'],
    ['IPv4-mapped public', '::ffff:1.1.1.1'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['NAT64 around a private one', '64:ff9b::a01:203'],
    ['NAT64 around loopback', '64:ff9b::127.0.0.1'],
    ['NAT64 of a local network', '64:ff9b:1::1'],
    ['no address at all', 'example.org'],
  ])('of %s is not public: %s', (_case, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '1.1.1.1',
    '93.184.216.34',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450::1',
    '64:ff9b::101:101',
  ])('is public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('of a private network is never public, in whatever way IPv6 wraps it', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        fc.constantFrom([10], [127], [192, 168], [169, 254]),
        byte,
        byte,
        byte,
        (network, ...rest) => {
          const ipv4 = [...network, ...rest].slice(0, 4).join('.');
          for (const address of [
            ipv4,
            `::ffff:${ipv4}`,
            `::${ipv4}`,
            `64:ff9b::${ipv4}`,
            `[::ffff:${ipv4}]`,
          ]) {
            expect(isPublicAddress(address)).toBe(false);
          }
        },
      ),
    );
  });
});

describe('a host in an address', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.0.0.1./',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:7f00:1]/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://feed.localhost/',
    'http://printer.local/',
    'http://169.254.169.254/latest/meta-data/',
    'http://192.168.1.1/',
    'http://①②⑦.⓪.⓪.①/',
    'http://ann:pw@10.0.0.1/',
  ])('is refused before any connection: %s', async (address) => {
    expect(isOpenHost(new URL(address).hostname)).toBe(false);
    const result = failed(await fetchOne(address, STRICT));
    expect(result.problem.code).toBe('FETCH_ADDRESS_REFUSED');
    expect(result.cause).toBe('refused-address');
  });

  it.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'gopher://a/',
    'javascript:0',
    'data:,x',
    'http:///',
    'https://',
    'ws://a/',
    'http://a b/',
  ])('is of http: or https: only: %s', async (address) => {
    expect(failed(await fetchOne(address)).problem.code).toBe('FETCH_ADDRESS_INVALID');
  });
});

describe('a name', () => {
  const names =
    (...addresses: string[]) =>
    async (): Promise<readonly ResolvedAddress[]> =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

  it.each([
    ['loopback', ['127.0.0.1']],
    ['IPv6 loopback', ['::1']],
    ['a private address', ['10.0.0.1']],
    ['metadata', ['169.254.169.254']],
    ['a mapped address', ['::ffff:127.0.0.1']],
    ['several that are all closed', ['192.168.0.1', 'fd00::1', '127.0.0.1']],
    ['nothing', []],
  ])('that means %s is refused by what it means', async (_case, addresses) => {
    const server = await serveHttp((_request, response) => void response.end(FEED));
    const result = failed(
      await fetchOne(`http://inside.test:${server.port}/`, { ...STRICT, resolve: names(...addresses) }),
    );
    expect(result.problem.code).toBe('FETCH_ADDRESS_REFUSED');
    expect(server.connections()).toBe(0);
  });

  it('that means an open and a closed address never leads to the closed one', async () => {
    const server = await serveHttp((_request, response) => void response.end(FEED));
    const resolve = names('192.0.2.1', '127.0.0.1', '240.0.0.1');
    await fetchOne(`http://mixed.test:${server.port}/`, { ...STRICT, resolve });
    expect(server.connections()).toBe(0);
  });

  /** Names are looked up as ever, but only this machine is dialled: everything else is as without a network. */
  function dialHereOnly(): void {
    vi.spyOn(net, 'connect').mockImplementation((...[options]: readonly unknown[]) => {
      const { host, port, lookup } = options as { host: string; port: number; lookup: net.LookupFunction };
      const socket = new net.Socket();
      lookup(host, {}, (error, address) => {
        if (error !== null || address !== '127.0.0.1') socket.destroy(error ?? new Error('no network'));
        else socket.connect(port, address);
      });
      return socket;
    });
  }

  it('that changes its meaning between two questions is judged each time it is dialled', async () => {
    dialHereOnly();
    const server = await serveHttp((_request, response) => void response.end(FEED));
    let asked = 0;
    const resolve = async (): Promise<readonly ResolvedAddress[]> => {
      asked += 1;
      return [{ address: asked === 1 ? '93.184.216.34' : '127.0.0.1', family: 4 }];
    };
    const address = `http://rebind.test:${server.port}/`;
    for (let at = 0; at < 3; at += 1) await fetchOne(address, { ...STRICT, resolve });
    expect(server.connections()).toBe(0);
    expect(asked).toBeGreaterThanOrEqual(2);
  });

  it('is asked for once a connection: the address that was judged is the one that is dialled', async () => {
    const server = await serveHttp((_request, response) => void response.end(FEED));
    let asked = 0;
    const resolve = async (): Promise<readonly ResolvedAddress[]> => {
      asked += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    };
    await fetchOne(`http://once.test:${server.port}/`, { resolve });
    expect(asked).toBe(1);
  });

  it('is followed to a private network when that is allowed', async () => {
    const server = await serveHttp((_request, response) => void response.end(FEED));
    expect(
      textOf(await fetchOne(`http://inside.test:${server.port}/`, { resolve: names('127.0.0.1') })),
    ).toBe(FEED);
  });

  it('reaches IPv6', async () => {
    const server = await serveHttp((_request, response) => void response.end(FEED), '::1').catch(
      () => undefined,
    );
    if (!server) return expect(server).toBeUndefined();
    expect(textOf(await fetchOne(`http://six.test:${server.port}/`, { resolve: names('::1') }))).toBe(FEED);
    expect(textOf(await fetchOne(`http://[::1]:${server.port}/`))).toBe(FEED);
  });
});

describe('a redirect to where it must not go', () => {
  /** A public name that redirects, played by a server whose address is let through for the test. */
  it.each([
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://[::1]:1/',
    'http://169.254.169.254/latest/meta-data/iam/',
    'http://2130706433/',
    '//10.0.0.1/',
  ])('is refused at the second step as at the first: %s', async (target) => {
    const { ask } = await import('./exchange.ts');
    const { HostGate } = await import('../schedule/host-gate.ts');
    const { TimeLimit } = await import('./time-limit.ts');
    const server = await serveHttp(
      (_request, response) => void response.writeHead(302, { location: target }).end(),
    );
    const { dispatcher } = await openTransport({
      limits: defaultLimits,
      allowPrivateNetworks: true,
      env: {},
      resolve: names1,
    });
    const time = new TimeLimit(1000, () => new Error('too slow'));
    const going = ask(
      { url: new URL(`http://public.test:${server.port}/`), time },
      {
        dispatcher,
        gate: new HostGate(2),
        answered: new Set<string>(),
        permits: { wire: async () => () => undefined, inflated: async () => () => undefined },
        limits: defaultLimits,
        maxBytes: 1000,
        allowPrivateNetworks: false,
        userAgent: 'test',
        nowMs: 0,
        onBytes: () => undefined,
        isPaused: () => false,
        onLeave: () => undefined,
      },
    );
    await expect(going).rejects.toMatchObject({ code: 'FETCH_ADDRESS_REFUSED' });
    expect(server.seen).toHaveLength(1);
    time.stop();
    await dispatcher.destroy();
  });

  it('that was believed in an earlier run is judged again', async () => {
    const server = await serveHttp((_request, response) => void response.end(FEED));
    const state = { schema: 1 as const, url: 'http://public.test/', moved_to: `${server.origin}/` };
    const result = failed(
      await fetchOne('http://public.test/', { ...STRICT, now: hoursLater(1) }, { state }),
    );
    expect(result.problem.code).toBe('FETCH_ADDRESS_REFUSED');
    expect(server.connections()).toBe(0);
  });

  it('leaves the socket no way: one that ended up at a closed address is cut', async () => {
    const server = await serveHttp((_request, response) => void response.end(FEED));
    const { dispatcher } = await openTransport({
      limits: defaultLimits,
      allowPrivateNetworks: false,
      env: {},
    });
    const going = dispatcher.request({ origin: server.origin, path: '/', method: 'GET' });
    await expect(going).rejects.toMatchObject({ code: 'FETCH_ADDRESS_REFUSED' });
    expect(server.seen).toHaveLength(0);
    expect(testContext().env).toEqual({});
    await dispatcher.destroy();
  });
});

async function names1(): Promise<readonly ResolvedAddress[]> {
  return [{ address: '127.0.0.1', family: 4 }];
}
