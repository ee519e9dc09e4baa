import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { circleAround } from './bounding-box.ts';
import { readFacetToken } from './facet-tokens.ts';
import { cellOf, cellTokens } from './geo-cells.ts';

const rad = (degrees: number): number => (degrees * Math.PI) / 180;
const sizeOf = { cell16: 16, cell64: 64, cell256: 256 } as const;

/** The point that lies `km` from the centre in a direction (Vincenty's direct formula on a sphere). */
function pointAt(centre: { latitude: number; longitude: number }, km: number, bearing: number) {
  const angle = rad(km / 111.195);
  const [lat, lon] = [rad(centre.latitude), rad(centre.longitude)];
  const latitude = Math.asin(
    Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing),
  );
  const east = Math.atan2(
    Math.sin(bearing) * Math.sin(angle) * Math.cos(lat),
    Math.cos(angle) - Math.sin(lat) * Math.sin(latitude),
  );
  const longitude = ((((lon + east) * 180) / Math.PI + 540) % 360) - 180;
  return { latitude: (latitude * 180) / Math.PI, longitude };
}

const numberIn = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('cellTokens', () => {
  it('covers every point of the circle', () => {
    fc.assert(
      fc.property(
        fc.record({ latitude: numberIn(-90, 90), longitude: numberIn(-180, 180) }),
        fc.integer({ min: 1, max: 500 }),
        numberIn(0, 1),
        numberIn(0, 2 * Math.PI),
        (centre, radiusKm, share, bearing) => {
          const cells = cellTokens(circleAround(centre, radiusKm)).map((token) => readFacetToken(token));
          const kind = cells[0]?.kind;
          const km = kind === 'cell16' || kind === 'cell64' || kind === 'cell256' ? sizeOf[kind] : Number.NaN;
          const point = pointAt(centre, radiusKm * share * 0.999_999, bearing);
          expect(cells.map((cell) => cell?.value)).toContain(cellOf(point, km));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([
    [51.5, -0.13, 50],
    [51.5, -0.13, 500],
    [0, 179.9, 100],
    [68, 20, 56],
  ])('needs few cells around %d, %d with %d km, each once', (latitude, longitude, radiusKm) => {
    const tokens = cellTokens(circleAround({ latitude, longitude }, radiusKm));
    expect(tokens.length).toBeLessThan(65);
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});
