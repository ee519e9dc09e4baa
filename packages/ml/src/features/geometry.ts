/** Mean radius of the Earth. */
export const EARTH_RADIUS_KM = 6371.0088;

/** Point on the unit sphere of a latitude and longitude in degrees. */
export function unitPoint({ lat, lon }: { lat: number; lon: number }): [number, number, number] {
  const phi = (lat * Math.PI) / 180;
  const lambda = (lon * Math.PI) / 180;
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

/** Great-circle kilometres of a squared chord between points of the unit sphere; NaN stays NaN. */
export function chordToKm(squaredChord: number): number {
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(squaredChord) / 2));
}

/** Squared chord that spans so many kilometres. */
export function kmToSquaredChord(km: number): number {
  return (2 * Math.sin(Math.min(Math.PI / 2, km / (2 * EARTH_RADIUS_KM)))) ** 2;
}
