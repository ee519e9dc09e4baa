import { createHash } from 'node:crypto';

/** Endings that say how a company is incorporated, not who it is. Folded, without dots. */
const legalForms = new Set(
  (
    'inc incorporated llc llp lp ltd limited plc corp corporation co company gmbh mbh ag kg kgaa ug ohg ev sa sas sarl ' +
    'srl spa snc bv nv vof cv ab hb oy oyj as asa aps ivs kft zrt doo dd sro pty pte pvt private bhd sdn kk lda ltda sl slu se'
  ).split(' '),
);

/**
 * What two spellings of one company share: case, accents, punctuation and the legal form go ("ACME, Inc." and "Acme LLC"
 * are both "acme"). A name made of legal forms alone keeps them.
 */
export function companyMatchKey(name: string): string {
  const words = foldWords(name);
  let end = words.length;
  while (end > 1 && legalForms.has(words[end - 1] ?? '')) end -= 1;
  const start = end > 1 && words[0] === 'the' ? 1 : 0;
  const key = words.slice(start, end).join(' ');
  return key === '' ? name.trim().toLowerCase() : key;
}

/**
 * The company's part of an address, a function of the match key alone, so that two companies never compete for a slug.
 * What ASCII cannot hold is told apart by a hash.
 */
export function companySlug(matchKey: string): string {
  if (/^[a-z0-9]+( [a-z0-9]+)*$/.test(matchKey)) return matchKey.replaceAll(' ', '-');
  const readable = matchKey.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  const hash = createHash('sha256').update(matchKey).digest('hex').slice(0, 10);
  return readable === '' ? `company-${hash}` : `${readable}-${hash}`;
}

function foldWords(name: string): string[] {
  const folded = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    // S.A., G.m.b.H. and L.L.C. are one word each; an apostrophe parts nothing.
    .replaceAll(/\b(\p{L})\.(?=\p{L}\b)/gu, '$1')
    .replaceAll(/['’`]/g, '');
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
