import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createAmpersandEscaper } from './escape-ampersands.ts';

const escape = (text: string, size = text.length): string => {
  const escaper = createAmpersandEscaper();
  let out = '';
  for (let at = 0; at < text.length; at += size) out += escaper.push(text.slice(at, at + size));
  return out + escaper.end();
};

describe('stray ampersands', () => {
  it.each([
    ['AT&T & co&', 'AT&amp;T &amp; co&amp;'],
    ['a &amp; b &#38; &nbsp; &#x26;', 'a &amp; b &#38; &nbsp; &#x26;'],
    ['<![CDATA[a & b]]> & <![CDATA[&]]>', '<![CDATA[a & b]]> &amp; <![CDATA[&]]>'],
  ])('%s', (text, expected) => {
    for (const size of [1, 3, 100]) expect(escape(text, size)).toBe(expected);
  });

  it('are the same however the text comes in pieces', () => {
    const text = fc.array(
      fc.constantFrom('&', '<![CDATA[', ']]>', ']', 'amp;', 'x', '#', ';', ' '.repeat(50)),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (pieces, size) => {
        expect(escape(pieces.join(''), size)).toBe(escape(pieces.join('')));
      }),
    );
  });
});
