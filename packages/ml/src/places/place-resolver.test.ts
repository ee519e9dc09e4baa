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

describe('distanceKm', () => {
  it('agrees with the known distance from London to Paris', () => {
    expect(distanceKm({ lat: 51.5074, lon: -0.1278 }, { lat: 48.8566, lon: 2.3522 })).toBeCloseTo(343.6, 0);
  });
});
