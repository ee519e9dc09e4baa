/** Words in a row that make one shingle: long enough that two texts seldom share one by chance. */
const SHINGLE_WORDS = 4;
/** Hash functions. The estimate's standard error is √(J·(1−J)/128): 4 % at worst. */
const HASHES = 128;
/** Bits kept of each minimum (b-bit minwise hashing: Li and König 2010), four to a word. */
const BITS = 8;
const PER_WORD = 32 / BITS;
/** Two different minima share their low bits this often. */
const CHANCE = 1 / 2 ** BITS;
/** Characters read: the rest of a very long text changes nothing. */
const SCANNED = 40_000;
/** Rows of a band, and bands: two texts with overlap J share a band with probability 1 − (1 − J⁴)⁸, 0.98 at 0.8. */
const BAND_ROWS = 4;
const BANDS = 8;
/** Under this many shingles a text is a list of facts, and says nothing that the facts do not. */
export const ENOUGH_SHINGLES = 40;

/** A text in 33 integers: how many different shingles it has, then the packed minima. Empty texts have the count 0. */
export type TextSketch = readonly number[];

export const EMPTY_SKETCH: TextSketch = [0];

/** The sketch of a plain text, and the keys that texts like it share. */
export function sketchText(text: string): { sketch: TextSketch; bands: readonly number[] } {
  const shingles = shinglesOf(text);
  if (shingles.size === 0) return { sketch: EMPTY_SKETCH, bands: [] };
  const minima = minimaOf(shingles);
  const packed: number[] = [shingles.size];
  for (let at = 0; at < HASHES; at += PER_WORD) {
    let word = 0;
    for (let k = 0; k < PER_WORD; k += 1) word |= ((minima[at + k] ?? 0) & 0xff) << (BITS * k);
    packed.push(word | 0);
  }
  return { sketch: packed, bands: shingles.size < ENOUGH_SHINGLES ? [] : bandsOf(minima) };
}

/** Share of all shingles that both texts have (Jaccard, estimated), 0–1; null where either is empty. */
export function textOverlap(a: TextSketch, b: TextSketch): number | null {
  if ((a[0] ?? 0) === 0 || (b[0] ?? 0) === 0) return null;
  let equal = 0;
  for (let at = 1; at <= HASHES / PER_WORD; at += 1) {
    const differing = (a[at] ?? 0) ^ (b[at] ?? 0);
    for (let k = 0; k < PER_WORD; k += 1) if (((differing >>> (BITS * k)) & 0xff) === 0) equal += 1;
  }
  return Math.max(0, (equal / HASHES - CHANCE) / (1 - CHANCE));
}

function shinglesOf(text: string): Set<number> {
  const words = text
    .slice(0, SCANNED)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  const shingles = new Set<number>();
  if (words === null) return shingles;
  const hashes = words.map((word) => hashText(word));
  const last = Math.max(0, hashes.length - SHINGLE_WORDS);
  for (let at = 0; at <= last; at += 1) {
    let hash = 0;
    for (let k = at; k < Math.min(at + SHINGLE_WORDS, hashes.length); k += 1)
      hash = mix((Math.imul(hash, 31) + (hashes[k] ?? 0)) | 0);
    shingles.add(hash);
  }
  return shingles;
}

const seeds = Int32Array.from({ length: HASHES }, (_, at) => mix(Math.imul(at + 1, 0x9e3779b1)));

function minimaOf(shingles: ReadonlySet<number>): Uint32Array {
  const minima = new Uint32Array(HASHES).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let at = 0; at < HASHES; at += 1) {
      const hash = mix(shingle ^ (seeds[at] ?? 0)) >>> 0;
      if (hash < (minima[at] ?? 0)) minima[at] = hash;
    }
  }
  return minima;
}

function bandsOf(minima: Uint32Array): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let hash = mix(band + 1);
    for (let row = 0; row < BAND_ROWS; row += 1) hash = mix(hash ^ (minima[band * BAND_ROWS + row] ?? 0));
    return hash;
  });
}

/** FNV-1a over UTF-16 units, then mixed; a signed 32-bit integer. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash);
}

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the output. A signed 32-bit integer. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
