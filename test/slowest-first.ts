import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes long begins first, so that no worker is left alone with it at the end. */
const order = ['/test/browser/quality/', '/test/browser/', '/test/end-to-end/', '/'];

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      order.findIndex((part) => moduleId.includes(part));
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
