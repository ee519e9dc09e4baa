import sanitizeHtml from 'sanitize-html';

/** Structure and emphasis only: a posting brings its text, never its looks, scripts, forms or pictures. */
const options: sanitizeHtml.IOptions = {
  allowedTags: (
    'p div br hr ul ol li dl dt dd h2 h3 h4 h5 h6 strong b em i u s sub sup small blockquote pre code a ' +
    'table thead tbody tfoot tr th td caption'
  ).split(' '),
  allowedAttributes: { a: ['href', 'rel'], th: ['colspan', 'rowspan'], td: ['colspan', 'rowspan'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  // What stands inside these is no text for people; of any other forbidden tag the words stay.
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'template',
    'title',
    'svg',
    'math',
    'iframe',
    'object',
  ],
  // Deeper than any posting; a bomb of nested tags otherwise costs the browser its stack.
  nestingLimit: 40,
  transformTags: {
    // The page has its own first heading.
    h1: 'h2',
    a: (tagName, { href }) => ({
      tagName,
      attribs: href === undefined ? {} : { href, rel: 'nofollow noopener' },
    }),
  },
};

/** HTML that may be shown as it is: allow-listed tags, links to the web, mail and telephone alone. */
export function sanitiseHtml(html: string): string {
  return tidy(sanitizeHtml(html, options));
}

/** Editors leave empty paragraphs for spacing, which would show as gaps. */
function tidy(html: string): string {
  return html.replaceAll(/<(p|div)>(?:\s|&nbsp;|<br \/>)*<\/\1>/g, '').trim();
}

const blockEnds = /<\/(?:p|li|h[1-6]|div|tr|dt|dd|blockquote|pre|table|ul|ol)>|<(?:br|hr)\s*\/?>/gi;

/** The words of sanitised HTML, blocks on lines of their own. */
export function htmlToText(html: string): string {
  return decodeEntities(html.replaceAll(blockEnds, '\n').replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n[ \n]*/g, '\n')
    .trim();
}

/** Whether sanitised HTML says anything: a letter or a digit that people see. */
export const hasWords = (html: string): boolean => /[\p{L}\p{N}]/u.test(htmlToText(html));

/** The beginning of a posting's text for lists: at most 240 characters, cut between words. */
export function excerptOf(text: string): string {
  const line = text.slice(0, 1_000).replaceAll(/\s+/g, ' ').trim();
  if (line.length <= 240) return line;
  const cut = line.slice(0, 239);
  const space = cut.lastIndexOf(' ');
  return `${(space > 160 ? cut.slice(0, space) : cut).replace(/[\uD800-\uDBFF]$/, '').replace(/[\s,;:.–-]+$/, '')}…`;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  pound: '£',
  euro: '€',
  yen: '¥',
  cent: '¢',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  middot: '·',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  uuml: 'ü',
  ouml: 'ö',
  auml: 'ä',
  szlig: 'ß',
};

/** Character references as characters, once: `&amp;lt;` becomes `&lt;`. Unknown ones stay as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      const isCharacter = code > 31 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : code === 10 || code === 9 || code === 13 ? ' ' : '';
    },
  );
}
