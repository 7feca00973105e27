import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Problem } from '../model/types.ts';

/** A site folder shown on 127.0.0.1. */
export interface PreviewServer {
  /** `http://127.0.0.1:8080/kernel/` */
  readonly url: string;
  /** Tells open pages to load anew. */
  readonly reload: () => void;
  readonly close: () => Promise<void>;
}

export interface PreviewOptions {
  readonly dir: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The site's path: `/` or `/kernel/`. */
  readonly prefix: string;
  /** How far the clock of its pages is ahead of the real one, or behind it; default 0. */
  readonly clockOffsetMs?: number;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.xml': 'application/xml; charset=utf-8',
  '.xsl': 'application/xml; charset=utf-8',
};

const eventsPath = '/.daybook/events';
const scriptPath = '/.daybook/reload.js';
const script = `new EventSource(${JSON.stringify(eventsPath)}).onmessage = () => location.reload();\n`;

/** The path that is asked for. Not by `new URL` alone, which takes `//host/x` for another host, and throws at `//`. */
function pathOf(request: IncomingMessage): string {
  const [path = '/'] = (request.url ?? '/').split(/[?#]/, 1);
  return path.startsWith('/') ? path : '/';
}

/** The file that an address names; `undefined` where it leaves the folder or there is none. */
async function fileOf(dir: string, path: string): Promise<string | undefined> {
  let name: string;
  try {
    name = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const file = join(dir, name);
  if (file !== dir && !file.startsWith(dir + sep)) return undefined;
  for (const candidate of [file, join(file, 'index.html')]) {
    const found = await stat(candidate).catch(() => undefined);
    if (found?.isFile()) return candidate;
  }
  return undefined;
}

async function sendPage(
  file: string,
  status: number,
  response: ServerResponse,
  { clockOffsetMs = 0 }: PreviewOptions,
): Promise<void> {
  const html = await readFile(file, 'utf8');
  response.writeHead(status, { 'content-type': types['.html'], 'cache-control': 'no-store' });
  response.end(
    html
      .replace('<html', clockOffsetMs === 0 ? '<html' : `<html data-clock="${clockOffsetMs}"`)
      .replace('</body>', `<script src="${scriptPath}"></script></body>`),
  );
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: PreviewOptions,
): Promise<void> {
  const path = pathOf(request);
  if (path === scriptPath) {
    response.writeHead(200, { 'content-type': types['.js'] });
    response.end(script);
    return;
  }
  if (path !== options.prefix && (path === '/' || `${path}/` === options.prefix)) {
    response.writeHead(302, { location: options.prefix });
    response.end();
    return;
  }
  const inside = path.startsWith(options.prefix) ? path.slice(options.prefix.length - 1) : undefined;
  const file = inside === undefined ? undefined : await fileOf(options.dir, inside);
  if (file === undefined) {
    const missing = await fileOf(options.dir, '/404.html');
    if (missing !== undefined) return sendPage(missing, 404, response, options);
    response.writeHead(404).end();
    return;
  }
  if (file.endsWith('index.html') && !path.endsWith('/') && !path.endsWith('.html')) {
    response.writeHead(301, { location: `${path}/` }).end();
    return;
  }
  if (file.endsWith('.html')) return sendPage(file, 200, response, options);
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'cache-control': 'no-store',
  });
  // A file may be replaced by a rendering while it is sent: that ends this answer, never the server.
  await pipeline(createReadStream(file), response);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Shows a folder on loopback only. Pages get a small script that reloads them on `reload`. */
export async function startPreview(
  options: PreviewOptions,
): Promise<PreviewServer | { readonly problem: Problem }> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (pathOf(request) === eventsPath) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
      return;
    }
    answer(request, response, options).catch(() => response.destroy());
  });
  try {
    const port = await listen(server, options.port);
    return {
      url: `http://127.0.0.1:${port}${options.prefix}`,
      reload: () => {
        for (const listener of listeners) listener.write('data: reload\n\n');
      },
      close: async () => {
        for (const listener of listeners) listener.end();
        server.closeAllConnections();
        await new Promise<void>((resolve) => server.close(() => resolve()));
      },
    };
  } catch (error) {
    const problem: Problem = {
      code: 'SERVE_NO_PORT',
      what: `Could not listen on port ${options.port}.`,
      where: '127.0.0.1',
      why: error instanceof Error ? error.message : String(error),
      fix: 'Choose another with --port, or --port 0 for any that is free.',
    };
    return { problem };
  }
}
