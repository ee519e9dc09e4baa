import { z } from 'zod';

import { ResumeDocument, type ParsedResume } from '@access/contracts/resume-document';
import type { FoundAt } from '@access/contracts/resumes';

import { cleanText, decodeText } from './decode-text.ts';
import { LIMITS, ResumeRefusal } from './refusal.ts';

/** A JSON Resume as read, and a plain text of it that the places of its values point into. */
export interface JsonResume {
  readonly text: string;
  readonly parsed: ParsedResume;
}

const MAX_KEYWORDS = 100;
const PRESENT = /^(?:present|current|now|today|ongoing|heute)$/i;

const SkillGroup = z.object({
  name: z.string().nullish(),
  level: z.unknown().optional(),
  keywords: z.array(z.string()).max(MAX_KEYWORDS).nullish(),
});

// What the file calls things, where it differs from our document; everything else is validated there.
const JsonFile = z.object({
  basics: z.unknown().optional(),
  work: z.array(z.record(z.string(), z.unknown())).nullish(),
  education: z.array(z.record(z.string(), z.unknown())).nullish(),
  skills: z.array(SkillGroup).max(200).nullish(),
  languages: z.unknown().optional(),
  certificates: z.unknown().optional(),
});

/** Validates a JSON Resume (jsonresume.org/schema 1.0). Throws ResumeRefusal `corrupt` naming the path that is wrong. */
export function readJsonResume(bytes: Uint8Array): JsonResume {
  const raw = parseJson(cleanText(decodeText(bytes) ?? ''));
  const file = accept(JsonFile.safeParse(raw));
  const document = accept(
    ResumeDocument.safeParse({
      basics: file.basics,
      work: file.work?.map(withDates),
      education: file.education?.map(withDates),
      skills: file.skills?.flatMap(toSkills),
      languages: file.languages,
      certificates: file.certificates,
    }),
  );
  const shown = renderDocument(document);
  if (shown.evidence.size === 0) {
    throw new ResumeRefusal(
      'no_text',
      'This JSON file holds no part of a JSON Resume (basics, work, education, skills).',
    );
  }
  if (shown.text.length > LIMITS.textChars) {
    throw new ResumeRefusal(
      'too_large',
      'This file holds far more text than a résumé. Upload a shorter one.',
    );
  }
  return { text: shown.text, parsed: { document, evidence: Object.fromEntries(shown.evidence) } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // RangeError: nested deeper than the stack.
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    throw new ResumeRefusal('corrupt', 'This file looks like JSON but is not valid JSON.', error);
  }
}

function accept<Value>(result: z.ZodSafeParseResult<Value>): Value {
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = (issue?.path ?? []).reduce<string>(
    (shown, key) =>
      typeof key === 'number' ? `${shown}[${key}]` : shown === '' ? String(key) : `${shown}.${String(key)}`,
    '',
  );
  throw new ResumeRefusal(
    'corrupt',
    `This JSON Resume cannot be read at ${path === '' ? 'its root' : path}: ${issue?.message ?? 'wrong value'}. Mend it and upload it again.`,
    result.error,
  );
}

/** "Present" as an end, and a missing end beside a start, mean that it goes on (JSON Resume's convention). Times of day are dropped. */
function withDates(entry: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const startDate = withoutTime(entry['startDate']);
  const end = withoutTime(entry['endDate']);
  const isOpen =
    end === undefined || end === null || end === '' || (typeof end === 'string' && PRESENT.test(end));
  const isCurrent = isOpen && startDate !== undefined && startDate !== null && startDate !== '';
  return { ...entry, startDate, endDate: isOpen ? undefined : end, isCurrent: isCurrent ? true : undefined };
}

function withoutTime(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^(\d{4}-\d\d-\d\d)T.*$/, '$1') : value;
}

// A group's keywords are the skills; its level holds for each.
function toSkills({ name, level, keywords }: z.infer<typeof SkillGroup>): unknown[] {
  const names = [name ?? '', ...(keywords ?? [])].map((word) => word.trim()).filter((word) => word !== '');
  return names.map((word) => ({ name: word, level }));
}

const TITLES: Readonly<Record<string, string>> = {
  work: 'Work',
  education: 'Education',
  skills: 'Skills',
  languages: 'Languages',
  certificates: 'Certificates',
};

function renderDocument(document: ResumeDocument): { text: string; evidence: Map<string, FoundAt> } {
  const evidence = new Map<string, FoundAt>();
  const parts: string[] = [];
  let offset = 0;
  const addLine = (line: string): void => {
    parts.push(line);
    offset += line.length + 1;
  };
  const walk = (node: unknown, path: string): void => {
    if (typeof node === 'string') {
      evidence.set(path, { start: offset, end: offset + node.length, quote: node });
      addLine(node);
    } else if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) walk(item, `${path}[${index}]`);
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, child] of Object.entries(node)) walk(child, `${path}.${key}`);
    }
  };
  for (const [section, content] of Object.entries(document)) {
    const title = TITLES[section];
    if (title !== undefined && Array.isArray(content) && content.length > 0) addLine(`\n${title}`);
    walk(content, section);
  }
  return { text: parts.join('\n'), evidence };
}
