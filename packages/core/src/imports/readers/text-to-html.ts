import { jobWriting } from '../../jobs/index.ts';

const { decodeEntities, hasWords, sanitiseHtml } = jobWriting;

const hasTags = /<\/?(?:p|br|div|ul|ol|li|h[1-6]|strong|b|em|i|span|table|a|section|font|u)\b[^>]*>/i;
const hasEscapedTags = /&lt;\/?(?:p|br|div|ul|ol|li|h[1-6]|strong|b|em|i|span|table|a|section|font|u)\b/i;
/** Elements whose content is no text for people. In pairs alone: a plain text may well name a `<script>`. */
const hasHiddenElement = /<(script|style|iframe|object|svg|template|noscript)\b[^]*?<\/\1\s*>/i;
const bullet = /^[•●▪‣◦∙·*-]\s*(?=\S)/;

/**
 * A description as a feed holds it, as sanitised HTML. Text whose tags are all escaped was escaped once too often and is unescaped exactly once;
 * plain text becomes paragraphs and lists. Empty where nothing readable is left.
 */
export function toSanitisedHtml(text: string): string {
  const html = toHtml(text);
  return hasWords(html) ? html : '';
}

function toHtml(text: string): string {
  if (hasTags.test(text) || hasHiddenElement.test(text)) return sanitiseHtml(text);
  if (hasEscapedTags.test(text)) return sanitiseHtml(decodeEntities(text));
  return fromPlainText(decodeEntities(text));
}

function fromPlainText(text: string): string {
  const blocks = text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map((block) =>
      block
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    );
  return blocks.flatMap(toBlocks).join('');
}

/** Runs of lines with bullets become a list, the others a paragraph. */
function toBlocks(lines: readonly string[]): string[] {
  const html: string[] = [];
  for (let at = 0; at < lines.length;) {
    const isList = bullet.test(lines[at] ?? '');
    let end = at + 1;
    while (end < lines.length && bullet.test(lines[end] ?? '') === isList) end += 1;
    const run = lines.slice(at, end);
    html.push(
      isList
        ? `<ul>${run.map((line) => `<li>${escapeHtml(line.replace(bullet, ''))}</li>`).join('')}</ul>`
        : `<p>${run.map(escapeHtml).join('<br />')}</p>`,
    );
    at = end;
  }
  return html;
}

const escapeHtml = (text: string): string =>
  text
    .replaceAll('\u0000', '')
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
