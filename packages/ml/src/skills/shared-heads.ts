/** Nouns that several skills end in, as lists leave them out: "Civil or Architectural Engineering", "unit and integration testing". */
const HEADS =
  'engineering|testing|tests|development|design|analysis|management|administration|science|sciences|nursing|programming|modelling|modeling|marketing|accounting|therapy|communication|skills|law|care|estimating|planning|databases|support|maintenance';
const LINK = String.raw`(?:, (?:and |or |& )?| and or | and | or | & |/)`;
/** The last two are joined by a word: without one, "software, data design" is no list. */
const LAST_LINK = String.raw`(?:,? and or |,? and |,? or |,? & |/)`;
const MEMBER = '(?:[a-z]+ )?[a-z]+';
const JOINED = `${MEMBER}(?:${LINK}${MEMBER}){0,3}${LAST_LINK}${MEMBER}`;
/** Branches of engineering are listed without one: "civil, structural, mechanical engineering". */
const LISTED = '[a-z]+(?:, [a-z]+){2,4}(?= engineering)';
const LIST = new RegExp(`(?<![a-z])(${JOINED}|${LISTED}) (${HEADS})(?![a-z])`, 'g');

/** A member of such a list: the words as they stand in the text at `[from, to)`, and the full name they stand for. */
export type HeadlessName = { from: number; to: number; name: string };

/** The names in a text in small letters that share the noun at the end of their list; the last, which has it beside it, is none of them. */
export function headlessNames(text: string): HeadlessName[] {
  const found: HeadlessName[] = [];
  for (const { 1: list = '', 2: head = '', index } of text.matchAll(LIST)) {
    let at = index;
    const members = list.split(new RegExp(`(${LINK})`));
    for (const [position, member] of members.entries()) {
      const isLast = position === members.length - 1;
      if (position % 2 === 0 && !isLast) found.push(...endings(member, { at, head }));
      at += member.length;
    }
  }
  return found;
}

/** "degree in civil": the words before the name are told apart by nothing, so both lengths are offered, the longer first. */
function endings(member: string, { at, head }: { at: number; head: string }): HeadlessName[] {
  const words = member.split(' ');
  return words.map((_, first) => {
    const name = words.slice(first).join(' ');
    return { from: at + member.length - name.length, to: at + member.length, name: `${name} ${head}` };
  });
}
