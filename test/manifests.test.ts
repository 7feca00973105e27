import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { parseShard } from '../src/cli/bundle/shard.ts';

const text = readFileSync(join(import.meta.dirname, '..', 'docs', 'big-installations.md'), 'utf8');
const [workflow = '', jobs = ''] = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = '']) => yaml);

function documentsOf(yaml: string): unknown[] {
  return [...parseAllDocuments(yaml)].map((document) => {
    expect(document.errors).toEqual([]);
    expect(document.warnings).toEqual([]);
    return document.toJS();
  });
}

describe('the manifests in docs/big-installations.md', () => {
  it('fetch every shard that the matrix of the workflow has, and no other', () => {
    const of = Number(/--shard \$\{\{ matrix\.shard \}\}\/(\d+)/.exec(workflow)?.[1]);
    const shards = Array.from({ length: of }, (_, at) => at + 1);
    expect(documentsOf(workflow)).toMatchObject([
      { jobs: { fetch: { strategy: { matrix: { shard: shards } } } } },
    ]);
    expect(of).toBeGreaterThan(1);
  });

  it('fetch as many shards as the Job has completions, as a user without rights', () => {
    const of = Number(/--shard \$\(\(JOB_COMPLETION_INDEX \+ 1\)\)\/(\d+)/.exec(jobs)?.[1]);
    const pod = { spec: { securityContext: { runAsNonRoot: true } } };
    expect(documentsOf(jobs)).toMatchObject([
      { spec: { completionMode: 'Indexed', completions: of, template: pod } },
      { spec: { template: pod } },
    ]);
    expect(parseShard(`${of}/${of}`)).toBeDefined();
  });
});
