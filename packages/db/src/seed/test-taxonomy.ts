import { sql } from 'kysely';

import type { Db } from '../client/index.ts';
import facts from './facts/test-taxonomy.json' with { type: 'json' };

/** Fills a migrated, empty database with some sixty skills and two dozen cities, so that a clone of it stays cheap. */
export async function seedTestTaxonomy(db: Db): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const skills = await trx
      .insertInto('skills')
      .values(facts.skills.map(({ aliases: _, ...skill }) => skill))
      .returning(['id', 'slug'])
      .execute();
    const idOf = new Map(skills.map(({ id, slug }) => [slug, id]));
    const aliases = facts.skills.flatMap(({ slug, aliases }) => {
      const skillId = idOf.get(slug);
      return skillId === undefined ? [] : aliases.map((alias) => ({ skillId, alias }));
    });
    await trx.insertInto('skillAliases').values(aliases).execute();
    await trx
      .insertInto('places')
      .values(
        facts.places.map((place) => {
          const lines = [place.name, ...place.names].map((name) => `\n${name}`).join('');
          return { ...place, searchNames: sql<string>`fold(${lines})` };
        }),
      )
      .execute();
  });
}
