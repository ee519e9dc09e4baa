export { createPlacesService, findPlace, requirePlaces, type PlacesService } from './places.service.ts';
export { placeLabel, placesByIds, searchPlaces } from './places.repository.ts';
