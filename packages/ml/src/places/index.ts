export { distanceKm, type Coordinates } from './distance.ts';
export { loadCountries, loadPlaces, type Country, type Place } from './load-gazetteer.ts';
export {
  createPlaceResolver,
  type LocationReading,
  type PlaceResolver,
  type ResolvedLocation,
} from './place-resolver.ts';
