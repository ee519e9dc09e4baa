import type { ContentModel } from './content-model.ts';
import { addScaled, normalise } from './linear-algebra.ts';
import { industryToken, skillToken } from './occupation-documents.ts';

/** What a job's vector is made of. */
export interface JobText {
  titleTokens: readonly string[];
  skillSlugs: readonly string[];
  industry: string | null;
}

/** What a person's vector is made of. */
export interface PersonText {
  /** Titles held or wanted; weight 1 for wanted or current, less for older ones. */
  titles: readonly { tokens: readonly string[]; weight: number }[];
  /** Weight by level, in (0, 1]. */
  skills: readonly { slug: string; weight: number }[];
  likedVectors: readonly Float32Array[];
  dislikedVectors: readonly Float32Array[];
}

/** A person's vector, whole and by part; each of length 1, or zero when nothing is known. */
export interface PersonVectors {
  whole: Float32Array;
  titles: Float32Array;
  skills: Float32Array;
}

/** Turns jobs and people into vectors of one space. */
export interface ContentEncoder {
  dimensions: number;
  encodeJob: (job: JobText) => Float32Array;
  encodePerson: (person: PersonText) => PersonVectors;
  /** In [0, 1]; 1 for a token the model has never seen. */
  idf: (token: string) => number;
  /** Tokens nearest to one token, by cosine. */
  nearest: (token: string, count: number) => { token: string; similarity: number }[];
}

/** A title says what a job is, its skills how it is done; an industry only tips the balance. */
const PART_WEIGHTS = { title: 1, skills: 0.9, industry: 0.25 } as const;
/** Past choices bend a person's vector without hiding what they wrote about themselves. */
const TASTE_WEIGHTS = { liked: 0.5, disliked: -0.25 } as const;

/** Encoder over a trained model. */
export function createContentEncoder(model: ContentModel): ContentEncoder {
  const { dimensions } = model;
  const rowOf = new Map(model.tokens.map((token, row) => [token, row]));
  const idf = (token: string): number => {
    const row = rowOf.get(token);
    return row === undefined ? 1 : (model.idf[row] ?? 1);
  };
  const vectorOf = (token: string): Float32Array | null => {
    const row = rowOf.get(token);
    return row === undefined ? null : model.vectors.subarray(row * dimensions, (row + 1) * dimensions);
  };
  const addToken = (target: Float32Array, token: string, weight: number): void => {
    const vector = vectorOf(token);
    if (vector) addScaled(target, vector, weight * idf(token));
  };
  const blend = (parts: readonly [Float32Array, number][]): Float32Array => {
    const whole = new Float32Array(dimensions);
    for (const [part, weight] of parts) addScaled(whole, part, weight);
    return normalise(whole);
  };
  const bag = (tokens: Iterable<readonly [string, number]>): Float32Array => {
    const sum = new Float32Array(dimensions);
    for (const [token, weight] of tokens) addToken(sum, token, weight);
    return normalise(sum);
  };
  return {
    dimensions,
    idf,
    encodeJob(job) {
      return blend([
        [bag(job.titleTokens.map((token) => [token, 1])), PART_WEIGHTS.title],
        [bag(job.skillSlugs.map((slug) => [skillToken(slug), 1])), PART_WEIGHTS.skills],
        [bag(job.industry === null ? [] : [[industryToken(job.industry), 1]]), PART_WEIGHTS.industry],
      ]);
    },
    encodePerson(person) {
      const titles = blend(
        person.titles.map(({ tokens, weight }) => [bag(tokens.map((token) => [token, 1])), weight]),
      );
      const skills = bag(person.skills.map(({ slug, weight }) => [skillToken(slug), weight]));
      const whole = blend([
        [titles, PART_WEIGHTS.title],
        [skills, PART_WEIGHTS.skills],
        [blend(person.likedVectors.map((vector) => [vector, 1])), TASTE_WEIGHTS.liked],
        [blend(person.dislikedVectors.map((vector) => [vector, 1])), TASTE_WEIGHTS.disliked],
      ]);
      return { whole, titles, skills };
    },
    nearest: (token, count) => nearestTokens(model, vectorOf(token), count).filter((n) => n.token !== token),
  };
}

function nearestTokens(model: ContentModel, vector: Float32Array | null, count: number) {
  if (!vector) return [];
  const all = model.tokens.map((token, row) => {
    let similarity = 0;
    for (let i = 0; i < model.dimensions; i++) {
      similarity += (vector[i] ?? 0) * (model.vectors[row * model.dimensions + i] ?? 0);
    }
    return { token, similarity };
  });
  return all.sort((a, b) => b.similarity - a.similarity).slice(0, count + 1);
}
