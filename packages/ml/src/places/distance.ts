/** A point on the earth, degrees. */
export type Coordinates = { lat: number; lon: number };

const EARTH_RADIUS_KM = 6_371.009;
const RADIANS = Math.PI / 180;

/** Great-circle distance in kilometres between points in degrees (haversine, mean Earth radius). */
export function distanceKm(a: Coordinates, b: Coordinates): number {
  const dLat = (b.lat - a.lat) * RADIANS;
  const dLon = (b.lon - a.lon) * RADIANS;
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
