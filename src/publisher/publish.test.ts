import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { bestFirst, type Candidate, isCommentsFeed, textsOf, usualAddresses } from './candidates.ts';
import { dataHomesOf, ignoresData } from './data-home.ts';
import { hosts } from './hosts.ts';
import { feedByAddress } from './service-feeds.ts';
import { template, valuesOf } from './starter.test-kit.ts';
import { fillTemplate, minuteOf, starterFiles, welcomeFile } from './starter.ts';

function candidate(over: Partial<Candidate>): Candidate {
  return { url: 'https://a.example/feed', format: 'rss 2.0', items: 10, typicalLength: 1000, ...over };
}

describe('the best of several feeds', () => {
  it.each<[string, Partial<Candidate>, Partial<Candidate>]>([
    [
      'articles before comments',
      { url: 'https://a.example/feed' },
      { url: 'https://a.example/comments/feed/', typicalLength: 9000 },
    ],
    ['items before none', { items: 1 }, { items: 0, format: 'atom 1.0' }],
    ['whole texts before excerpts', { typicalLength: 3000 }, { typicalLength: 300, format: 'atom 1.0' }],
    [
      'Atom before RSS with the same texts',
      { format: 'atom 1.0', typicalLength: 990 },
      { typicalLength: 1000 },
    ],
    ['JSON before RSS with the same texts', { format: 'json feed 1.1' }, {}],
    ['a feed before the page', {}, { format: 'h-feed' }],
    ['the longer of two excerpts', { typicalLength: 9000 }, { typicalLength: 200 }],
  ])('%s', (_case, better, worse) => {
    expect(bestFirst([candidate(worse), candidate(better)])[0]).toEqual(candidate(better));
    expect(bestFirst([candidate(better), candidate(worse)])[0]).toEqual(candidate(better));
  });

  it('says how long its texts are', () => {
    const texts = [0, 1, 400].map((typicalLength) => textsOf({ typicalLength }));
    expect(texts).toEqual(['titles only', 'about 1 character each', 'about 400 characters each']);
  });

  it('keeps all, and the order of those that are alike', () => {
    const any = fc.record({
      url: fc.webUrl(),
      format: fc.constantFrom('rss 2.0', 'atom 1.0', 'h-feed'),
      items: fc.nat(3),
      typicalLength: fc.nat(2000),
    });
    fc.assert(
      fc.property(fc.array(any), (list) => {
        expect(new Set(bestFirst(list))).toEqual(new Set(list));
        expect(bestFirst(bestFirst(list))).toEqual(bestFirst(list));
      }),
    );
  });

  it.each([
    [{ url: 'https://a.example/comments/feed/' }, true],
    [{ url: 'https://a.example/feed', title: 'Comments on: A post' }, true],
    [{ url: 'https://a.example/2026/commentary/feed' }, false],
    [{ url: 'https://a.example/feed', title: 'No comment' }, false],
  ])('%j is of comments: %s', (one, expected) => {
    expect(isCommentsFeed(one)).toBe(expected);
  });
});

describe('the usual places', () => {
  it('lie beside the page and at the root, on the same site, each once', () => {
    const found = usualAddresses('https://a.example/blog?x=1');
    expect(found[0]).toBe('https://a.example/blog/feed');
    expect(found).toContain('https://a.example/index.xml');
    expect(found).toContain('https://a.example/.well-known/feed');
    expect(new Set(found).size).toBe(found.length);
    expect(usualAddresses('https://a.example/').every((url) => url.startsWith('https://a.example/'))).toBe(
      true,
    );
  });

  it('lie in the folder of a page that is a file', () => {
    expect(usualAddresses('https://a.example/blog/index.html')[0]).toBe('https://a.example/blog/feed');
    expect(usualAddresses('https://a.example/index.php')).toEqual(usualAddresses('https://a.example/'));
  });
});

describe('the feed of a service', () => {
  const [channel, list] = ['UCabcdefghijklmnopqrstuv', 'PLabcdefghijk_-1'];
  const films = 'https://www.youtube.com/feeds/videos.xml';
  it.each([
    [`https://www.youtube.com/channel/${channel}`, `${films}?channel_id=${channel}`],
    [`https://m.youtube.com/channel/${channel}/videos`, `${films}?channel_id=${channel}`],
    [`https://www.youtube.com/playlist?list=${list}`, `${films}?playlist_id=${list}`],
    [`https://www.youtube.com/watch?v=abcdefghijk&list=${list}&index=4`, `${films}?playlist_id=${list}`],
    ['https://www.youtube.com/user/anna', `${films}?user=anna`],
    ['https://old.reddit.com/r/birds/', 'https://www.reddit.com/r/birds/.rss'],
    ['https://medium.com/@anna', 'https://medium.com/feed/@anna'],
    ['https://www.dailymotion.com/user/anna', 'https://www.dailymotion.com/rss/user/anna'],
    ['https://www.youtube.com/watch?v=abcdefghijk', undefined],
    ['https://www.youtube.com/@anna', undefined],
    ['https://www.youtube.com/playlist?list=', undefined],
    [`https://one.example/channel/${channel}`, undefined],
    ['https://www.reddit.com/r/birds/comments/1/a/', undefined],
    ['https://medium.com/@anna/a-post-1', undefined],
    ['https://one|example/', undefined],
  ])('%s → %s', (address, expected) => {
    expect(feedByAddress(address)).toBe(expected);
  });
});

describe('files of a new folder', () => {
  const values = valuesOf('github', 'branch');
  const filled = (from: string): string => fillTemplate(template(from), values);
  const all = hosts.flatMap((host) => dataHomesOf(host).map((data) => [host, data] as const));

  it.each(all)('for %s with --data %s have a value for every name in them', (host, data) => {
    for (const { from } of [...starterFiles(host, data), welcomeFile]) {
      expect(fillTemplate(template(from), valuesOf(host, data))).not.toMatch(/%%[A-Z]/);
    }
  });

  it.each(all)(
    'for %s with --data %s hide the archive from git only where something else keeps it',
    (host, data) => {
      const files = starterFiles(host, data);
      const made = (to: string): string => {
        const file = files.find((one) => one.to === to);
        return file === undefined ? '' : fillTemplate(template(file.from), valuesOf(host, data));
      };
      const scripts = files.map(({ to }) => to).filter((to) => /^data-\w+\.sh$/.test(to));
      const isOut = parse(made('daybook.yaml')).outputs?.archive === true;
      expect(ignoresData(made('.gitignore'))).toBe(data !== 'git');
      expect(data === 'git' || isOut || scripts.includes('data-branch.sh')).toBe(true);
      // The README says the same, and hosts call the script that is there.
      const says = {
        git: 'Git keeps it',
        branch: 'branch `daybook-data` keeps it',
        site: 'published site keeps it',
      };
      expect(made('README.md')).toContain(says[data]);
      const schedule = made('.github/workflows/publish.yml') + made('.gitlab-ci.yml');
      const called = new Set([...schedule.matchAll(/data-\w+\.sh/g)].map(([name]) => name));
      expect([...called]).toEqual(schedule === '' ? [] : scripts);
    },
  );

  it.each([
    ['node_modules/\n_data/\n', true],
    ['/_data', true],
    ['  _data/** \r\n', true],
    ['_data/.lock\n_data/state/pending/\n', false],
    ['# _data/\n', false],
  ])('%j hides the archive: %s', (text, expected) => {
    expect(ignoresData(text)).toBe(expected);
  });

  it.each([
    ['branch', { contents: 'write' }],
    ['git', { contents: 'write' }],
    ['site', { contents: 'read' }],
  ] as const)(
    'give the GitHub job that keeps the archive with "%s" no more rights than it needs',
    (data, rights) => {
      const text = fillTemplate(template('github/publish.yml'), valuesOf('github', data));
      expect(parse(text).jobs.build.permissions).toEqual(rights);
      expect(text.includes('vars.DAYBOOK_FIRST')).toBe(data === 'site');
    },
  );

  it('are YAML where they should be', () => {
    for (const from of [
      'site/daybook.yaml',
      'github/publish.yml',
      'github/dependabot.yml',
      'gitlab/gitlab-ci.yml',
      'container/compose.yaml',
    ]) {
      expect(parseDocument(filled(from)).errors).toEqual([]);
    }
  });

  it('give the GitHub jobs no more rights than they need, at no full hour, one at a time', () => {
    const workflow = parse(filled('github/publish.yml'));
    expect(workflow.permissions).toEqual({});
    expect(workflow.jobs.build.permissions).toEqual({ contents: 'write' });
    expect(workflow.jobs.deploy.permissions).toEqual({ pages: 'write', 'id-token': 'write' });
    expect(workflow.concurrency).toEqual({ group: 'publish', 'cancel-in-progress': false });
    expect(workflow.on).toHaveProperty('workflow_dispatch');
    expect(workflow.on.schedule).toEqual([{ cron: `${minuteOf('A "title": 100% {{ mine }}')} * * * *` }]);
    const steps: { uses?: string; run?: string }[] = workflow.jobs.build.steps;
    const names = steps.map((step) => step.uses ?? step.run ?? '');
    expect(names.filter((name) => name.includes('@')).every((name) => /@v\d+$/.test(name))).toBe(true);
    // What was fetched is kept before anything can go wrong with rendering it.
    expect(names.findIndex((name) => name.includes('keep'))).toBeLessThan(
      names.findIndex((name) => name.includes('render')),
    );
  });

  it('give containers no root, no writable root file system, and volumes for all that is written', () => {
    const dockerfile = filled('container/Dockerfile').split('\n');
    const user = dockerfile.indexOf('USER node');
    expect(user).toBeGreaterThan(dockerfile.findLastIndex((line) => /^(?:FROM|COPY|RUN)/.test(line)));
    expect(user).toBeLessThan(dockerfile.findIndex((line) => line.startsWith('CMD')));
    expect(dockerfile.filter((line) => /^FROM/.test(line)).every((line) => /:\d+-slim/.test(line))).toBe(
      true,
    );
    const { services, volumes } = parse(filled('container/compose.yaml'));
    for (const service of Object.values(services)) {
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    }
    expect(services.web.user).toMatch(/^[1-9]/);
    expect(services.web.ports).toEqual(['127.0.0.1:8080:8080']);
    expect(services.web.volumes).toContain('site:/var/www/daybook/news/:ro');
    const mounts = services.daybook.volumes.map((volume: string) => volume.split(':'));
    expect(mounts.map(([name]: string[]) => name)).toEqual(Object.keys(volumes));
    for (const [, path] of mounts) {
      expect(dockerfile.find((line) => line.startsWith('VOLUME'))).toContain(`"${path}"`);
    }
    const copied = starterFiles('container', 'git').map(({ to }) => to);
    for (const [script] of filled('container/Dockerfile').matchAll(/container\/\w+\.sh/g)) {
      expect(copied).toContain(script);
    }
    const ignored = filled('container/dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['node_modules', '_data', '_site', '.git']));
  });

  it('are scheduled at a minute of the title’s own, never at a round one', () => {
    const minutes = new Set<number>();
    fc.assert(
      fc.property(fc.string(), (title) => {
        const minute = minuteOf(title);
        minutes.add(minute);
        expect(minute).toBeGreaterThan(5);
        expect(minute).toBeLessThan(55);
        expect(minute % 5).not.toBe(0);
        expect(minuteOf(title)).toBe(minute);
      }),
      { numRuns: 300 },
    );
    expect(minutes.size).toBeGreaterThan(20);
  });

  it('refuse a name without a value', () => {
    expect(() => fillTemplate('%%NOTHING%%', {})).toThrow('NOTHING');
  });
});
