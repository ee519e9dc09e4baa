export {
  seedExchangeRates,
  seedPlaces,
  seedResources,
  seedSkills,
  type PlaceSeed,
  type SkillSeed,
} from './taxonomy.ts';
export { roughExchangeRates } from './exchange-rates.ts';
export { seedPeople, seedPerson, type PersonSeed } from './people.ts';
