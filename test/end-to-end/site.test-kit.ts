import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { testConsole } from '../../src/cli/console.test-kit.ts';

/** The clock of the sample digest. */
export const sampleNow = '2026-05-18T18:00:00Z';

/** Where sites that browsers look at will be: below a folder, as many are. */
export const samplePrefix = '/merge/';
export const sampleUrl = `https://example.org${samplePrefix}`;

export const projectDir = resolve(import.meta.dirname, '..', '..');
const compiled = join(projectDir, 'dist', 'cli');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the compiled program as a user would: a process of its own, which takes a second to start. */
export function daybook(dir: string, ...args: string[]): Promise<Finished> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(compiled, 'main.js'), ...args], {
      cwd: dir,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

/**
 * Runs the compiled program in this process, for tests of what it does and not of how a process starts and ends.
 * One run at a time, as a process has one working folder.
 */
export async function daybookHere(dir: string, ...args: string[]): Promise<Finished> {
  const { run }: typeof import('../../src/cli/run.ts') = await import(
    pathToFileURL(join(compiled, 'run.js')).href
  );
  const console = testConsole();
  const before = process.cwd();
  process.chdir(dir);
  try {
    const code = await run(args, console);
    return { code, stdout: console.stdout(), stderr: console.stderr() };
  } finally {
    process.chdir(before);
  }
}

const made: string[] = [];

/** A new site folder with this configuration; removed by `removeSites`. */
export async function makeSite(
  config: string,
  withExamples: 'examples' | 'empty' = 'empty',
): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'daybook-test-'));
  made.push(dir);
  await writeFile(join(dir, 'daybook.yaml'), config);
  if (withExamples === 'examples')
    await cp(join(projectDir, 'examples'), join(dir, 'examples'), { recursive: true });
  return dir;
}

/** The configuration of the sample digest, with lines replaced. */
export async function sampleConfig(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  let text = await readFile(join(projectDir, 'daybook.yaml'), 'utf8');
  for (const [key, value] of Object.entries(changes)) {
    const line = new RegExp(`^${key}:.*$`, 'm');
    text = line.test(text) ? text.replace(line, `${key}: ${value}`) : `${text}${key}: ${value}\n`;
  }
  return text;
}

export async function removeSites(): Promise<void> {
  for (const dir of made.splice(0)) await rm(dir, { recursive: true, force: true });
}

/** Every file below a folder with its bytes as text, by its path. */
export async function filesOf(dir: string): Promise<Map<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = new Map<string, string>();
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files.set(relative(dir, path), await readFile(path, 'latin1'));
  }
  return files;
}

export interface Asked {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

export interface FeedServer {
  readonly url: string;
  readonly asked: Asked[];
  readonly close: () => Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A loopback server with one answer a path; every request is noted. */
export async function serveFeeds(answers: Readonly<Record<string, Answer>>): Promise<FeedServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push({ path, headers: request.headers });
    const answer = answers[path];
    if (answer) answer(request, response);
    else response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

/** Answers with a body, an ETag, and 304 to whoever has it already. */
export function feedAnswer(body: string | Uint8Array, type = 'application/xml'): Answer {
  const etag = `"${Buffer.from(body).length}-v1"`;
  return (request, response) => {
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag }).end();
      return;
    }
    response.writeHead(200, { 'content-type': type, etag }).end(body);
  };
}

/** A small RSS feed with so many items, of this day. */
export function smallRss(title: string, items: number, day = '18 May 2026'): string {
  const list = Array.from(
    { length: items },
    (_, n) =>
      `<item><title>${title} item ${n}</title><link>https://${title.toLowerCase()}.example/${n}</link>` +
      `<guid isPermaLink="false">${title}-${n}</guid><pubDate>Mon, ${day} ${10 + (n % 8)}:00:00 GMT</pubDate>` +
      `<description>Text of number ${n}, long enough to stand for a paragraph of its own.</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>https://${title.toLowerCase()}.example/</link><description>d</description>${list.join('')}</channel></rss>`;
}
