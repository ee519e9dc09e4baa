import type { Db } from '@access/db';
import {
  roughExchangeRates,
  seedExchangeRates,
  seedPlaces,
  seedResources,
  seedSkills,
} from '@access/db/seed';
import { loadResources } from '@access/ml/learning';
import { loadPlaces } from '@access/ml/places';
import { loadSkills } from '@access/ml/skills';

import type { Report } from './report.ts';
import { seedDemo, seedDemoAccounts } from './seed-demo.ts';
import { withDatabase } from './with-database.ts';

const RESOURCES_FROM = 'free-programming-books (Free Ebook Foundation), CC BY 4.0';

/** Loads the shipped taxonomy, learning resources, places and exchange rates; a second run brings them up to date. */
export async function seedTaxonomy(
  db: Db,
  onStep: (line: string) => void,
): Promise<{ skills: number; places: number }> {
  const skills = loadSkills();
  onStep(`Writing ${skills.length} skills`);
  await seedSkills(db, skills);
  const resources = loadResources();
  onStep(`Writing ${resources.length} learning resources`);
  await seedResources(db, RESOURCES_FROM, resources);
  const places = loadPlaces();
  onStep(`Writing ${places.length} places`);
  await seedPlaces(db, places);
  await seedExchangeRates(db, roughExchangeRates);
  return { skills: skills.length, places: places.length };
}

/** Loads what the product ships; with flags also the demo. */
export async function seed(
  options: { demo?: boolean; demoAccounts?: boolean },
  report: Report,
): Promise<void> {
  const counts = await withDatabase(async ({ db }) => {
    const made = await seedTaxonomy(db, report.step);
    if (options.demoAccounts === true) await seedDemoAccounts(db);
    return made;
  });
  if (options.demo === true) await seedDemo(report);
  report.done(counts, `${counts.skills} skills and ${counts.places} places are in place`);
}
