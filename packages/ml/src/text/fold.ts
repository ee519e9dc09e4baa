/** A text made comparable, with the way back: character `i` of `text` came from `offsets[i]` of the original. */
export type FoldedText = {
  text: string;
  /** Start of each folded character in the original (UTF-16 units), plus one entry for the end. */
  offsets: Int32Array;
};

const SPACE = 32;
const LINE_BREAK = 10;
const AMPERSAND = 38;
const AND = [97, 110, 100];
const LEFT_OUT = -1;

/** What each UTF-16 unit folds to: itself, another unit, a space, or {@link LEFT_OUT}. Filled on demand: 0 means not yet known. */
const foldedUnits = new Int32Array(65_536);

/**
 * Folds case, accents, dashes, slashes and runs of white space so that spellings of one phrase meet; a blank line becomes a
 * line break that no phrase crosses, and `&` between spaces becomes "and". Total on any string, lone surrogates included.
 */
export function foldText(original: string): FoldedText {
  const units = new Uint16Array(original.length * 3);
  const offsets = new Int32Array(original.length * 3 + 1);
  let length = 0;
  let last = SPACE;
  const push = (unit: number, at: number): void => {
    units[length] = unit;
    offsets[length] = at;
    length += 1;
    last = unit;
  };
  for (let at = 0; at < original.length; at += 1) {
    const unit = foldUnit(original.charCodeAt(at));
    if (unit === LEFT_OUT) continue;
    if (unit !== SPACE) {
      if (unit === AMPERSAND && isSpaceAt(original, at - 1) && isSpaceAt(original, at + 1)) {
        for (const letter of AND) push(letter, at);
      } else push(unit, at);
    } else if (last !== LINE_BREAK && isBlankLineAhead(original, at)) {
      if (last === SPACE && length > 0) length -= 1;
      push(LINE_BREAK, at);
    } else if (last !== SPACE && last !== LINE_BREAK) push(SPACE, at);
  }
  offsets[length] = original.length;
  return { text: decode(units.subarray(0, length)), offsets: offsets.subarray(0, length + 1) };
}

/** The folded form of a label, trimmed: equal keys mean the same spelling up to case, accents, dashes and spaces. */
export function foldKey(label: string): string {
  return foldText(label).text.replace(/\n/g, ' ').trim();
}

function foldUnit(code: number): number {
  const known = foldedUnits[code] ?? 0;
  if (known !== 0) return known;
  const folded = computeUnit(String.fromCharCode(code));
  foldedUnits[code] = folded;
  return folded;
}

function computeUnit(char: string): number {
  if (/[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff\0]/.test(char)) return LEFT_OUT;
  if (/[\s\-‐‑‒–—−_/\\]/.test(char)) return SPACE;
  if (/[‘’ʼ`´]/.test(char)) return "'".charCodeAt(0);
  const base = char.normalize('NFKD').charAt(0) || char;
  const folded = base.toLowerCase().charCodeAt(0);
  return folded === SPACE || folded === 0 ? SPACE : folded;
}

/** True at the first of the line breaks that leave a blank line. */
function isBlankLineAhead(original: string, at: number): boolean {
  const code = original.charCodeAt(at);
  if (code !== 10 && code !== 13) return false;
  let breaks = 0;
  for (let k = at; k < original.length; k += 1) {
    const next = original.charCodeAt(k);
    if (next === 10 || (next === 13 && original.charCodeAt(k + 1) !== 10)) breaks += 1;
    else if (next !== 13 && next !== SPACE && next !== 9) return false;
    if (breaks > 1) return true;
  }
  return false;
}

function isSpaceAt(original: string, at: number): boolean {
  return at < 0 || at >= original.length || /\s/.test(original.charAt(at));
}

/** In chunks, because a call takes only so many arguments. */
function decode(units: Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += 8_192)
    text += String.fromCharCode(...units.subarray(at, at + 8_192));
  return text;
}
