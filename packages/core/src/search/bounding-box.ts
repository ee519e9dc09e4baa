const KM_A_DEGREE = 111.195;

/** A circle on the globe and the box around it; `west` is above `east` where the box crosses the date line. Degrees. */
export interface Circle {
  readonly latitude: number;
  readonly longitude: number;
  readonly radiusKm: number;
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** The box that an index can answer before distances are computed; around a pole it spans all longitudes. */
export function circleAround(centre: { latitude: number; longitude: number }, radiusKm: number): Circle {
  const { latitude, longitude } = centre;
  const dLat = radiusKm / KM_A_DEGREE;
  const south = latitude - dLat;
  const north = latitude + dLat;
  const base = { latitude, longitude, radiusKm, south, north };
  if (south <= -90 || north >= 90) return { ...base, west: -180, east: 180 };
  // A circle reaches farthest east and west a little poleward of its centre.
  const ratio = Math.sin(radians(dLat)) / Math.cos(radians(latitude));
  const dLon = ratio >= 1 ? 180 : degrees(Math.asin(ratio));
  if (dLon >= 180) return { ...base, west: -180, east: 180 };
  return { ...base, west: wrap(longitude - dLon), east: wrap(longitude + dLon) };
}

const radians = (value: number): number => (value * Math.PI) / 180;
const degrees = (value: number): number => (value * 180) / Math.PI;
const wrap = (value: number): number => (value < -180 ? value + 360 : value > 180 ? value - 360 : value);
