import { encodeImage } from './encode.ts';
import { encodePortrait } from './portraits/encode-portrait.ts';
import type { EncodeRequest } from './types.ts';

// The process in which pictures are decoded: its time is bounded by the one who started it, and its end is nobody else's.
// Ctrl-C, and a system that stops a service, reach all its processes: the picture that is being made is not at fault.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

process.on('message', ({ bytes, as }: EncodeRequest) => {
  if (as === 'nothing') {
    process.send?.(true);
    return;
  }
  const encoding =
    as === 'picture' ? encodeImage(bytes) : encodePortrait(bytes, as === 'portrait of any shape');
  void encoding.then((answer) => process.send?.(answer));
});
