export { loadCountries, loadPlaces, type Country, type Place } from './load-gazetteer.ts';
