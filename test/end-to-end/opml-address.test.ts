import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Asked,
  daybookHere,
  type FeedServer,
  feedAnswer,
  makeSite,
  removeSites,
  serveFeeds,
  smallRss,
} from './site.test-kit.ts';

const list = (...outlines: string[]): string =>
  `<?xml version="1.0"?><opml version="2.0"><head><title>L</title></head><body>${outlines.join('')}</body></opml>`;

interface Report {
  readonly exitCode: number;
  readonly opml?: { readonly result: string; readonly feeds?: number; readonly problem?: { code: string } };
  readonly feeds?: readonly { readonly feed: string; readonly result: string }[];
}

describe('a list of feeds with an address', () => {
  let server: FeedServer;
  let dir: string;
  /** What the server answers for the list at the moment. */
  let answer: (request: Parameters<ReturnType<typeof feedAnswer>>[0], response: ServerResponse) => void;
  const outline = (name: string): string => `<outline text="${name}" xmlUrl="${server.url}/${name}.xml"/>`;
  const atHour = (hour: number): string => `2026-05-18T${String(hour).padStart(2, '0')}:00:00Z`;

  async function fetchAt(hour: number, ...more: string[]): Promise<Report> {
    const { stdout } = await daybookHere(dir, 'fetch', '--json', '--now', atHour(hour), ...more);
    const report: Report = JSON.parse(stdout);
    return report;
  }

  const askedFor = (path: string): readonly Asked[] => server.asked.filter((one) => one.path === path);
  const kept = (): Promise<string> => readFile(join(dir, '_data/state/opml.json'), 'utf8');

  beforeAll(async () => {
    server = await serveFeeds({
      '/list.opml': (request, response) => answer(request, response),
      '/Ada.xml': feedAnswer(smallRss('Ada', 2)),
      '/Bob.xml': feedAnswer(smallRss('Bob', 3)),
    });
    dir = await makeSite(
      `title: T\nurl: https://t.example/\nopml: ${server.url}/list.opml\nfetch: { allowPrivateNetworks: true }\n`,
    );
  });

  afterAll(async () => {
    await server.close();
    await removeSites();
  });

  it('is fetched first, and its feeds with it, in one build', async () => {
    answer = feedAnswer(list(outline('Ada')), 'text/x-opml');
    const { code, stderr } = await daybookHere(dir, 'build', '--now', atHour(8));
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('2 new items') });
    expect(stderr).not.toContain('OPML_NOT_FETCHED');
    expect(await readFile(join(dir, '_site/sources/index.html'), 'utf8')).toContain('Ada');
    expect(askedFor('/list.opml')).toHaveLength(1);
    expect(askedFor('/list.opml')[0]?.headers.accept).toContain('text/x-opml');
  });

  it('is not asked for again before its time, and then conditionally, without a trace', async () => {
    const before = await kept();
    const report = await fetchAt(8);
    expect(report.opml).toMatchObject({ result: 'waiting' });
    expect(askedFor('/list.opml')).toHaveLength(1);
    expect((await fetchAt(10)).opml).toMatchObject({ result: 'unchanged' });
    expect(askedFor('/list.opml').at(-1)?.headers['if-none-match']).toBeDefined();
    expect(await kept()).toBe(before);
  });

  it('brings a feed that joins it', async () => {
    answer = feedAnswer(list(outline('Ada'), outline('Bob')), 'text/x-opml');
    const report = await fetchAt(12);
    expect(report.opml).toMatchObject({ result: 'fresh', feeds: 2 });
    expect(report.feeds?.map((one) => one.result)).toContain('fresh');
    expect(report.feeds).toHaveLength(2);
  });

  it.each([
    [
      'an error',
      14,
      'FETCH_SERVER_ERROR',
      (_request: unknown, response: ServerResponse) => response.writeHead(500).end(),
    ],
    ['half a list', 17, 'OPML_UNREADABLE', feedAnswer('<opml><body><outline xmlUrl="x.xml">')],
    ['a list without feeds', 21, 'OPML_UNREADABLE', feedAnswer(list())],
  ])('stays as it last was good when %s comes', async (_case, hour, code, bad) => {
    answer = bad;
    const report = await fetchAt(hour, '--force');
    expect(report.opml).toMatchObject({ result: 'failed', problem: { code } });
    expect(report.exitCode).toBe(0);
    expect(report.feeds).toHaveLength(2);
  });

  it('that fails is told of by check, with what is kept', async () => {
    const { code, stderr } = await daybookHere(dir, 'check', '--now', atHour(22));
    expect(stderr).toMatch(
      /The list of feeds at .*failing since 2026-05-18, 3 times: OPML_UNREADABLE; 2 feeds/,
    );
    expect(code).toBe(0);
  });

  it('that fails is a failure under --strict', async () => {
    expect((await fetchAt(22, '--force', '--strict')).exitCode).toBe(3);
  });

  it('is left alone when single feeds are named', async () => {
    const id = (await fetchAt(23)).feeds?.[0]?.feed ?? '';
    const before = askedFor('/list.opml').length;
    const report = await fetchAt(23, '--force', id);
    expect(report).toMatchObject({ exitCode: 0, feeds: [{ feed: id }] });
    expect(askedFor('/list.opml')).toHaveLength(before);
  });
});
