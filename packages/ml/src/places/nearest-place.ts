import { distanceKm, type Coordinates } from './distance.ts';
import type { Place } from './load-gazetteer.ts';

/** The place closest to a point, with its distance in km; null where the gazetteer is empty or the point is no number. */
export type NearestPlace = (point: Coordinates) => { place: Place; km: number } | null;

const KM_PER_DEGREE = 111.2;
/** Nearer than this many degrees the grid is read ring by ring; beyond (open sea) every place is compared. */
const MAX_RING = 4;

/** Puts the places in cells of one degree, so that a look-up reads a handful of cells. */
export function createNearestPlace(places: readonly Place[]): NearestPlace {
  const cells = new Map<string, Place[]>();
  for (const place of places) {
    const key = cellKey(Math.floor(place.lat), Math.floor(place.lon));
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [place]);
    else cell.push(place);
  }
  return (point) => {
    if (!Number.isFinite(point.lat) || !Number.isFinite(point.lon)) return null;
    const near = closest(point, ringPlaces(cells, point));
    // A place in a ring further out cannot be nearer than that ring's edge.
    const edgeKm =
      MAX_RING * KM_PER_DEGREE * Math.cos((Math.min(89, Math.abs(point.lat) + MAX_RING) * Math.PI) / 180);
    return near !== null && near.km <= edgeKm ? near : closest(point, places);
  };
}

function ringPlaces(cells: ReadonlyMap<string, Place[]>, { lat, lon }: Coordinates): Place[] {
  const found: Place[] = [];
  for (let ring = 0; ring <= MAX_RING; ring += 1) {
    // One ring more than the first hit: a neighbour cell may hold a nearer place.
    const isLast = found.length > 0;
    for (let dLat = -ring; dLat <= ring; dLat += 1) {
      for (let dLon = -ring; dLon <= ring; dLon += 1) {
        if (Math.max(Math.abs(dLat), Math.abs(dLon)) !== ring) continue;
        const cell = cells.get(cellKey(Math.floor(lat) + dLat, wrap(Math.floor(lon) + dLon)));
        if (cell !== undefined) found.push(...cell);
      }
    }
    if (isLast && ring >= MIN_RINGS) break;
  }
  return found;
}

/** Away from the equator a degree of longitude is short: at least this many rings are read. */
const MIN_RINGS = 2;

function closest(point: Coordinates, places: readonly Place[]): { place: Place; km: number } | null {
  let best: { place: Place; km: number } | null = null;
  for (const place of places) {
    const km = distanceKm(point, place);
    if (best === null || km < best.km) best = { place, km };
  }
  return best;
}

function wrap(lon: number): number {
  return ((((lon + 180) % 360) + 360) % 360) - 180;
}

function cellKey(lat: number, lon: number): string {
  return `${lat}:${lon}`;
}
