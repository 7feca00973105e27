import { encodeImage } from './encode.ts';

// The process in which pictures are decoded: its time is bounded by the one who started it, and its end is nobody else's.
process.on('message', (bytes: Uint8Array) => {
  void encodeImage(bytes).then((answer) => process.send?.(answer));
});
