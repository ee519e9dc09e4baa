import { z } from 'zod';

const Role = z.object({
  field: z.string(),
  titles: z.array(z.string()).min(1),
  /** Yearly pay in US dollars, entry to senior. */
  payUsd: z.tuple([z.number(), z.number()]),
  required: z.array(z.string()),
  optional: z.array(z.string()),
  /** What the work consists of, as verb phrases. */
  tasks: z.array(z.string()).min(4),
  /** How common the role is, 1–5. */
  weight: z.number(),
  /** How often it is done from home, 0–3. */
  remote: z.number(),
});
export type DemoRole = z.infer<typeof Role>;

const Field = z.object({
  industry: z.string(),
  teams: z.array(z.string()).min(1),
  name: z.array(z.string()).min(1),
});
export type DemoField = z.infer<typeof Field>;

const Country = z.object({
  weight: z.number(),
  currency: z.string(),
  /** Pay relative to the United States, in dollars. */
  pay: z.number(),
  /** Dollars for one unit of the currency. */
  rate: z.number(),
  /** Lowest yearly pay for full-time work, in the currency. */
  lowest: z.number(),
});

/** Who can be looked for: `ml-models/demo/roles.json` (ours) and `official-roles.json` (from O*NET, ESCO and USAJOBS). */
export const DemoRoles = z.object({ roles: z.array(Role).min(1) });

/** The words the demo is composed from: `ml-models/demo/grammar.json`. */
export const DemoGrammar = z.object({
  fields: z.record(z.string(), Field),
  companyWords: z.array(z.string()).min(1),
  /** Tasks of any work. */
  commonTasks: z.array(z.string()).min(1),
  /** Skills of one word that are no proper names. */
  commonWords: z.array(z.string()),
  benefits: z.record(z.string(), z.array(z.string())),
  cities: z.record(z.string(), z.array(z.string())),
  countries: z.record(z.string(), Country),
});

/** Everything a catalogue is made from. */
export type DemoFacts = z.infer<typeof DemoGrammar> & z.infer<typeof DemoRoles>;

export const demoLevels = ['entry', 'mid', 'senior', 'executive'] as const;
export type DemoLevel = (typeof demoLevels)[number];

/** Share of the way from entry to senior pay. */
export const levelPay: Readonly<Record<DemoLevel, number>> = {
  entry: 0.05,
  mid: 0.45,
  senior: 0.9,
  executive: 1.15,
};

/** The field of a role; throws when the facts name one that is not described. */
export function fieldOf(facts: DemoFacts, role: DemoRole): DemoField {
  const field = facts.fields[role.field];
  if (field === undefined) throw new Error(`The demo describes no field ${role.field}`);
  return field;
}

/** A city and its country, by the countries' weights; larger countries have more cities to choose from. */
export function drawCity(
  facts: DemoFacts,
  draw: { weighted: Weighted; pick: Pick },
): { city: string; country: string } {
  const country = draw.weighted(Object.keys(facts.cities), (code) => facts.countries[code]?.weight ?? 0);
  return { city: draw.pick(facts.cities[country] ?? []), country };
}

type Weighted = (items: readonly string[], weightOf: (item: string) => number) => string;
type Pick = (items: readonly string[]) => string;
