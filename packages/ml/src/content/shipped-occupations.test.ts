import { beforeAll, describe, expect, it } from 'vitest';

import { loadOccupations } from '../skills/load-taxonomy.ts';
import { titleTokens } from '../text/title.ts';
import { trainContentModel } from './content-model.ts';
import { createContentEncoder } from './encoder.ts';
import type { ContentEncoder } from './encoder.ts';
import { occupationDocuments } from './occupation-documents.ts';

describe('content model of the shipped occupations alone', () => {
  const occupations = loadOccupations();
  let encoder: ContentEncoder;
  let vectors: { title: string; vector: Float32Array }[];
  beforeAll(async () => {
    encoder = createContentEncoder(await trainContentModel(occupationDocuments(occupations, titleTokens)));
    vectors = occupations.map(({ title, skills }) => ({
      title: title.toLowerCase(),
      vector: encoder.encodeJob({
        titleTokens: titleTokens(title),
        skillSlugs: skills.map((skill) => skill.slug),
        industry: null,
      }),
    }));
  }, 60_000);

  const nearestTo = (title: string): string[] => {
    const query = encoder.encodeJob({ titleTokens: titleTokens(title), skillSlugs: [], industry: null });
    return vectors
      .map(({ title: name, vector }) => ({
        name,
        similarity: vector.reduce((sum, x, i) => sum + x * (query[i] ?? 0), 0),
      }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, 10)
      .map(({ name }) => name);
  };

  it.each([
    ['Registered nurse', ['registered nurses', 'nurse practitioners'], /nurs|midwi|psychiatric|patient/],
    ['Civil engineer', ['civil engineers', 'civil engineer'], /engineer|civil|construction|draft/],
    ['Data analyst', ['data analyst', 'data scientists'], /data|analyst|scien|statistic/],
    ['Frontend developer', ['web developer', 'software developer'], /develop|web|software|interface/],
  ])('puts %s among its own', (title, members, field) => {
    const nearest = nearestTo(title);
    expect(nearest).toEqual(expect.arrayContaining(members));
    expect(nearest.filter((name) => field.test(name)).length).toBeGreaterThanOrEqual(8);
  });

  it.each([
    ['Frontend developer', ['javascript', 'php']],
    ['Data analyst', ['sql', 'r']],
  ])('puts the tools of a %s nearer than those of others', (title, slugs) => {
    const own = encoder.encodeJob({ titleTokens: titleTokens(title), skillSlugs: [], industry: null });
    const cook = encoder.encodeJob({ titleTokens: ['cook'], skillSlugs: [], industry: null });
    for (const slug of slugs) {
      const skill = encoder.encodeJob({ titleTokens: [], skillSlugs: [slug], industry: null });
      const likeness = (to: Float32Array) => skill.reduce((sum, x, i) => sum + x * (to[i] ?? 0), 0);
      expect(likeness(own)).toBeGreaterThan(likeness(cook) + 0.3);
    }
  });
});
