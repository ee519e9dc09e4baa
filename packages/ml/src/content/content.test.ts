import { describe, expect, it } from 'vitest';

import { decodeContentModel, encodeContentModel } from './codec.ts';
import { trainContentModel } from './content-model.ts';
import { createContentEncoder } from './encoder.ts';
import { crossProduct, orthonormalise, symmetricEigen } from './linear-algebra.ts';
import { jobTokens, occupationDocuments } from './occupation-documents.ts';
import { seededRandom } from './seeded-random.ts';

const care = ['nurse', 'ward', 'patient', 'skill:triage', 'skill:wound-care', 'industry:health'];
const code = ['developer', 'software', 'web', 'skill:typescript', 'skill:sql', 'industry:it'];

function twoFields(count: number): string[][] {
  const random = seededRandom(7);
  return Array.from({ length: count }, (_, i) => (i % 2 === 0 ? care : code).filter(() => random() < 0.6));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}

describe('content model', () => {
  it('puts tokens of one field together and apart from the other', async () => {
    const encoder = createContentEncoder(await trainContentModel(twoFields(400), { dimensions: 8 }));
    const nearest = encoder.nearest('nurse', 3).map((n) => n.token);
    expect(nearest.every((token) => care.includes(token))).toBe(true);
    const nurse = encoder.encodeJob({ titleTokens: ['nurse'], skillSlugs: ['triage'], industry: 'Health' });
    const coder = encoder.encodeJob({ titleTokens: ['developer'], skillSlugs: ['sql'], industry: 'IT' });
    expect(dot(nurse, coder)).toBeLessThan(0.2);
    expect(dot(nurse, nurse)).toBeCloseTo(1, 5);
  });

  it('is the same for the same seed', async () => {
    const [a, b] = await Promise.all([1, 1].map((seed) => trainContentModel(twoFields(100), { seed })));
    expect(a).toEqual(b);
  });

  it('gives a person near what they like and away from what they dislike', async () => {
    const encoder = createContentEncoder(await trainContentModel(twoFields(400), { dimensions: 8 }));
    const nurse = encoder.encodeJob({ titleTokens: ['nurse'], skillSlugs: [], industry: null });
    const coder = encoder.encodeJob({ titleTokens: ['developer'], skillSlugs: [], industry: null });
    const base = { titles: [{ tokens: ['web', 'ward'], weight: 1 }], skills: [] };
    const neutral = encoder.encodePerson({ ...base, likedVectors: [], dislikedVectors: [] });
    const liking = encoder.encodePerson({ ...base, likedVectors: [nurse], dislikedVectors: [] });
    const disliking = encoder.encodePerson({ ...base, likedVectors: [], dislikedVectors: [coder] });
    expect(dot(liking.whole, nurse)).toBeGreaterThan(dot(neutral.whole, nurse));
    expect(dot(disliking.whole, coder)).toBeLessThan(dot(neutral.whole, coder));
  });

  it('encodes what it has never seen as a zero vector with the greatest idf', async () => {
    const encoder = createContentEncoder(await trainContentModel(twoFields(20), { dimensions: 8 }));
    const vector = encoder.encodeJob({ titleTokens: ['zookeeper'], skillSlugs: [], industry: null });
    expect(vector.every((x) => x === 0)).toBe(true);
    expect(encoder.idf('zookeeper')).toBe(1);
    expect(encoder.idf('nurse')).toBeLessThan(1);
  });

  it('works on no documents and on one', async () => {
    expect((await trainContentModel([])).tokens).toEqual([]);
    const one = await trainContentModel([['a', 'b']], { minCount: 1 });
    expect(one.vectors.every(Number.isFinite)).toBe(true);
    expect(decodeContentModel(encodeContentModel(one))).toEqual(one);
  });

  it('stops when aborted', async () => {
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(trainContentModel(twoFields(10), { signal })).rejects.toThrow('cancelled');
  });

  it('survives a file and refuses a damaged or foreign one', async () => {
    const model = await trainContentModel(twoFields(50), { dimensions: 4 });
    const bytes = encodeContentModel(model);
    expect(decodeContentModel(bytes)).toEqual(model);
    const damaged = bytes.slice();
    damaged[bytes.length >> 1] = (damaged[bytes.length >> 1] ?? 0) ^ 1;
    expect(() => decodeContentModel(damaged)).toThrow('checksum');
    expect(() => decodeContentModel(bytes.subarray(0, 20))).toThrow('Not a content model');
    expect(() => decodeContentModel(Buffer.from('PK'.repeat(40)))).toThrow('Not a content model');
  });
});

describe('content documents', () => {
  it('names skills and industries apart from title words', () => {
    expect(jobTokens({ titleTokens: ['chef'], skillSlugs: ['baking'], industry: ' Food ' })).toEqual([
      'chef',
      'skill:baking',
      'industry:food',
    ]);
  });

  it('gives each alternate title of an occupation the words of the main one', () => {
    const split = (title: string) => title.toLowerCase().split(' ');
    const occupation = {
      title: 'Cook',
      alternates: ['Grill Chef'],
      skills: [{ slug: 'baking', essential: true }],
    };
    expect([...occupationDocuments([occupation], split)].map((d) => d.tokens)).toEqual([
      ['cook', 'grill', 'chef', 'skill:baking'],
      ['cook', 'grill', 'chef'],
    ]);
  });
});

describe('linear algebra', () => {
  it('finds the eigenvalues of a symmetric matrix', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect([...values].map((v) => +v.toFixed(12))).toEqual([3, 1]);
    expect(Math.abs(vectors[0] ?? 0)).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it('makes an orthonormal basis and zeroes a dependent column', () => {
    const basis = orthonormalise(Float32Array.of(1, 2, 2, 4, 3, 6), 2, 2);
    const gram = crossProduct(basis, basis, 2);
    expect(gram[0]).toBeCloseTo(1, 6);
    expect(gram[3]).toBeCloseTo(0, 6);
  });
});
