export { distanceKm } from './distance.ts';
export { loadCountries, loadPlaces, type Country, type Place } from './load-gazetteer.ts';
export { createPlaceResolver, type PlaceResolver, type ResolvedLocation } from './place-resolver.ts';
