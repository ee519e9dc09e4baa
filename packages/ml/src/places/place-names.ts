import { foldKey } from '../text/fold.ts';
import type { Place } from './load-gazetteer.ts';

/** Postal abbreviations of regions whose GeoNames codes are numbers; US states are their own codes. */
export const REGION_ABBREVIATIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CA: {
    AB: '01',
    BC: '02',
    MB: '03',
    NB: '04',
    NL: '05',
    NS: '07',
    ON: '08',
    PE: '09',
    QC: '10',
    SK: '11',
    YT: '12',
    NT: '13',
    NU: '14',
  },
  BR: {
    AC: '01',
    AL: '02',
    AP: '03',
    AM: '04',
    BA: '05',
    CE: '06',
    DF: '07',
    ES: '08',
    MS: '11',
    MA: '13',
    MT: '14',
    MG: '15',
    PA: '16',
    PB: '17',
    PR: '18',
    PI: '20',
    RJ: '21',
    RN: '22',
    RS: '23',
    RO: '24',
    RR: '25',
    SC: '26',
    SP: '27',
    SE: '28',
    GO: '29',
    PE: '30',
    TO: '31',
  },
  AU: { ACT: '01', NSW: '02', NT: '03', QLD: '04', SA: '05', TAS: '06', VIC: '07', WA: '08' },
};

/** What a region is also called. */
export const REGION_ALIASES: Readonly<Record<string, readonly string[]>> = {
  'US.DC': ['District of Columbia', 'D.C.', 'DC'],
  'CA.10': ['Québec', 'Province of Quebec'],
  'GB.ENG': ['England'],
  'GB.SCT': ['Scotland'],
  'GB.WLS': ['Wales'],
  'GB.NIR': ['Northern Ireland'],
  'DE.02': ['Bavaria', 'Bayern'],
  'DE.07': ['North Rhine-Westphalia', 'Nordrhein-Westfalen', 'NRW'],
  'DE.05': ['Hesse', 'Hessen'],
};

/** A place with the keys of its names, the main name's first, each once. */
export type KeyedPlace = { place: Place; keys: readonly string[] };

/** Works out the keys of all names once, for look-up and typeahead alike. */
export function nameKeys(places: readonly Place[]): KeyedPlace[] {
  return places.map((place) => ({
    place,
    keys: [...new Set([place.name, ...place.names].map(placeKey))].filter((key) => key !== ''),
  }));
}

/** The key under which spellings of a place meet: folded, without dots and apostrophes, "St." and "Ft." written out. */
export function placeKey(name: string): string {
  const key = /^[A-Za-z ]*$/.test(name) ? name.toLowerCase() : foldedName(name);
  return (key.startsWith('s') || key.startsWith('f') || key.startsWith('m') ? writtenOut(key) : key).trim();
}

function foldedName(name: string): string {
  return foldKey(name)
    .replace(/[.'’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function writtenOut(key: string): string {
  return key
    .replace(/^(?:st|ste)(?= )/, 'saint')
    .replace(/^ft(?= )/, 'fort')
    .replace(/^mt(?= )/, 'mount');
}
