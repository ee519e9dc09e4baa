import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadSkills } from './load-taxonomy.ts';
import { createSkillIndex } from './skill-index.ts';

const skills = loadSkills();
const index = createSkillIndex(
  skills.map((skill) => ({ ...skill, id: skill.slug, weight: skill.hot ? 1 : 0 })),
);

describe('search', () => {
  it.each([
    ['python', 'Python'],
    ['pyth', 'Python'],
    ['excel', 'Microsoft Excel'],
    ['k8s', 'Kubernetes'],
    ['kubernets', 'Kubernetes'],
    ['javascirpt', 'JavaScript'],
    ['c++', 'C++'],
    ['c#', 'C#'],
    ['.net', '.NET'],
    ['react', 'React'],
    ['power bi', 'Power BI'],
    ['customer serv', 'Customer service'],
    ['wound', 'Wound care'],
    ['autocad', 'AutoCAD'],
  ])('%s finds %s first', (query, name) => {
    expect(index.search(query, 5)[0]?.name).toBe(name);
  });

  it('finds by the start of a later word and names what matched', () => {
    expect(index.search('photosh', 3)[0]).toMatchObject({ name: 'Adobe Photoshop', matched: 'Photoshop' });
    expect(index.search('care', 20).map((hit) => hit.name)).toContain('Wound care');
  });

  it('gives nothing for nothing and for what is far from every skill', () => {
    expect(index.search('  ', 5)).toEqual([]);
    expect(index.search('qqqqzzzzxx', 5)).toEqual([]);
  });

  it('never throws, never gives a skill twice nor more than asked', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.integer({ min: 0, max: 8 }),
        (query, limit) => {
          const ids = index.search(query, limit).map((hit) => hit.id);
          expect(ids.length).toBeLessThanOrEqual(limit);
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('resolve', () => {
  it.each([
    ['ReactJS', 'react'],
    ['node js', 'node-js'],
    ['NODE.JS', 'node-js'],
    ['MS Excel', 'microsoft-excel'],
    ['problem-solving', 'problem-solving'],
    ['Data Modeling', 'data-modelling'],
    ['C++', 'c-plus-plus'],
    ['C', 'c'],
    ['R', 'r'],
    ['Golang', 'go'],
    ['HR', 'human-resources'],
    ['underwater basket weaving', null],
    ['', null],
  ])('%s → %s', (name, slug) => {
    expect(index.resolve(name)).toBe(slug);
  });

  it('knows each shipped name as itself', () => {
    for (const skill of skills) expect(index.resolve(skill.name)).toBe(skill.slug);
  });
});

describe('the shipped taxonomy', () => {
  it('points to skills that exist and gives each slug and name once', () => {
    const slugs = new Set(skills.map((skill) => skill.slug));
    expect(slugs.size).toBe(skills.length);
    expect(new Set(skills.map((skill) => skill.name.toLowerCase())).size).toBe(skills.length);
    const links = skills.flatMap((skill) => [...skill.related, ...skill.prerequisites]);
    expect(links.filter((slug) => !slugs.has(slug))).toEqual([]);
  });
});
