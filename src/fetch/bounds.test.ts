import * as zlib from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  closeServers,
  collect,
  FEED,
  failed,
  feed,
  fetchOne,
  type Handler,
  SETTINGS,
  serveHttp,
  serveRaw,
  strict,
  testContext,
  textOf,
} from './hostile-server.test-kit.ts';
import { fetchAll } from './index.ts';
import type { FetchContext, TransportLimits } from './types.ts';

afterEach(() => {
  vi.useRealTimers();
  return closeServers();
});

const ROOM: Partial<FetchContext> = { settings: { ...SETTINGS, maxBytes: 3_000_000 } };

async function codeOf(handler: Handler, changes: Partial<FetchContext> = {}): Promise<string> {
  const server = await serveHttp(handler);
  return failed(await fetchOne(server.origin, changes)).problem.code;
}

async function rawCode(
  answer: (write: (text: string) => void, end: () => void) => void,
  limits?: Partial<TransportLimits>,
): Promise<string> {
  const server = await serveRaw((socket) =>
    answer(
      (text) => socket.write(text, 'latin1'),
      () => socket.end(),
    ),
  );
  return failed(await fetchOne(server.origin, limits ? { limits } : {})).problem.code;
}

describe('a time-out ends', () => {
  it('a server that takes the request and says nothing', async () => {
    expect(await codeOf(() => undefined, { limits: strict('headersMs') })).toBe('FETCH_HEADERS_TIMEOUT');
  });

  it('headers that trickle', async () => {
    let trickle: NodeJS.Timeout | undefined;
    const code = await rawCode((write) => {
      write('HTTP/1.1 200 OK\r\n');
      trickle = setInterval(() => write('X: y\r\n'), 50);
    }, strict('headersMs'));
    clearInterval(trickle);
    expect(code).toBe('FETCH_HEADERS_TIMEOUT');
  });

  it('a body that stalls', async () => {
    const code = await codeOf(
      (_request, response) => {
        response.writeHead(200, { 'content-length': 5000 });
        response.write('<rss>');
      },
      { limits: strict('idleMs') },
    );
    expect(code).toBe('FETCH_STALLED');
  });

  it('a body that never begins', async () => {
    expect(
      await codeOf((_request, response) => void response.writeHead(200).flushHeaders(), {
        limits: strict('idleMs'),
      }),
    ).toBe('FETCH_STALLED');
  });

  it('a body that trickles', async () => {
    const code = await codeOf(
      (_request, response) => {
        const timer = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(timer));
      },
      { settings: { ...SETTINGS, timeoutMs: 600 } },
    );
    expect(code).toBe('FETCH_TOO_SLOW');
  });

  it('a chain of slow redirects as a whole', async () => {
    const code = await codeOf(
      (request, response) => {
        const next = Number(request.url?.slice(1)) + 1;
        setTimeout(() => response.writeHead(302, { location: `/${next}` }).end(), 200);
      },
      { settings: { ...SETTINGS, timeoutMs: 500 } },
    );
    expect(code).toBe('FETCH_TOO_SLOW');
  });

  it('a connection that never comes about', async () => {
    const { problem } = failed(
      await fetchOne('http://slow.test/', {
        limits: strict('connectMs'),
        resolve: () => new Promise(() => undefined),
      }),
    );
    expect(problem.code).toBe('FETCH_CONNECT_TIMEOUT');
  });

  it('a TLS handshake that never ends', async () => {
    const server = await serveRaw(() => undefined);
    const result = failed(
      await fetchOne(`https://127.0.0.1:${server.port}/`, { limits: strict('connectMs') }),
    );
    expect(result.problem.code).toBe('FETCH_CONNECT_TIMEOUT');
  });

  it('only one feed: others go on meanwhile', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url !== '/stall') response.end(FEED);
    });
    const jobs = ['stall', 'a', 'b', 'c'].map((path) => ({ feed: feed(`${server.origin}/${path}`, path) }));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const order: string[] = [];
    for await (const { feedId, kind } of fetchAll(jobs, testContext())) {
      order.push(`${feedId} ${kind}`);
      // Time passes for the feed that stalls once the others are there.
      if (order.length === 3) setImmediate(() => vi.advanceTimersByTime(SETTINGS.timeoutMs));
    }
    expect(order.slice(0, 3).sort()).toEqual(['a fresh', 'b fresh', 'c fresh']);
    expect(order.slice(3)).toEqual(['stall failed']);
  });
});

/** The best compression of brotli takes a second for what its quickest does at once. */
function quickBrotli(bytes: Uint8Array): Uint8Array {
  return zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } });
}

describe('a size limit stops', () => {
  it('a body that says how large it is, before it is read', async () => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(200, { 'content-length': 200_000_000 }).flushHeaders();
    });
    expect(failed(await fetchOne(server.origin)).problem).toMatchObject({
      code: 'FETCH_BODY_TOO_BIG',
      why: 'The answer is larger than 100 KB.',
    });
  });

  it('an endless body, soon after the limit', async () => {
    let sent = 0;
    const server = await serveHttp((_request, response) => {
      const chunk = Buffer.alloc(16_384, 0x20);
      const more = () => {
        while (!response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
      };
      more();
    });
    expect(failed(await fetchOne(server.origin)).problem.code).toBe('FETCH_BODY_TOO_BIG');
    expect(sent).toBeLessThan(20_000_000);
  });

  it('a body of one byte over, and lets one of just the limit through', async () => {
    const server = await serveHttp(
      (request, response) => void response.end('x'.repeat(Number(request.url?.slice(1)))),
    );
    expect((await fetchOne(`${server.origin}/100000`)).kind).toBe('fresh');
    expect(failed(await fetchOne(`${server.origin}/100001`)).problem.code).toBe('FETCH_BODY_TOO_BIG');
  });

  it.each([
    ['gzip', zlib.gzipSync],
    ['deflate', zlib.deflateSync],
    ['br', quickBrotli],
  ])('a %s bomb', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(8_000_000));
    const code = await codeOf((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(bomb);
    });
    expect(code).toBe('FETCH_BODY_BOMB');
  });

  it('a bomb inside a bomb', async () => {
    const bomb = zlib.gzipSync(zlib.gzipSync(Buffer.alloc(20_000_000)));
    const code = await codeOf((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(bomb);
    });
    expect(code).toBe('FETCH_BODY_BOMB');
  });

  it('a large bomb within little memory', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(120_000_000), { level: 1 });
    const before = process.memoryUsage().arrayBuffers;
    const code = await codeOf(
      (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      ROOM,
    );
    expect(code).toBe('FETCH_BODY_BOMB');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000);
  });

  it('headers of more than 64 KB', async () => {
    const code = await rawCode((write, end) => {
      write('HTTP/1.1 200 OK\r\n');
      for (let at = 0; at < 20; at += 1) write(`X-Large-${at}: ${'x'.repeat(4000)}\r\n`);
      write('\r\n<rss/>');
      end();
    });
    expect(code).toBe('FETCH_HEADERS_TOO_BIG');
  });

  it('one endless header', async () => {
    const code = await rawCode((write) => write(`HTTP/1.1 200 OK\r\nX-Large: ${'x'.repeat(200_000)}`));
    expect(code).toBe('FETCH_HEADERS_TOO_BIG');
  });

  it('more than 100 header fields', async () => {
    const code = await rawCode((write, end) => {
      write('HTTP/1.1 200 OK\r\n');
      for (let at = 0; at < 150; at += 1) write(`X-${at}: y\r\n`);
      write('\r\n<rss/>');
      end();
    });
    expect(code).toBe('FETCH_HEADERS_TOO_MANY');
  });
});

describe('large honest bodies', () => {
  it('come through, many at once, plain and compressed', async () => {
    const large = Buffer.alloc(2_500_000, FEED);
    const server = await serveHttp((request, response) => {
      if (request.url?.includes('gzip')) {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(zlib.gzipSync(large, { level: 1 }));
      } else response.end(large);
    });
    const names = Array.from({ length: 6 }, (_, at) => [`plain${at}`, `gzip${at}`]).flat();
    const jobs = names.map((name) => ({ feed: feed(`http://${name}.test:${server.port}/${name}`, name) }));
    const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
    const settings = { ...SETTINGS, maxBytes: 3_000_000, timeoutMs: 20_000 };
    const results = await collect(jobs, testContext({ resolve, settings, limits: {} }));
    expect(results.map((result) => result.kind === 'fresh' && result.body.length)).toEqual(
      Array.from({ length: 12 }, () => large.length),
    );
  });
});

const WHOLE = '<?xml version="1.0"?>\n<rss><channel><item/></channel></rss>\n<!-- made in 0.1 s -->\n';

describe('a broken answer', () => {
  it.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n\r\n', 'FETCH_ANSWER_BROKEN'],
    ['nothing', '', 'FETCH_CONNECTION_LOST'],
    ['half a status line', 'HTTP/1.1 20', 'FETCH_CONNECTION_LOST'],
    ['headers that break off', 'HTTP/1.1 200 OK\r\nContent-Le', 'FETCH_CONNECTION_LOST'],
    ['less than Content-Length', 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<rss>', 'FETCH_BODY_CUT'],
    [
      'chunks that break off',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>',
      'FETCH_BODY_CUT',
    ],
    [
      'chunks of nonsense',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<rss>',
      'FETCH_BODY_CUT',
    ],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n<rss>',
      'FETCH_ANSWER_BROKEN',
    ],
    [
      'a length that is no number',
      'HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n<rss>',
      'FETCH_ANSWER_BROKEN',
    ],
    ['an early answer without end', 'HTTP/1.1 103 Early Hints\r\n\r\n', 'FETCH_CONNECTION_LOST'],
  ])('is reported: %s', async (_case, bytes, code) => {
    const found = await rawCode((write, end) => {
      write(bytes);
      end();
    });
    expect(found).toBe(code);
  });

  it.each([
    [
      'headers with bare line feeds',
      'HTTP/1.1 200 OK\nX: y\n\n<rss>',
      'Missing expected CR after response line',
    ],
    ['a warning among the headers', 'HTTP/1.1 200 OK\r\nWarning  in x\r\n\r\n', 'Invalid header token'],
    ['no headers', '<rss>', 'Expected HTTP/, RTSP/ or ICE/'],
    [
      'a length of two minds',
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n<rss>',
      'its Content-Length is not the length of what was sent, or is there twice',
    ],
  ])('is told with what is wrong in it, and how to do without: %s', async (_case, bytes, what) => {
    const server = await serveRaw((socket) => void socket.end(bytes));
    const { problem } = failed(await fetchOne(server.origin));
    expect(problem).toMatchObject({
      code: 'FETCH_ANSWER_BROKEN',
      why: `The answer breaks the rules of HTTP: ${what}.`,
      fix: expect.stringContaining('curl -o feed.xml'),
    });
  });

  it.each([
    ['a length that is too large', `HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${WHOLE}`],
    [
      'chunks without their end',
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${WHOLE.length.toString(16)}\r\n${WHOLE}\r\n`,
    ],
  ])('takes nothing from a document that is whole: %s', async (_case, bytes) => {
    const server = await serveRaw((socket) => void socket.end(bytes));
    expect(textOf(await fetchOne(server.origin))).toBe(WHOLE);
  });

  it('in HTTP/1.0 without a length is whole when the connection ends', async () => {
    const server = await serveRaw((socket) => void socket.end(`HTTP/1.0 200 OK\r\n\r\n${FEED}`));
    expect(textOf(await fetchOne(server.origin))).toBe(FEED);
  });

  it('after early hints is read to its end', async () => {
    const answer = `HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: ${FEED.length}\r\n\r\n${FEED}`;
    const server = await serveRaw((socket) => void socket.end(answer));
    expect(textOf(await fetchOne(server.origin))).toBe(FEED);
  });

  it('that is empty is handed on: what it means is for the parser to say', async () => {
    const server = await serveHttp((_request, response) => void response.end());
    expect(textOf(await fetchOne(server.origin))).toBe('');
  });
});

describe('no connection', () => {
  it.each([
    ['ENOTFOUND', 'FETCH_NAME_UNKNOWN', 'dns'],
    ['EAI_AGAIN', 'FETCH_NAME_UNAVAILABLE', 'dns'],
    ['ESERVFAIL', 'FETCH_NAME_UNAVAILABLE', 'dns'],
  ])('because of the name service: %s', async (code, expected, cause) => {
    const resolve = () => Promise.reject(Object.assign(new Error(code), { code }));
    const result = failed(await fetchOne('http://nowhere.test/', { resolve }));
    expect(result.problem.code).toBe(expected);
    expect(result.cause).toBe(cause);
  });

  it('because nobody listens', async () => {
    const server = await serveHttp(() => undefined);
    await closeServers();
    expect(failed(await fetchOne(server.origin)).problem.code).toBe('FETCH_CONNECT_FAILED');
  });

  it('because nobody listens at any of several addresses', async () => {
    const server = await serveHttp(() => undefined);
    await closeServers();
    const resolve = async () => [
      { address: '127.0.0.1', family: 4 as const },
      { address: '127.0.0.2', family: 4 as const },
    ];
    const result = failed(await fetchOne(`http://two.test:${server.port}/`, { resolve }));
    expect(result.problem.code).toBe('FETCH_CONNECT_FAILED');
  });

  it('at the first of two addresses is made good at the second', async () => {
    const server = await serveHttp((_request, response) => void response.end(FEED), '127.0.0.2');
    const resolve = async () => [
      { address: '127.0.0.1', family: 4 as const },
      { address: '127.0.0.2', family: 4 as const },
    ];
    expect(textOf(await fetchOne(`http://two.test:${server.port}/`, { resolve }))).toBe(FEED);
  });
});

describe('a compressed body', () => {
  const encoded =
    (encoding: string, bytes: Uint8Array): Handler =>
    (_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes);
    };

  it.each([
    ['gzip', 'gzip', zlib.gzipSync(FEED)],
    ['gzip by its old name', 'x-gzip', zlib.gzipSync(FEED)],
    ['gzip in capitals', 'GZIP', zlib.gzipSync(FEED)],
    ['deflate', 'deflate', zlib.deflateSync(FEED)],
    ['raw deflate, as some servers send', 'deflate', zlib.deflateRawSync(FEED)],
    ['br', 'br', zlib.brotliCompressSync(FEED)],
    ['gzip twice', 'gzip, gzip', zlib.gzipSync(zlib.gzipSync(FEED))],
    ['br over gzip', 'gzip, br', zlib.brotliCompressSync(zlib.gzipSync(FEED))],
    ['identity', 'identity', Buffer.from(FEED)],
    ['gzip that is none', 'gzip', Buffer.from(FEED)],
    ['br that is none', 'br', Buffer.from(FEED)],
    ['deflate that is none', 'deflate', Buffer.from(FEED)],
    ['br of which only the name is there twice', 'br, br', zlib.brotliCompressSync(FEED)],
    ['gzip by the name of deflate', 'deflate', zlib.gzipSync(FEED)],
    ['gzip by the name of br', 'br', zlib.gzipSync(FEED)],
    ['deflate by the name of gzip', 'gzip', zlib.deflateSync(FEED)],
    ['a character set in the place of a coding', 'UTF-8', Buffer.from(FEED)],
    [
      'gzip with something behind it',
      'gzip',
      Buffer.concat([zlib.gzipSync(FEED), Buffer.from('<!-- cached -->')]),
    ],
    ['a .gz file that nobody announced', 'identity', zlib.gzipSync(FEED)],
    [
      'gzip in two members',
      'gzip',
      Buffer.concat([zlib.gzipSync(FEED.slice(0, 9)), zlib.gzipSync(FEED.slice(9))]),
    ],
    ['gzip with zeros after its end', 'gzip', Buffer.concat([zlib.gzipSync(FEED), Buffer.alloc(20)])],
  ])('is read: %s', async (_case, encoding, bytes) => {
    const server = await serveHttp(encoded(encoding, bytes));
    expect(textOf(await fetchOne(server.origin))).toBe(FEED);
  });

  it.each([` \n${FEED}`, '{"a":1}'])('of a coding that is none is plain: %j', async (text) => {
    const server = await serveHttp(encoded('none', Buffer.from(text)));
    expect(textOf(await fetchOne(server.origin))).toBe(text);
  });

  it.each([
    ['gzip', 'gzip', zlib.gzipSync(WHOLE).subarray(0, -8)],
    ['deflate', 'deflate', zlib.deflateSync(WHOLE).subarray(0, -4)],
    ['gzip and a comment', 'gzip', Buffer.concat([zlib.gzipSync(WHOLE), Buffer.from('\n<!-- cached -->\n')])],
    ['a file of the name a.xml, and a line', 'gzip', Buffer.concat([named(WHOLE), Buffer.from('\r\n')])],
  ])(
    'without the end of its coding, or with more behind it, is read where its document is whole: %s',
    async (_case, encoding, bytes) => {
      const server = await serveHttp(encoded(encoding, bytes));
      expect(textOf(await fetchOne(server.origin))).toBe(WHOLE);
    },
  );

  it('in zstd is read where Node can, and not asked for elsewhere', async () => {
    const { acceptEncoding } = await import('./http/inflate.ts');
    const compress: unknown = Reflect.get(zlib, 'zstdCompressSync');
    expect(acceptEncoding.includes('zstd')).toBe(typeof compress === 'function');
    const bytes: unknown = typeof compress === 'function' ? compress(Buffer.from(FEED)) : Buffer.from('x');
    const server = await serveHttp(encoded('zstd', bytes instanceof Uint8Array ? bytes : Buffer.from('x')));
    const result = await fetchOne(server.origin);
    if (typeof compress === 'function') expect(textOf(result)).toBe(FEED);
    else expect(failed(result).problem.code).toBe('FETCH_ENCODING_UNKNOWN');
  });

  it.each([
    ['an unknown coding', 'compress', Buffer.from('x'), 'FETCH_ENCODING_UNKNOWN'],
    ['three layers', 'gzip, gzip, gzip', zlib.gzipSync(FEED), 'FETCH_ENCODING_UNKNOWN'],
    ['cut gzip', 'gzip', zlib.gzipSync(FEED).subarray(0, 40), 'FETCH_BODY_CUT'],
    ['cut deflate', 'deflate', zlib.deflateSync(FEED).subarray(0, 40), 'FETCH_BODY_CUT'],
    ['cut br', 'br', zlib.brotliCompressSync(FEED).subarray(0, 40), 'FETCH_BODY_CUT'],
    ['damaged gzip', 'gzip', damaged(zlib.gzipSync(FEED)), 'FETCH_ENCODING_BROKEN'],
    [
      'gzip of half a feed and a comment',
      'gzip',
      Buffer.concat([zlib.gzipSync(WHOLE.slice(0, -9)), Buffer.from('<!-- -->')]),
      'FETCH_ENCODING_BROKEN',
    ],
    ['gzip with a wrong sum', 'gzip', wrongSum(zlib.gzipSync(WHOLE)), 'FETCH_ENCODING_BROKEN'],
    ['br that is none', 'br', Buffer.from('{\0\x01'), 'FETCH_ENCODING_BROKEN'],
  ])('that cannot be read is reported: %s', async (_case, encoding, bytes, code) => {
    expect(await codeOf(encoded(encoding, bytes))).toBe(code);
  });
});

/** As `gzip a.xml` writes it, with an extra field and a sum of its header as well. */
function named(text: string): Buffer {
  const [head, rest] = [zlib.gzipSync(text).subarray(0, 10), zlib.gzipSync(text).subarray(10)];
  head[3] = 2 | 4 | 8 | 16;
  const header = Buffer.concat([head, Buffer.from([3, 0, 1, 0, 2]), Buffer.from('a.xml\0why\0')]);
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(zlib.crc32(header) & 0xffff);
  return Buffer.concat([header, sum, rest]);
}

function wrongSum(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.length - 6;
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = 14; at < 30; at += 1) copy[at] = 0xff;
  return copy;
}
