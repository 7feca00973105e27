import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import sirv from 'sirv';
import { errorMessage } from '../model/error-message.ts';
import type { Problem } from '../model/types.ts';
import { type SentFile, sendRanges } from './send-ranges.ts';

/** A site folder shown on 127.0.0.1. */
export interface PreviewServer {
  /** `http://127.0.0.1:8080/kernel/` */
  readonly url: string;
  /** Tells open pages to load anew. */
  readonly reload: () => void;
  readonly close: () => Promise<void>;
}

interface PreviewOptions {
  readonly dir: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The site's path: `/` or `/kernel/`. */
  readonly prefix: string;
  /** How far the clock of its pages is ahead of the real one, or behind it; default 0. */
  readonly clockOffsetMs?: number;
}

const eventsPath = '/.daybook/events';
const scriptPath = '/.daybook/reload.js';
const script = `new EventSource(${JSON.stringify(eventsPath)}).onmessage = () => location.reload();\n`;

/** The path that is asked for. Not by `new URL` alone, which takes `//host/x` for another host, and throws at `//`. */
function pathOf(request: IncomingMessage): string {
  const [path = '/'] = (request.url ?? '/').split(/[?#]/, 1);
  return path.startsWith('/') ? path : '/';
}

/** What is made of a file of the folder; `undefined` where the address leaves the folder or names none. */
async function fromFile<T>(
  { dir, path }: { readonly dir: string; readonly path: string },
  make: (file: string) => Promise<T>,
): Promise<T | undefined> {
  try {
    const file = join(dir, decodeURIComponent(path));
    return file.startsWith(dir + sep) ? await make(file) : undefined;
  } catch {
    return undefined;
  }
}

const pageAt = (dir: string, path: string): Promise<string | undefined> =>
  fromFile({ dir, path }, (file) => readFile(file, 'utf8'));

/** A file that may be sent in part. */
async function partedAt(dir: string, path: string): Promise<SentFile | undefined> {
  const found = await fromFile({ dir, path }, async (file) => ({ path: file, stats: await stat(file) }));
  return found?.stats.isFile() ? { path: found.path, size: found.stats.size } : undefined;
}

/** The parts of a file that are asked for, if they count: a file that may have changed meanwhile is sent whole. */
function rangeOf({ method, headers }: IncomingMessage): string | undefined {
  return method === 'GET' && headers['if-range'] === undefined ? headers.range : undefined;
}

function sendPage(html: string, status: number, response: ServerResponse, clockOffsetMs = 0): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(
    html
      .replace('<html', clockOffsetMs === 0 ? '<html' : `<html data-clock="${clockOffsetMs}"`)
      .replace('</body>', `<script src="${scriptPath}"></script></body>`),
  );
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { dir, prefix, clockOffsetMs }: PreviewOptions,
  files: ReturnType<typeof sirv>,
): Promise<void> {
  const path = pathOf(request);
  if (path === scriptPath) {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    return;
  }
  if (path !== prefix && (path === '/' || `${path}/` === prefix)) {
    response.writeHead(302, { location: prefix }).end();
    return;
  }
  const notFound = async (): Promise<void> => {
    const page = await pageAt(dir, '404.html');
    if (page === undefined) response.writeHead(404).end();
    else sendPage(page, 404, response, clockOffsetMs);
  };
  if (!path.startsWith(prefix)) return notFound();
  const inside = path.slice(prefix.length - 1);
  const name = inside.endsWith('/') ? `${inside}index.html` : inside;
  const page = name.endsWith('.html') ? await pageAt(dir, name) : undefined;
  if (page !== undefined) return sendPage(page, 200, response, clockOffsetMs);
  if ((await pageAt(dir, `${inside}/index.html`)) !== undefined) {
    response.writeHead(301, { location: `${path}/` }).end();
    return;
  }
  const range = rangeOf(request);
  const parted = range === undefined ? undefined : await partedAt(dir, inside);
  if (range !== undefined && parted && (await sendRanges(response, parted, range))) return;
  // What does not count for us must not for what sends whole files.
  delete request.headers.range;
  request.url = inside;
  // A file may go while it is sent: that ends this answer, never the server.
  response.once('pipe', (file) => file.once('error', () => response.destroy()));
  files(request, response, () => void notFound());
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
  // Looks at the folder at each request, lets nothing be kept, and takes no other name for a file than its own.
  const files = sirv(options.dir, { dev: true, extensions: [] });
  const server = createServer((request, response) => {
    if (pathOf(request) === eventsPath) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
      return;
    }
    answer(request, response, options, files).catch(() => response.destroy());
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
      why: errorMessage(error),
      fix: 'Choose another with --port, or --port 0 for any that is free.',
    };
    return { problem };
  }
}
