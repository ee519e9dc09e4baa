import { describe, expect, it } from 'vitest';

import { WebUrl } from '@access/contracts/text';

import { loadSkills } from '../skills/load-taxonomy.ts';
import { loadResources } from './load-resources.ts';

const resources = loadResources();

describe('shipped learning resources', () => {
  it('belong to shipped skills and are web addresses, each once for a skill', () => {
    const slugs = new Set(loadSkills().map(({ slug }) => slug));
    expect(resources.filter(({ slug }) => !slugs.has(slug))).toEqual([]);
    expect(resources.filter(({ url }) => !WebUrl.safeParse(url).success)).toEqual([]);
    expect(new Set(resources.map(({ slug, url }) => `${slug} ${url}`)).size).toBe(resources.length);
  });

  it('are a few of a kind and language for each skill, so that a choice stays a choice', () => {
    const counts = new Map<string, number>();
    for (const { slug, kind, language } of resources) {
      const key = `${slug} ${kind} ${language}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(6);
  });

  it.each(['python', 'sql', 'git', 'docker', 'kubernetes', 'html', 'css', 'c-plus-plus', 'c-sharp'])(
    'have something in English for %s',
    (slug) => {
      expect(resources.some((each) => each.slug === slug && each.language === 'en')).toBe(true);
    },
  );
});
