import { findDates, type DateMention } from './dates.ts';
import { bulletLength, type TextLine } from './extracted-text.ts';
import { readShort, splitSpan, trimSpan, withoutSpans, type Found, type Span } from './found.ts';
import { isPlace, placeTail } from './place-words.ts';
import { findDegree, hasInstitutionWord } from './word-lists.ts';

/** A course of study as read; null where the text does not say. */
export interface FoundEducation {
  readonly institution: Found | null;
  readonly studyType: Found | null;
  readonly area: Found | null;
  readonly startDate: Found | null;
  readonly endDate: Found | null;
  readonly isCurrent: boolean;
  readonly score: Found | null;
}

/** What one line says; `plain` are pieces that name neither a degree nor a known kind of school. */
interface LineFacts {
  readonly institution: Span | null;
  readonly degree: Span | null;
  readonly date: DateMention | null;
  readonly score: Span | null;
  readonly plain: readonly Span[];
}

interface Draft {
  institution: Span | null;
  degree: Span | null;
  date: DateMention | null;
  score: Span | null;
  plain: Span[];
}

const MAX_ENTRIES = 50;
const MAX_PLAIN_CHARS = 90;
const MAX_SCHOOL_CHARS = 80;
const HARD = /[\t|•·;]+/g;
const SOFT = /\s[-–—]+\s|,\s*|:\s+|\s*[()]\s*|(?<=\p{Ll}{2})\.\s+(?=\p{Lu})/gu;
const SCORE =
  /(?:\b(?:c?gpa|grade|score|note|notendurchschnitt|final grade|average)\b(?: average)?:?\s*(?:of )?)(\d(?:[.,]\d{1,2})?(?:\s?\/\s?\d{1,3}(?:[.,]\d+)?)?)|(\d[.,]\d{1,2}(?:\s?\/\s?\d{1,3}(?:[.,]\d+)?)?)\s*c?gpa\b/i;
const DETAIL =
  /^(?:coursework|courses?|relevant|thesis|activities|honou?rs|awards?|minor|modules|specialization|project|teaching|won|recommendations?|references?)\b/i;

/** The studies of a section, in its order; entries that name neither school nor degree are left out. */
export function readEducation(text: string, lines: readonly TextLine[]): FoundEducation[] {
  const drafts: Draft[] = [];
  let open: Draft | null = null;
  for (const line of lines) {
    const facts = readLine(text, line);
    if (facts === null) continue;
    if (open === null || opensNext(open, facts, line)) {
      open = { institution: null, degree: null, date: null, score: null, plain: [] };
      drafts.push(open);
    }
    open.institution ??= facts.institution;
    open.degree ??= facts.degree;
    open.date ??= facts.date;
    open.score ??= facts.score;
    open.plain.push(...facts.plain);
  }
  return drafts
    .map((draft) => toEducation(text, draft))
    .filter(({ institution, studyType }) => institution !== null || studyType !== null)
    .slice(0, MAX_ENTRIES);
}

// A second school, degree or date cannot belong to the same course of study.
function opensNext(open: Draft, facts: LineFacts, line: TextLine): boolean {
  if (open.institution !== null && facts.institution !== null) return true;
  if (open.degree !== null && facts.degree !== null) return true;
  if (open.date !== null && facts.date !== null) return true;
  const isComplete = open.degree !== null && open.date !== null;
  return isComplete && line.hasGapBefore && facts.institution !== null && open.plain.length > 0;
}

function readLine(text: string, line: TextLine): LineFacts | null {
  const whole = { start: line.start + bulletLength(line), end: line.end };
  const words = text.slice(whole.start, whole.end);
  if (DETAIL.test(words)) return null;
  const date = findDates(words.slice(0, 400), whole.start)[0] ?? null;
  const score = findScore(words, whole.start);
  const holes = [date, score?.hole ?? null].filter((hole) => hole !== null);
  const pieces = withoutSpans(whole, holes).flatMap((span) => splitSpan(text, span, HARD));
  const named = readPieces(text, pieces);
  const isFact = named.institution !== null || named.degree !== null;
  if (line.isBullet && (!isFact || (words.length > 120 && named.institution === null))) return null;
  if (!isFact && words.length > MAX_PLAIN_CHARS) return null;
  return { ...named, date, score: score?.value ?? null };
}

function findScore(words: string, offset: number): { hole: Span; value: Span } | null {
  const match = SCORE.exec(words.slice(0, 400));
  const value = match?.[1] ?? match?.[2];
  if (match === null || value === undefined) return null;
  const start = offset + match.index + match[0].indexOf(value);
  return {
    hole: { start: offset + match.index, end: offset + match.index + match[0].length },
    value: { start, end: start + value.length },
  };
}

function readPieces(
  text: string,
  pieces: readonly Span[],
): Pick<LineFacts, 'institution' | 'degree' | 'plain'> {
  let institution: Span | null = null;
  let degree: Span | null = null;
  const plain: Span[] = [];
  for (const piece of pieces) {
    const trimmed = trimSpan(text, piece);
    if (trimmed === null) continue;
    const words = text.slice(trimmed.start, trimmed.end);
    const isSchool = hasInstitutionWord(words);
    const isDegree = findDegree(words) !== null;
    if (isSchool && isDegree) {
      const parts = splitSchoolFromDegree(text, trimmed);
      institution ??= parts.institution;
      degree ??= parts.degree;
    } else if (isSchool) {
      const school = schoolAlone(text, trimmed);
      institution ??= school.institution;
      plain.push(...school.plain);
    } else if (isDegree) degree ??= trimmed;
    else if (!isPlace(words) && /\p{L}{2}/u.test(words) && words.length <= MAX_PLAIN_CHARS)
      plain.push(trimmed);
  }
  return { institution, degree, plain };
}

/** A school's own piece: without a place at its end, and without a sentence after it. */
function schoolAlone(text: string, piece: Span): { institution: Span; plain: Span[] } {
  const parts = splitSpan(text, piece, /\s[-–—]+\s|(?<=[\p{Ll})]{2})\.\s+(?=\p{Lu})/gu);
  const at = parts.findIndex((part) => hasInstitutionWord(text.slice(part.start, part.end)));
  const school = parts[at] ?? piece;
  const named = cutTail(text, school);
  const plain = parts.filter(
    (part, index) => index !== at && !isPlace(text.slice(part.start, part.end).trim()),
  );
  return { institution: named, plain };
}

/** Without the place, the brackets or the description that follow a school's name. */
function cutTail(text: string, school: Span): Span {
  const tail = placeTail(text, school);
  const own = tail !== null && tail.start > school.start ? { start: school.start, end: tail.start } : school;
  const words = text.slice(own.start, own.end);
  const lead = leadLength(words);
  const bracket = /\s+\([^()]*\)?[\s.,;]*$/.exec(words)?.index ?? words.length;
  const comma = words.length > MAX_SCHOOL_CHARS ? words.indexOf(',', 5) : -1;
  const end = Math.min(bracket > lead ? bracket : words.length, comma > lead ? comma : words.length);
  return { start: own.start + lead, end: own.start + end };
}

// "in Omsk Government Academy", "Java course at the Institute of …": the school begins after the preposition.
function leadLength(words: string): number {
  const lead = /^\W*(?:in|at|from)\s+(?:the\s+)?/i.exec(words)?.[0].length ?? 0;
  const within = /^.*?\s(?:at|from)\s+(?:the\s+)?(?=\p{Lu})/u.exec(words)?.[0].length ?? 0;
  return within > 0 && hasInstitutionWord(words.slice(within)) ? within : lead;
}

/** "Bachelor in Informatics – Polytechnic University, St. Petersburg": cut at dashes, commas, brackets. */
function splitSchoolFromDegree(text: string, piece: Span): { institution: Span | null; degree: Span | null } {
  const parts = splitSpan(text, piece, SOFT);
  const schoolAt = parts.findIndex((part) => {
    const words = text.slice(part.start, part.end);
    return hasInstitutionWord(words) && findDegree(words) === null;
  });
  const school = parts[schoolAt];
  if (school === undefined) return splitAtPreposition(text, piece);
  const degreeParts = schoolAt === 0 ? parts.slice(1) : parts.slice(0, schoolAt);
  const first = degreeParts.find((part) => findDegree(text.slice(part.start, part.end)) !== null);
  const last = schoolAt === 0 ? degreeParts.at(-1) : parts[schoolAt - 1];
  return {
    institution: cutTail(text, school),
    degree: first === undefined || last === undefined ? null : { start: first.start, end: last.end },
  };
}

// "Master of Science at Example University", "BSc from the University of X".
function splitAtPreposition(text: string, piece: Span): { institution: Span | null; degree: Span | null } {
  const parts = splitSpan(text, piece, /\s(?:at|from|@|an der|à l[’']|en la)\s(?:the\s)?/gi);
  const [degree, institution] = parts;
  return parts.length === 2 && degree !== undefined && institution !== undefined
    ? { degree, institution }
    : { degree: null, institution: piece };
}

function toEducation(text: string, draft: Draft): FoundEducation {
  const { studyType, area } =
    draft.degree === null ? { studyType: null, area: null } : splitDegree(text, draft.degree);
  const plain = draft.plain.filter((span) => trimSpan(text, span) !== null);
  const school =
    draft.institution ??
    (draft.degree === null
      ? null
      : plain.find((span) => /^\p{Lu}/u.test(text.slice(span.start, span.end).trim())));
  const field = area ?? (draft.institution === null ? null : (plain[0] ?? null));
  const { date } = draft;
  const at = (value: string | null | undefined): Found | null =>
    value === null || value === undefined || date === null
      ? null
      : { value, start: date.start, end: date.end };
  return {
    institution: school === null || school === undefined ? null : readShort(text, school),
    studyType: studyType === null ? null : readShort(text, studyType),
    area: field === null ? null : readShort(text, field),
    startDate: at(date?.from),
    endDate: at(date?.to),
    isCurrent: date?.isCurrent ?? false,
    score: draft.score === null ? null : readShort(text, draft.score),
  };
}

// "of" belongs to these degrees; in "Bachelor of Informatics" it leads to the field.
const GENERIC =
  /^(?:science|arts|engineering|business administration|laws?|commerce|technology|education|fine arts|philosophy|medicine|nursing|architecture|music|applied science|public health|social work|economics)\b/i;
const FIELD = /^(.{2,60}?)(?:\s+(?:in|en|im|der)\s+|\s*[,:(]\s*|\s+[-–—]\s+)(.+)$/su;

function splitDegree(text: string, span: Span): { studyType: Span | null; area: Span | null } {
  const trimmed = trimSpan(text, span);
  if (trimmed === null) return { studyType: null, area: null };
  const words = text.slice(trimmed.start, trimmed.end);
  const match = FIELD.exec(words) ?? fieldAfterOf(words) ?? fieldAfterDegree(words);
  const [, type, field] = match ?? [];
  if (type === undefined || field === undefined) return { studyType: trimmed, area: null };
  const start = trimmed.end - field.length;
  // "Degree: Master of Science": a label.
  if (/^\W*degree\W*$/i.test(type)) return { studyType: { start, end: trimmed.end }, area: null };
  const cut = /[,;(]|\s[-–—]\s/.exec(field)?.index ?? field.length;
  // "Computer Science, Bachelor": the degree stands last.
  if (findDegree(type) === null && findDegree(field) !== null) {
    return {
      studyType: { start, end: trimmed.end },
      area: { start: trimmed.start, end: trimmed.start + type.length },
    };
  }
  return {
    studyType: { start: trimmed.start, end: trimmed.start + type.length },
    area: { start, end: start + cut },
  };
}

function fieldAfterOf(words: string): readonly string[] | null {
  const match = /^(.{2,40}?)\s+of\s+(.+)$/su.exec(words);
  return match !== null && !GENERIC.test(match[2] ?? '') ? match : null;
}

// "Bachelor Computer Science", "B.Sc. Telematics".
function fieldAfterDegree(words: string): readonly string[] | null {
  const degree = findDegree(words);
  if (degree === null || degree.start > 0) return null;
  const match = /^([.\s]*(?:degree|diploma)?[.\s]+)(\p{Lu}.+)$/su.exec(words.slice(degree.end));
  const [, gap, field] = match ?? [];
  if (gap === undefined || field === undefined || findDegree(field)?.start === 0) return null;
  return [words, words.slice(0, degree.end + gap.trimEnd().length), field];
}
