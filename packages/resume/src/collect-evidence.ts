import { ParsedResume } from '@access/contracts/resume-document';
import type { FoundAt } from '@access/contracts/resumes';

import type { Found } from './found.ts';

/**
 * Takes the values out of a tree of `Found`, leaves out nulls and false, and notes the place of each value under its
 * path (`work[0].position`).
 */
export function collectEvidence(text: string, tree: Readonly<Record<string, unknown>>): ParsedResume {
  const evidence = new Map<string, FoundAt>();
  const document = valueOf(tree, '', { text, evidence });
  return ParsedResume.parse({ document, evidence: Object.fromEntries(evidence) });
}

interface Notes {
  readonly text: string;
  readonly evidence: Map<string, FoundAt>;
}

function valueOf(node: unknown, path: string, notes: Notes): unknown {
  if (node === null || node === undefined || node === false) return undefined;
  if (typeof node !== 'object') return node;
  if (isFound(node)) {
    const { start, end } = node;
    notes.evidence.set(path, { start, end, quote: notes.text.slice(start, end) });
    return node.value;
  }
  if (Array.isArray(node)) return node.map((item, index) => valueOf(item, `${path}[${index}]`, notes));
  return Object.fromEntries(
    Object.entries(node).map(([key, child]) => [
      key,
      valueOf(child, path === '' ? key : `${path}.${key}`, notes),
    ]),
  );
}

function isFound(node: object): node is Found {
  return 'value' in node && 'start' in node && 'end' in node;
}
