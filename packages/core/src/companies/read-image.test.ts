import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { jpeg, png, webp } from '../../test/pictures.ts';
import { readImage } from './read-image.ts';

describe('a picture', () => {
  it.each([
    ['png', png(640, 480)],
    ['jpeg', jpeg(640, 480)],
    ['jpeg', jpeg(640, 480, 0xc0)],
    ['webp', webp('VP8 ', 640, 480)],
    ['webp', webp('VP8L', 640, 480)],
    ['webp', webp('VP8X', 640, 480)],
  ] as const)('is known by its content, with its size: %s', (type, bytes) => {
    expect(readImage(bytes)).toEqual({ type, width: 640, height: 480 });
  });

  it('is read wherever it lies in a larger buffer', () => {
    const larger = Buffer.concat([Buffer.from('before'), png(3, 4)]);
    expect(readImage(larger.subarray(6))).toEqual({ type: 'png', width: 3, height: 4 });
  });

  it.each([
    ['nothing', ''],
    ['a drawing in SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a GIF', 'GIF89a'.padEnd(64, '\u0001')],
    ['a document', '%PDF-1.7'.padEnd(64, ' ')],
    ['a name in place of content', 'logo.png'.padEnd(64, ' ')],
    ['RIFF of another kind', `RIFF\0\0\0\0WAVEfmt ${'\0'.repeat(40)}`],
  ])('is not %s', (_, content) => {
    expect(readImage(Buffer.from(content, 'latin1'))).toBeNull();
  });

  it('has a size', () => {
    for (const bytes of [png(0, 10), png(10, 0), jpeg(0, 1)]) expect(readImage(bytes)).toBeNull();
  });

  it('that is cut off is none, and never throws', () => {
    for (const whole of [png(9, 9), jpeg(9, 9), webp('VP8 ', 9, 9), webp('VP8L', 9, 9), webp('VP8X', 9, 9)]) {
      for (let length = 0; length < 20; length += 1) expect(readImage(whole.subarray(0, length))).toBeNull();
    }
    const start = fc.constantFrom(png(9, 9), jpeg(9, 9), webp('VP8X', 9, 9));
    fc.assert(
      fc.property(start, fc.nat(40), fc.uint8Array({ maxLength: 60 }), (whole, length, rest) => {
        expect(() => readImage(Buffer.concat([whole.subarray(0, length), rest]))).not.toThrow();
      }),
    );
  });
});
