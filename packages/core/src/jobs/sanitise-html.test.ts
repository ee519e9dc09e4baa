import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeEntities, excerptOf, hasWords, htmlToText, sanitiseHtml } from './sanitise-html.ts';

describe('sanitiseHtml', () => {
  it.each([
    ['<p>Hi<script>alert(1)</script></p>', '<p>Hi</p>'],
    ['<p onclick="steal()" onmouseover=x>Hi</p>', '<p>Hi</p>'],
    ['<img src=x onerror=alert(1)>Hi', 'Hi'],
    ['<a href="javascript:alert(1)">Hi</a>', '<a rel="nofollow noopener">Hi</a>'],
    ['<a href="JaVa\tScRiPt:alert(1)">Hi</a>', '<a rel="nofollow noopener">Hi</a>'],
    ['<a href="&#106;avascript:alert(1)">Hi</a>', '<a rel="nofollow noopener">Hi</a>'],
    ['<a href="data:text/html;base64,PHNjcmlwdD4=">Hi</a>', '<a rel="nofollow noopener">Hi</a>'],
    ['<a href="vbscript:x">Hi</a>', '<a rel="nofollow noopener">Hi</a>'],
    ['<a href="//evil.example">Hi</a>', '<a rel="nofollow noopener">Hi</a>'],
    [
      '<a href="https://example.org" target="_blank" rel="opener">Hi</a>',
      '<a href="https://example.org" rel="nofollow noopener">Hi</a>',
    ],
    ['<svg><script>alert(1)</script></svg>Hi', 'Hi'],
    ['<svg/onload=alert(1)>Hi', ''],
    ['<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>Hi', 'Hi'],
    ['<style>p{display:none}</style><p style="position:fixed">Hi</p>', '<p>Hi</p>'],
    ['<iframe src="https://evil.example"></iframe>Hi', 'Hi'],
    ['<object data="x"></object><embed src="x">Hi', 'Hi'],
    ['<form action="https://evil.example"><input name=p><button>Go</button></form>Hi', 'GoHi'],
    ['<textarea></p><script>alert(1)</script></textarea>Hi', 'Hi'],
    ['<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>', ''],
    ['<<script>script>alert(1)<</script>/script>', '&lt;/script&gt;'],
    ['<scr<script>ipt>alert(1)</scr</script>ipt>', 'ipt&gt;alert(1)ipt&gt;'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['<!--<img src="--><img src=x onerror=alert(1)//">Hi', 'Hi'],
    [
      '<base href="https://evil.example/"><link rel=stylesheet href=x><meta http-equiv=refresh content=0>Hi',
      'Hi',
    ],
    ['<p id="x" class="y" data-z="1">Hi</p>', '<p>Hi</p>'],
    ['<h1>Job</h1><div>One<div>Two</div></div>', '<h2>Job</h2><div>One<div>Two</div></div>'],
    ['<p>One</p><p>&nbsp;</p><p><br></p><p>Two</p>', '<p>One</p><p>Two</p>'],
    ['<ul><li>One<li>Two</ul>', '<ul><li>One</li><li>Two</li></ul>'],
  ])('makes of %s', (dirty, clean) => {
    expect(sanitiseHtml(dirty)).toBe(clean);
  });

  it('leaves nothing that runs, whatever comes in', () => {
    const part = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '/',
      'script',
      'img ',
      'svg',
      'onerror=',
      'href=',
      'javascript:',
      '<a ',
      '<p>',
      '&lt;',
      '&#60;',
      '<!--',
      '-->',
      '=',
      ' ',
      'x',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const clean = sanitiseHtml(parts.join(''));
        for (const [tag] of clean.matchAll(/<[^>]*>/g)) {
          expect(tag).toMatch(
            /^<\/?p>$|^<a(?: href="(?:https?:|mailto:|tel:|[^":]*")[^"]*"?)?(?: rel="nofollow noopener")?>$|^<\/a>$/,
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing the second time', () => {
    const once = sanitiseHtml(
      '<div><h1>A & B</h1><ul><li>1 < 2</ul><a href="https://e.org?a=1&b=2">x</a></div>',
    );
    expect(sanitiseHtml(once)).toBe(once);
  });
});

describe('htmlToText', () => {
  it('keeps blocks on lines of their own', () => {
    expect(
      htmlToText('<h2>Duties</h2><ul><li>Weld &amp; cut</li><li>Lift</li></ul><p>Pay: &pound;10</p>'),
    ).toBe('Duties\nWeld & cut\nLift\nPay: £10');
  });
});

describe('excerptOf', () => {
  it('cuts between words at 240 characters', () => {
    const excerpt = excerptOf('some words, '.repeat(50));
    expect(excerpt.length).toBeLessThanOrEqual(240);
    expect(excerpt).toMatch(/some(?: words)?…$/);
  });

  it('is always storable', () => {
    expect(excerptOf('😀'.repeat(300)).isWellFormed()).toBe(true);
  });
});

describe('decodeEntities', () => {
  it.each([
    ['Tom &amp; Co', 'Tom & Co'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['&#8217;&#x2019;', '’’'],
    ['a&#0;b&#xD800;c', 'abc'],
    ['&unknown; & co', '&unknown; & co'],
  ])('reads %s as %s', (text, decoded) => {
    expect(decodeEntities(text)).toBe(decoded);
  });
});

it.each([
  ['<script>alert(1)</script>', false],
  ['<p><strong> &nbsp;</strong></p><hr><ul><li></li></ul>', false],
  ['&#8203;–', false],
  ['<p>Пекарь</p>', true],
  ['24', true],
])('tells whether words are left of %s', (html, isSo) => {
  expect(hasWords(sanitiseHtml(html))).toBe(isSo);
});
