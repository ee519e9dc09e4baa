import { jobWriting } from '../../jobs/index.ts';
import { asList, asRecord, numberOf, textOf } from '../json/json.ts';

const { decodeEntities } = jobWriting;

/** Where a job is, as its source says. Coordinates in degrees, both or neither. */
export interface StatedLocation {
  readonly text: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** ISO 3166-1 alpha-2, when the source writes it so. */
  readonly country: string | null;
}

/** The first `jobLocation`: words, a Place with an address in words or parts, with or without coordinates. */
export function readLocation(posting: Readonly<Record<string, unknown>>): StatedLocation {
  const [first] = asList(posting['jobLocation']);
  const place = asRecord(first);
  const address = place['address'] ?? first;
  const parts = asRecord(Array.isArray(address) ? address[0] : address);
  const stated = textOf(parts['addressCountry']);
  const country = stated !== null && /^[A-Za-z]{2}$/.test(stated) ? stated.toUpperCase() : null;
  const names = [
    textOf(parts['addressLocality']),
    textOf(parts['addressRegion']),
    country === null ? stated : null,
  ]
    .filter((name) => name !== null)
    .map((name) => decodeEntities(name));
  const text =
    names.length > 0
      ? [...new Set(names)].join(', ')
      : decodeEntities(textOf(address) ?? textOf(first) ?? stated ?? '');
  const geo = asRecord(place['geo']);
  const latitude = within(numberOf(geo['latitude'] ?? place['latitude']), 90);
  const longitude = within(numberOf(geo['longitude'] ?? place['longitude']), 180);
  // 0, 0 lies in the Atlantic: it is what programs write for "unknown".
  const isKnown = latitude !== null && longitude !== null && (latitude !== 0 || longitude !== 0);
  return {
    text: text === '' ? null : text.slice(0, 300),
    latitude: isKnown ? latitude : null,
    longitude: isKnown ? longitude : null,
    country,
  };
}

const within = (value: number | null, most: number): number | null =>
  value !== null && Math.abs(value) <= most ? value : null;
