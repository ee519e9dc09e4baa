const uint16 = (value: number): number[] => [value >> 8, value & 0xff];
const uint32 = (value: number): number[] => [...uint16(value >>> 16), ...uint16(value & 0xffff)];
const little24 = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff, value >> 16];
const text = (word: string): number[] => [...Buffer.from(word)];

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const jpegStart = [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

/** The beginning of a PNG of this size, as far as anybody reads it for its size. */
export function png(width: number, height: number): Uint8Array {
  const sides = [...uint32(width), ...uint32(height)];
  return Uint8Array.from([
    ...pngSignature,
    ...uint32(13),
    ...text('IHDR'),
    ...sides,
    8,
    6,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
}

/** A JPEG that tells its size behind an application segment and fill bytes, as cameras write it. */
export function jpeg(width: number, height: number, frame = 0xc2): Uint8Array {
  const sides = [...uint16(height), ...uint16(width)];
  return Uint8Array.from([...jpegStart, 0xff, 0xff, frame, ...uint16(17), 8, ...sides, 3, 1, 0x22, 0]);
}

/** A WebP of each of its three kinds. */
export function webp(kind: 'VP8 ' | 'VP8L' | 'VP8X', width: number, height: number): Uint8Array {
  const head = [...text('RIFF'), 0, 0, 0, 0, ...text('WEBP'), ...text(kind), 0, 0, 0, 0];
  const bits = (width - 1) | ((height - 1) << 14);
  const size = {
    'VP8 ': [0, 0, 0, 0x9d, 0x01, 0x2a, width & 0xff, width >> 8, height & 0xff, height >> 8],
    VP8L: [0x2f, bits & 0xff, (bits >> 8) & 0xff, (bits >> 16) & 0xff, bits >>> 24, 0, 0, 0, 0, 0],
    VP8X: [0, 0, 0, 0, ...little24(width - 1), ...little24(height - 1)],
  }[kind];
  return Uint8Array.from([...head, ...size]);
}
