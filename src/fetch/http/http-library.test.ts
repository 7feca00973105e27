import { Agent, buildConnector } from 'undici';
import { describe, expect, it } from 'vitest';
import { loadHttpLibrary } from './http-library.ts';

describe('the parts of undici', () => {
  it('are where the program looks for them, and the very ones that its public entry exports', async () => {
    const library = await loadHttpLibrary();
    expect(library.Agent).toBe(Agent);
    expect(library.buildConnector).toBe(buildConnector);
    expect(Object.keys(library).sort()).toEqual(['Agent', 'buildConnector']);
    expect(library.Agent.prototype).toHaveProperty('request');
  });
});
