import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { distanceKm } from './distance.ts';
import { loadCountries, loadPlaces } from './load-gazetteer.ts';
import { createPlaceResolver } from './place-resolver.ts';

const places = loadPlaces();
const resolver = createPlaceResolver(places, loadCountries());
const nameOf = new Map(
  places.map((place) => [place.id, `${place.name}, ${place.admin1Name}, ${place.country}`]),
);
const read = (text: string, hint = {}) => {
  const { placeId, country, remote } = resolver.resolve(text, hint);
  return { place: placeId === null ? null : nameOf.get(placeId), country, remote };
};

describe('resolve', () => {
  it.each([
    ['New York', 'New York City, New York, US'],
    ['New York, NY', 'New York City, New York, US'],
    ['NYC', 'New York City, New York, US'],
    ['London', 'London, England, GB'],
    ['London, UK', 'London, England, GB'],
    ['London, Greater London, England', 'London, England, GB'],
    ['London, ON', 'London, Ontario, CA'],
    ['London, Ontario, Canada', 'London, Ontario, CA'],
    ['London or Leeds', 'London, England, GB'],
    ['Leeds LS1 3EX', 'Leeds, England, GB'],
    ['Berlin, Germany', 'Berlin, State of Berlin, DE'],
    ['München', 'Munich, Bavaria, DE'],
    ['Hybrid, 3 days in Paris', 'Paris, Île-de-France, FR'],
    ['Paris, TX', 'Paris, Texas, US'],
    ['Paris, Texas', 'Paris, Texas, US'],
    ['San Francisco Bay Area', 'San Francisco, California, US'],
    ['Washington, DC', 'Washington, District of Columbia, US'],
    ['Birmingham', 'Birmingham, England, GB'],
    ['Birmingham, AL', 'Birmingham, Alabama, US'],
    ['Cambridge, MA', 'Cambridge, Massachusetts, US'],
    ['Cambridge, England', 'Cambridge, England, GB'],
    ['Portland, OR', 'Portland, Oregon, US'],
    ['Portland, Maine', 'Portland, Maine, US'],
    ['St. Louis, MO 63101', 'St. Louis, Missouri, US'],
    ['Bangalore, India', 'Bengaluru, Karnataka, IN'],
    ['Sydney, NSW', 'Sydney, New South Wales, AU'],
    ['Vancouver, BC', 'Vancouver, British Columbia, CA'],
    ['Vancouver, WA', 'Vancouver, Washington, US'],
    ['Dublin, Ireland', 'Dublin, Leinster, IE'],
    ['Austin, TX / Remote', 'Austin, Texas, US'],
    ['Remote - Seattle, WA', 'Seattle, Washington, US'],
    ['United States, New York, New York', 'New York City, New York, US'],
    ['San Mateo, CA United States', 'San Mateo, California, US'],
    ['Irvine CA', 'Irvine, California, US'],
    ['St. Petersburg, FL', 'St. Petersburg, Florida, US'],
    ['Oakland/San Francisco, CA', 'Oakland, California, US'],
    ['San Francisco, CA, New York, NY, Portland, OR', 'San Francisco, California, US'],
    ['Berlin, Madrid, Dublin', 'Berlin, State of Berlin, DE'],
    ['Toronto, ON; Remote', 'Toronto, Ontario, CA'],
    ['Ribeirão Preto - SP', 'Ribeirão Preto, São Paulo, BR'],
    ['JP - HQ - Tokyo', 'Tokyo, Tokyo, JP'],
    ['IN_Indianapolis_HQ', 'Indianapolis, Indiana, US'],
    ['Kingston, New York, United States', 'Kingston, New York, US'],
    ['510 East 62nd Street, New York, NY 10065', 'New York City, New York, US'],
    ['Southampton General Hospital, Southampton', 'Southampton, England, GB'],
    ['Luxembourg', 'Luxembourg, Luxembourg, LU'],
    ['Singapore', 'Singapore, , SG'],
    ['SÃO PAULO', 'São Paulo, São Paulo, BR'],
  ])('reads %s as %s', (text, place) => {
    expect(read(text).place).toBe(place);
  });

  it.each([
    ['Remote', null, 'remote'],
    ['Remote – US', 'US', 'remote'],
    ['Remote, United Kingdom', 'GB', 'remote'],
    ['Work from home', null, 'remote'],
    ['Germany', 'DE', null],
    ['USA', 'US', null],
  ])('reads %s without a city', (text, country, remote) => {
    expect(read(text)).toEqual({ place: null, country, remote });
  });

  it.each([
    ['Mexico', 'MX', null],
    ['Arizona, United States', 'US', 'AZ'],
    ['Mill Valley, CA', 'US', 'CA'],
    ['Long Beach, WA, United States', 'US', 'WA'],
    ['Corning, NY', 'US', 'NY'],
    ['Cornelius, Oregon, United States', 'US', 'OR'],
    ['Hot Sulphur Springs, CO', 'US', 'CO'],
    ['Georgia, USA', 'US', 'GA'],
  ])('knows the region of %s, not a city of the same name elsewhere', (text, country, admin1) => {
    expect(resolver.resolve(text)).toMatchObject({ placeId: null, country, admin1 });
  });

  it('follows the country and the coordinates a source gives', () => {
    expect(read('Birmingham', { country: 'US' }).place).toBe('Birmingham, Alabama, US');
    expect(read('Newport', { lat: 51.58, lon: -2.99 }).place).toBe('Newport, Wales, GB');
  });

  it.each(['', 'Competitive', 'Nowhere upon Sea', 'la', 'various', '???'])('gives nothing for %j', (text) => {
    expect(read(text)).toEqual({ place: null, country: null, remote: null });
  });

  it('never throws and only names places that exist', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { placeId, confidence } = resolver.resolve(text);
        expect(placeId === null || nameOf.has(placeId)).toBe(true);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('coordinates', () => {
  it('settle a place the text leaves open, and win where the two are far apart', () => {
    expect(read('St James University Hospital', { lat: 53.8073, lon: -1.51908 }).place).toBe(
      'Leeds, England, GB',
    );
    expect(read('Birmingham', { lat: 33.52, lon: -86.8 }).place).toBe('Birmingham, Alabama, US');
    expect(read('', { lat: 48.85, lon: 2.35 }).place).toContain('Île-de-France, FR');
  });

  it('find the same nearest place as comparing all', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (lat, lon) => {
          const all = Math.min(...places.map((place) => distanceKm({ lat, lon }, place)));
          expect(resolver.nearest({ lat, lon })?.km).toBeCloseTo(all, 6);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('that are no numbers find nothing', () => {
    expect(resolver.nearest({ lat: Number.NaN, lon: 0 })).toBeNull();
  });
});

describe('search', () => {
  it.each([
    ['par', 'Paris, Île-de-France, FR'],
    ['new york', 'New York City, New York, US'],
    ['münch', 'Munich, Bavaria, DE'],
    ['lond', 'London, England, GB'],
    ['paris, texas', 'Paris, Texas, US'],
    ['cambridge, us', 'Cambridge, Massachusetts, US'],
    ['st louis', 'St. Louis, Missouri, US'],
  ])('%s finds %s first', (query, place) => {
    expect(nameOf.get(resolver.search(query, 3)[0]?.id ?? 0)).toBe(place);
  });

  it('ranks by people, gives each place once, no more than asked, and nothing for nothing', () => {
    const found = resolver.search('san', 20);
    expect(found).toHaveLength(20);
    expect(new Set(found.map((place) => place.id)).size).toBe(20);
    expect(resolver.search(' , ', 5)).toEqual([]);
    expect(resolver.search('london', 0)).toEqual([]);
  });
});

describe('distanceKm', () => {
  it('agrees with the known distance from London to Paris', () => {
    expect(distanceKm({ lat: 51.5074, lon: -0.1278 }, { lat: 48.8566, lon: 2.3522 })).toBeCloseTo(343.6, 0);
  });
});
