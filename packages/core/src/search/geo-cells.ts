import type { Circle } from './bounding-box.ts';
import { facetToken, type FacetKind } from './facet-tokens.ts';

const KM_A_DEGREE = 111.195;
/** More columns than any ring has: 360° / (16 km) at the equator is 2,502. */
const COLUMNS = 4_096;
const sizes = [
  ['cell16', 16],
  ['cell64', 64],
  ['cell256', 256],
] as const satisfies ReadonlyArray<readonly [FacetKind, number]>;
/** Cells across the diameter at most: about forty cells cover a circle, with little around it. */
const MOST_ACROSS = 7;
/** Degrees of slack: the database works with the same numbers, but not digit by digit. */
const SLACK = 1e-6;

/**
 * Tokens of the cells that a circle touches. The globe is cut into bands of one height, each band into as many cells as makes them about
 * square; the smallest size is taken that needs few of them. A superset of the circle: distances are tested afterwards.
 */
export function cellTokens(circle: Circle): number[] {
  const [kind, km] =
    sizes.find(([, size]) => (2 * circle.radiusKm) / size <= MOST_ACROSS) ?? (['cell256', 256] as const);
  const height = km / KM_A_DEGREE;
  const first = bandOf(Math.max(-90, circle.south - SLACK), height);
  const last = bandOf(Math.min(90, circle.north + SLACK), height);
  return Array.from({ length: last - first + 1 }, (_, index) => cellsOfBand(circle, first + index, height))
    .flat()
    .map((cell) => facetToken(kind, cell));
}

const bandOf = (latitude: number, height: number): number => Math.floor((latitude + 90) / height);

/** How many cells a band has. */
function ringOf(band: number, height: number): number {
  const middle = Math.max(-89.9, Math.min(89.9, (band + 0.5) * height - 90));
  return Math.max(1, Math.round((360 * Math.cos(radians(middle))) / height));
}

function cellsOfBand(circle: Circle, band: number, height: number): number[] {
  const ring = ringOf(band, height);
  const reach = reachInBand(circle, { low: band * height - 90, high: (band + 1) * height - 90 }) + SLACK;
  const columnOf = (longitude: number): number => Math.floor(((longitude + 180) / 360) * ring);
  const first = columnOf(circle.longitude - reach);
  const last = Math.min(columnOf(circle.longitude + reach), first + ring - 1);
  return Array.from(
    { length: last - first + 1 },
    (_, index) => band * COLUMNS + ((first + index + 2 * ring) % ring),
  );
}

/** How far east and west of its centre the circle reaches between two latitudes, in degrees. */
function reachInBand(circle: Circle, { low, high }: { low: number; high: number }): number {
  if (circle.south <= -90 || circle.north >= 90) return 180;
  const angle = radians(circle.radiusKm / KM_A_DEGREE);
  const centre = radians(circle.latitude);
  // The widest place lies a little poleward of the centre; the nearest of the band to it decides.
  const widest = Math.asin(Math.min(1, Math.max(-1, Math.sin(centre) / Math.cos(angle))));
  const at = Math.min(radians(high), Math.max(radians(low), widest));
  const cosine = (Math.cos(angle) - Math.sin(centre) * Math.sin(at)) / (Math.cos(centre) * Math.cos(at));
  if (cosine >= 1) return 0;
  return cosine <= -1 ? 180 : (Math.acos(cosine) * 180) / Math.PI;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The cell a point lies in, as {@link cellTokens} numbers them. */
export function cellOf({ latitude, longitude }: { latitude: number; longitude: number }, km: number): number {
  const height = km / KM_A_DEGREE;
  const band = bandOf(latitude, height);
  const ring = ringOf(band, height);
  return band * COLUMNS + (Math.floor(((longitude + 180) / 360) * ring) % ring);
}
