import { singular } from '../text/index.ts';
import { TITLE_STOP_WORDS } from '../text/title-vocabulary.ts';

/** What the words of two texts that are much alike tell apart. Order, formatting and who to call do not count. */
export interface WordDifference {
  /** Words replaced by others: how many different ones the side with fewer of them has to itself. */
  readonly replacedWords: number;
  /** Words that only the longer side has, beyond those replaced. */
  readonly addedWords: number;
  /** 1: each text has numbers (hours, bands, amounts, times) that the other has not. */
  readonly hasOtherNumbers: number;
  /** 1: contract, hours or shifts are spoken of in only one of them: "maternity cover", "part time", "nights". */
  readonly hasOtherTerms: number;
}

/** Characters read of each text. */
const SCANNED = 40_000;

/** Who to ask, dates, references and fields of a form: they differ between two tellings of one job. */
const CONTACT: readonly RegExp[] = [
  /https?:\/\/\S+|www\.\S+/g,
  /[\w.+-]+@[\w-]+\.[\w.-]*[a-z]/g,
  /\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b(?:\s*\d{4})?/g,
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s*\d{4})?/g,
  /\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b/g,
  /\b(?:contact(?! type)|telephone|tel|phone|call|informal (?:visits?|chats?|discussions?)|further details|name(?!d)|email address)(?:\s*number)?\s*:?\s*(?:(?:\d[\d\s]*|[\p{L}'-]+)[^\S\n]*[,/:.-]?[^\S\n]*){0,6}/gu,
  /(?:\+|\b)\d[\d\s()-]{5,}\d\b/g,
  /\b(?:job|contract|employment) types?\s*:\s*(?:(?:full|part)[- ]time|contract|temporary|internship|permanent|casual|per diem|[,/\s])+/g,
  /\b(?:20[12]\d|\d{5,}|[a-z]{1,3}\d{4,}\w*)\b/g,
];

const IDLE: ReadonlySet<string> = new Set(
  (
    'name email address telephone number contact additional information further detail informal visit job title closing date ' +
    'interview please apply application click link role post position opportunity opportunities exciting new vacancy available ' +
    'monday tuesday wednesday thursday friday saturday sunday description summary overview is are be been will would can may has have ' +
    'we our us you your they their it this that these those who which what as if not no also any all more most other such than then ' +
    'there here about into over up out so do does their his her its within across per via etc s t re ve ll d'
  ).split(' '),
);

/** Benefits, equal opportunities, forms: what one site adds below a posting and another leaves away. */
const BOILERPLATE: ReadonlySet<string> = new Set(
  (
    'benefit insurance dental vision medical health life disability retirement pension paid pay salary compensation bonus holiday leave ' +
    'vacation reimbursement tuition assistance discount employee employer program flexible spending saving account schedule shift hour day ' +
    'week month year annual annually hourly yearly people person ability commute relocate relocating reliably planning before starting work ' +
    'location education experience preferred required license certification equal equality diversity inclusion veteran gender race religion ' +
    'color national origin sexual orientation age status protected applicant candidate accommodation qualified law federal state local ' +
    'full type types company category family reference requisition close open welcome irrespective background community communities ' +
    'qualification requirement responsibility duties example duty skill allowance range per hr hrs k weekly monthly'
  ).split(' '),
);

const TERMS: ReadonlySet<string> = new Set(
  (
    'permanent temporary fixed secondment maternity locum bank casual seasonal internship contract night weekend evening twilight ' +
    'part substantive interim freelance junior senior lead trainee'
  ).split(' '),
);

/**
 * Compares the words of two plain texts as bags; which text comes first does not matter. `explained` are words of titles, places and
 * companies, in the singular, which are compared by themselves.
 */
export function compareWords(a: string, b: string, explained: ReadonlySet<string>): WordDifference {
  const [bagA, bagB] = [bagOf(a), bagOf(b)];
  const isNews = (word: string) => !explained.has(word);
  const [onlyA, onlyB] = withoutJoined(
    surplus(bagA, bagB).filter(isNews),
    surplus(bagB, bagA).filter(isNews),
  );
  const [wordsA, wordsB] = [onlyA.filter(isWord), onlyB.filter(isWord)];
  const isNumber = (word: string) => /\d/.test(word);
  const hasTerms = (words: readonly string[]) => words.some((word) => TERMS.has(word));
  return {
    replacedWords: Math.min(wordsA.length, wordsB.length),
    addedWords: Math.abs(wordsA.length - wordsB.length),
    hasOtherNumbers: onlyA.some(isNumber) && onlyB.some(isNumber) ? 1 : 0,
    hasOtherTerms: hasTerms(onlyA) || hasTerms(onlyB) ? 1 : 0,
  };
}

function bagOf(text: string): Map<string, number> {
  let cleaned = text.slice(0, SCANNED).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  for (const contact of CONTACT) cleaned = cleaned.replace(contact, ' ');
  cleaned = cleaned.replace(/['’`´]/g, '').replace(/(?<=\d)[.,](?=\d)/g, '_');
  const bag = new Map<string, number>();
  for (const [token] of cleaned.matchAll(/\d[\d_]*|\p{L}+/gu)) {
    const word = singular(token);
    bag.set(word, (bag.get(word) ?? 0) + 1);
  }
  return bag;
}

/** Words that `a` has more often than `b`: a template filled in otherwise may hold every word of both. */
function surplus(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): string[] {
  const words: string[] = [];
  for (const [word, count] of a) {
    if (IDLE.has(word) || BOILERPLATE.has(word) || TITLE_STOP_WORDS.has(word)) continue;
    if (count > (b.get(word) ?? 0)) words.push(word);
  }
  return words;
}

/** "tocover" is "to cover": what is only written together or apart is no difference. */
function withoutJoined(a: readonly string[], b: readonly string[]): [string[], string[]] {
  const said = new Set([...a, ...b]);
  const isSaid = (word: string) => said.has(word) || IDLE.has(word) || TITLE_STOP_WORDS.has(word);
  const parts = new Set<string>();
  const isJoined = (word: string): boolean => {
    for (let at = 2; at <= word.length - 2; at += 1) {
      const [head, tail] = [word.slice(0, at), singular(word.slice(at))];
      if (!isSaid(head) || !isSaid(tail)) continue;
      parts.add(head).add(tail);
      return true;
    }
    return false;
  };
  const joined = new Set([...said].filter(isJoined));
  const isOwn = (word: string) => !joined.has(word) && !parts.has(word);
  return [a.filter(isOwn), b.filter(isOwn)];
}

const isWord = (word: string): boolean => /\p{L}{3}/u.test(word);
