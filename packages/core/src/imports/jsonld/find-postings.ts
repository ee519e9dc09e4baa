import { asList, asRecord, isRecord } from '../json/json.ts';

/** Nesting beyond any real document. */
const DEEPEST = 12;

/** Every schema.org JobPosting inside a document: alone, in lists, in `@graph`, in item lists, in feeds of any wrapping. */
export function findPostings(document: unknown, depth = 0): Array<Readonly<Record<string, unknown>>> {
  if (depth > DEEPEST) return [];
  if (Array.isArray(document)) return document.flatMap((part) => findPostings(part, depth + 1));
  if (!isRecord(document)) return [];
  if (isPosting(document)) return [document];
  return Object.values(document).flatMap((part) =>
    typeof part === 'object' && part !== null ? findPostings(part, depth + 1) : [],
  );
}

const isPosting = (node: Readonly<Record<string, unknown>>): boolean =>
  asList(node['@type'] ?? asRecord(node)['type']).some(
    (type) => typeof type === 'string' && /(?:^|[/:#])JobPosting$/.test(type),
  );

/** The JSON-LD of an HTML page: the texts of its `application/ld+json` scripts. */
export function scriptsOf(html: string): string[] {
  const scripts = html.matchAll(
    /<script\b[^>]*type\s*=\s*["']?application\/ld\+json["']?[^>]*>([\s\S]*?)<\/script\s*>/gi,
  );
  return [...scripts].map(([, text]) => (text ?? '').replace(/^\s*<!--/, '').replace(/-->\s*$/, ''));
}
