import { findDates } from './dates.ts';
import { bulletLength, type TextLine } from './extracted-text.ts';
import { readShort, splitSpan, trimSpan, withoutSpans, type Found, type Span } from './found.ts';

/** A skill as listed, with the level that stands beside it. */
export interface FoundSkill {
  readonly name: Found;
  readonly level: Found | null;
}

export interface FoundLanguage {
  readonly language: Found;
  readonly fluency: Found | null;
}

export interface FoundCertificate {
  readonly name: Found;
  readonly issuer: Found | null;
  readonly date: Found | null;
}

const LEVEL =
  /\b(?:beginner|basic|elementary|novice|intermediate|advanced|expert|master|proficient|professional|fluent|native|mother tongue|upper[- ]intermediate|pre-advanced|bilingual|conversational|limited working proficiency|professional working proficiency|full professional proficiency|native speaker|grundkenntnisse|fließend|muttersprache|verhandlungssicher|courant|langue maternelle|débutant|nativo|avanzado|intermedio|básico|[abc][12])\b(?:\s+(?:level|proficiency|speaker|working proficiency))?/i;
const LANGUAGE =
  /(?<!\p{L})(?:english|german|french|spanish|italian|portuguese|dutch|swedish|norwegian|danish|finnish|polish|czech|slovak|hungarian|romanian|bulgarian|greek|turkish|russian|ukrainian|belarusian|kazakh|hebrew|arabic|persian|farsi|hindi|urdu|bengali|punjabi|gujarati|marathi|tamil|telugu|kannada|malayalam|nepali|sinhala|chinese|mandarin|cantonese|japanese|korean|vietnamese|thai|indonesian|malay|tagalog|filipino|swahili|yoruba|igbo|hausa|zulu|afrikaans|amharic|somali|catalan|basque|galician|croatian|serbian|bosnian|slovenian|lithuanian|latvian|estonian|icelandic|irish|welsh|yiddish|armenian|georgian|azerbaijani|uzbek|albanian|macedonian|latin|esperanto|american sign language|englisch|deutsch|französisch|spanisch|italienisch|russisch|türkisch|polnisch|arabisch|anglais|allemand|français|espagnol|italien|arabe|inglés|alemán|francés|español|italiano|portugués)(?!\p{L})/giu;
const MAX_SKILL_CHARS = 60;
const MAX_SKILL_WORDS = 6;
const MAX_SKILLS = 400;

/** The items of a skills section: lists after a label, one per line, in columns; sentences give none. */
export function readSkills(text: string, lines: readonly TextLine[]): FoundSkill[] {
  const seen = new Set<string>();
  const skills = joinWrapped(lines).flatMap((whole) => readSkillLine(text, whole));
  return skills
    .filter(({ name }) => {
      const key = name.value.toLowerCase();
      return !seen.has(key) && seen.add(key).size > 0;
    })
    .slice(0, MAX_SKILLS);
}

const FULL_LINE_CHARS = 60;

/** The lines as stretches, a list that goes on in the next line as one. */
function joinWrapped(lines: readonly TextLine[]): Span[] {
  const groups: { start: number; end: number }[] = [];
  let previous: TextLine | null = null;
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && previous !== null && isWrapped(previous, line)) last.end = line.end;
    else groups.push({ start: line.start + bulletLength(line), end: line.end });
    previous = line;
  }
  return groups;
}

function isWrapped(previous: TextLine, line: TextLine): boolean {
  if (line.isBullet || line.hasGapBefore || line.startsBlock || /[:\t]/.test(line.text)) return false;
  if (!previous.text.includes(',')) return false;
  const isFull = previous.text.length >= FULL_LINE_CHARS && !/[.;]$/.test(previous.text);
  return isFull || previous.text.endsWith(',') || !line.text.includes(',');
}

function readSkillLine(text: string, whole: Span): FoundSkill[] {
  const words = text.slice(whole.start, whole.end);
  const label = /^[^:,;|•]{2,60}:\s+/u.exec(words) ?? /^[^:,;|•]{2,40}?\s[–—-]\s+/u.exec(words);
  if (label !== null && /languages?\b/i.test(label[0]) && isHumanLanguages(words)) return [];
  const level =
    label === null ? null : readLevel(text, { start: whole.start, end: whole.start + label[0].length });
  const list = { start: whole.start + (label?.[0].length ?? 0), end: whole.end };
  return splitList(text, list).flatMap((span) => readSkill(text, span, level));
}

// Commas within brackets part the inner list, and what stands before the bracket is an item of its own.
function splitList(text: string, list: Span): Span[] {
  const words = text.slice(list.start, list.end);
  const hasList = /[,;|•·\t]/.test(words);
  const separator = hasList ? /[,;|•·▪\t]+\s*|\s*[()[\]]\s*|\.\s+(?=\p{Lu})|\s\/\s/gu : /[|•·▪\t]+|\s\/\s/g;
  return splitSpan(text, list, separator);
}

function readSkill(text: string, span: Span, groupLevel: Found | null): FoundSkill[] {
  const inner = /:\s+(?=\S)/.exec(text.slice(span.start, span.end));
  const start = span.start + (inner === null ? 0 : inner.index + inner[0].length);
  const trimmed = trimSpan(text, { start, end: span.end });
  if (trimmed === null) return [];
  const words = text.slice(trimmed.start, trimmed.end).replace(/\.$/, '');
  const level = LEVEL.exec(words);
  const isLevelAlone = level !== null && level[0].length >= words.length - 2;
  const isItem = words.length <= MAX_SKILL_CHARS && words.split(/\s+/).length <= MAX_SKILL_WORDS;
  if (isLevelAlone || !isItem || !/[\p{L}]/u.test(words)) return [];
  const ownLevel = /[(–—:-]\s*$/.test(words.slice(0, level?.index ?? 0)) ? level : null;
  const end = ownLevel === null ? trimmed.start + words.length : trimmed.start + ownLevel.index;
  const name = readShort(text, { start: trimmed.start, end });
  if (name === null) return [];
  const at = ownLevel === null ? null : trimmed.start + ownLevel.index;
  return [
    {
      name,
      level: at === null ? groupLevel : readShort(text, { start: at, end: at + (ownLevel?.[0].length ?? 0) }),
    },
  ];
}

function readLevel(text: string, span: Span): Found | null {
  const match = LEVEL.exec(text.slice(span.start, span.end));
  if (match === null) return null;
  return readShort(text, {
    start: span.start + match.index,
    end: span.start + match.index + match[0].length,
  });
}

/** Languages people speak: from their own section, and from lines labelled so elsewhere. */
export function readLanguages(
  text: string,
  own: readonly TextLine[],
  all: readonly TextLine[],
): FoundLanguage[] {
  const labelled = all.filter(
    ({ text: words }) =>
      /(?:^|[\t|.]\s*|\s)(?:(?:spoken|foreign) )?(?:languages?|sprachen|langues|idiomas)\s*[:\t]/i.test(
        words,
      ) && isHumanLanguages(words),
  );
  const seen = new Set<string>();
  return [...joinWrapped(own), ...labelled]
    .flatMap((span) => languagesOf(text, span))
    .filter(({ language }) => {
      const key = language.value.toLowerCase();
      return !seen.has(key) && seen.add(key).size > 0;
    })
    .slice(0, 30);
}

function isHumanLanguages(words: string): boolean {
  return (
    (words.match(LANGUAGE)?.length ?? 0) >= 1 && !/\bprogramming\b|\bjava\b|\bpython\b|\bc\+\+/i.test(words)
  );
}

function languagesOf(text: string, span: Span): FoundLanguage[] {
  const matches = [...text.slice(span.start, span.end).matchAll(LANGUAGE)];
  return matches.flatMap((match, index) => {
    const start = span.start + match.index;
    const end = start + match[0].length;
    const language = readShort(text, { start, end });
    if (language === null) return [];
    const next = matches[index + 1];
    const until = next === undefined ? Math.min(span.end, end + 60) : span.start + next.index;
    return [{ language, fluency: fluencyAround(text, { from: span.start, start, end, until }) }];
  });
}

function fluencyAround(
  text: string,
  { from, start, end, until }: { from: number; start: number; end: number; until: number },
): Found | null {
  const clause = /^[^,;|•]*/.exec(text.slice(end, until))?.[0].length ?? 0;
  // "Native Russian, native Ukrainian": the level may stand before the language instead.
  const before =
    text
      .slice(from, start)
      .split(/[,;|•:\t\n]/)
      .at(-1) ?? '';
  return (
    readLevel(text, { start: start - before.length, end: start }) ??
    readLevel(text, { start: end, end: end + clause })
  );
}

/** Certificates and licences, one per line or bullet: name, then issuer, and the date if any. */
export function readCertificates(text: string, lines: readonly TextLine[]): FoundCertificate[] {
  return lines
    .flatMap((line): FoundCertificate[] => {
      const whole = { start: line.start + bulletLength(line), end: line.end };
      if (line.text.length > 200) return [];
      const date = findDates(text.slice(whole.start, whole.end), whole.start)[0];
      const rest = withoutSpans(whole, date === undefined ? [] : [date]);
      const [first, second] = rest
        .flatMap((span) => splitSpan(text, span, /[\t|•·]+|\s[–—]\s|\n/g))
        .flatMap((span) => trimSpan(text, span) ?? [])
        .filter((span) => /\p{L}{2}/u.test(text.slice(span.start, span.end)));
      const name = first === undefined ? null : readShort(text, first);
      if (name === null) return [];
      const when = date?.to ?? date?.from ?? null;
      return [
        {
          name,
          issuer: second === undefined ? null : readShort(text, second),
          date:
            when === null || date === undefined ? null : { value: when, start: date.start, end: date.end },
        },
      ];
    })
    .slice(0, 50);
}
