import { describe, expect, it } from 'vitest';

import { skillsUrlFrom, targetOf } from './skills-url.ts';

describe('the address of the skills page', () => {
  it('keeps a title, or asks for the recommended jobs, and drops the rest', () => {
    expect(skillsUrlFrom({ title: '  Nurse ', for: 'recommended', x: 1 })).toEqual({ title: 'Nurse' });
    expect(skillsUrlFrom({ title: ' ', for: 'recommended' })).toEqual({ for: 'recommended' });
    expect(skillsUrlFrom({ title: 7, for: 'all' })).toEqual({});
    expect(skillsUrlFrom({ title: 'x'.repeat(150) }).title).toHaveLength(100);
  });

  it('without either means the first title of the person, or else the recommended jobs', () => {
    expect(targetOf({}, ['Nurse', 'Midwife'])).toBe('Nurse');
    expect(targetOf({}, [])).toBeNull();
    expect(targetOf({ for: 'recommended' }, ['Nurse'])).toBeNull();
    expect(targetOf({ title: 'Welder' }, ['Nurse'])).toBe('Welder');
  });
});
