import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { parseShard } from '../src/cli/bundle/shard.ts';
import { workflowFaults } from '../src/publish/workflow-faults.test-kit.ts';

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

  it('are what GitHub’s own parser takes', async () => {
    expect(await workflowFaults(workflow)).toEqual([]);
    expect(await workflowFaults(workflow.replace('fail-fast', 'fail-first'))).not.toEqual([]);
    expect(await workflowFaults(workflow.replace('needs: clock', 'needs: clocks'))).not.toEqual([]);
  });

  it('are what Kubernetes’ schema of a Job allows', () => {
    const [fetch, publish] = documentsOf(jobs).filter(isJob);
    for (const job of [fetch, publish]) expect(() => new Job(job).validate()).not.toThrow();
    const wrong = { ...fetch, spec: { ...fetch?.spec, completions: '20' } };
    expect(() => new Job(JSON.parse(JSON.stringify(wrong))).validate()).toThrow();
  });
});

/** What a Job is made of, still to be checked. */
type JobData = NonNullable<ConstructorParameters<typeof Job>[0]>;

const isJob = (value: unknown): value is JobData =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'Job';
