import { encodeImage } from './encode.ts';
import { encodePortrait } from './portraits/encode-portrait.ts';
import type { EncodeRequest } from './types.ts';

// The process in which pictures are decoded: its time is bounded by the one who started it, and its end is nobody else's.
process.on('message', ({ bytes, as }: EncodeRequest) => {
  if (as === 'nothing') {
    process.send?.(true);
    return;
  }
  const encoding =
    as === 'picture' ? encodeImage(bytes) : encodePortrait(bytes, as === 'portrait of any shape');
  void encoding.then((answer) => process.send?.(answer));
});
