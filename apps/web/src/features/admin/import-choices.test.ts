import { describe, expect, it } from 'vitest';

import { readMapping, writeMapping } from './import-choices.ts';

describe('a mapping typed by an admin', () => {
  it('is read line by line and written back the same', () => {
    const mapping = { title: 'Stelle', company: 'firma.name' };
    expect(readMapping(' title =  Stelle\n\ncompany=firma.name\n')).toEqual({ kind: 'mapping', mapping });
    expect(readMapping(writeMapping(mapping))).toEqual({ kind: 'mapping', mapping });
  });

  it('may name a column with an equals sign in it', () => {
    expect(readMapping('title = a=b')).toEqual({ kind: 'mapping', mapping: { title: 'a=b' } });
  });

  it('names the line that cannot be read', () => {
    expect(readMapping('title = Stelle\ncompany')).toMatchObject({
      kind: 'wrong',
      message: expect.stringContaining('Line 2'),
    });
    expect(readMapping('title =')).toMatchObject({ kind: 'wrong' });
    expect(readMapping('title = a\ntitle = b')).toEqual({
      kind: 'wrong',
      message: 'Line 2 names title a second time',
    });
  });
});
