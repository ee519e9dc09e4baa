import { demoLevels, drawCity, type DemoFacts, type DemoLevel, type DemoRole } from './demo-facts.ts';
import { createDraw, type Draw } from './random.ts';

/** An invented job seeker. */
export interface DemoPerson {
  readonly email: string;
  readonly displayName: string;
  readonly title: string;
  readonly field: string;
  readonly city: string;
  readonly country: string;
  readonly level: DemoLevel;
  readonly skills: readonly { readonly name: string; readonly level: number }[];
  readonly positions: readonly {
    readonly company: string;
    readonly position: string;
    readonly startYear: number;
    readonly endYear: number | null;
  }[];
}

const firstNames = [
  'Ada',
  'Amir',
  'Bea',
  'Chidi',
  'Dana',
  'Elif',
  'Femi',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Kira',
  'Liam',
  'Mina',
  'Noor',
  'Olga',
  'Priya',
  'Quinn',
  'Rosa',
  'Sami',
  'Tess',
  'Uma',
  'Viktor',
  'Wanda',
  'Yara',
  'Zane',
];
const lastNames = [
  'Abbott',
  'Berger',
  'Costa',
  'Diaz',
  'Evans',
  'Fischer',
  'Garcia',
  'Hughes',
  'Ito',
  'Jensen',
  'Khan',
  'Lopez',
  'Mensah',
  'Novak',
  'Okafor',
  'Patel',
  'Quist',
  'Rossi',
  'Singh',
  'Tanaka',
  'Usman',
  'Vogel',
  'Walsh',
  'Yilmaz',
];
const yearsAtLevel: Readonly<Record<DemoLevel, number>> = { entry: 1, mid: 4, senior: 9, executive: 14 };

/** Invents `count` job seekers; deterministic for a seed. Their addresses end in `.example`, which no mail reaches. */
export function generateDemoPeople(
  facts: DemoFacts,
  { seed, year, count }: { seed: number; year: number; count: number },
): DemoPerson[] {
  const draw = createDraw(seed);
  return Array.from({ length: count }, (_, index) => {
    const role = draw.weighted(facts.roles, (each) => each.weight);
    const level = draw.weighted(
      demoLevels,
      (each) => ({ entry: 25, mid: 45, senior: 26, executive: 4 })[each],
    );
    return {
      email: `seeker-${index + 1}@demo.access.example`,
      displayName: `${draw.pick(firstNames)} ${draw.pick(lastNames)}`,
      title: draw.pick(role.titles),
      field: role.field,
      ...drawCity(facts, draw),
      level,
      skills: skillsOf(role, level, draw),
      positions: positionsOf(facts, role, { level, year }, draw),
    };
  });
}

function skillsOf(role: DemoRole, level: DemoLevel, draw: Draw): DemoPerson['skills'] {
  const top = demoLevels.indexOf(level) + 1;
  const names = [
    ...draw.some(role.required, draw.whole(2, role.required.length)),
    ...draw.some(role.optional, draw.whole(0, 2)),
  ];
  return names.map((name) => ({ name, level: Math.max(1, Math.min(4, top + draw.whole(-1, 1))) }));
}

function positionsOf(
  facts: DemoFacts,
  role: DemoRole,
  { level, year }: { level: DemoLevel; year: number },
  draw: Draw,
): DemoPerson['positions'] {
  const years = yearsAtLevel[level] + draw.whole(0, 2);
  const change = year - Math.ceil(years / 2);
  const company = (): string =>
    `${draw.pick(facts.companyWords)} ${draw.pick(facts.fields[role.field]?.name ?? ['Works'])}`;
  const present = { company: company(), position: draw.pick(role.titles), startYear: change, endYear: null };
  if (years < 3) return [present];
  const past = {
    company: company(),
    position: draw.pick(role.titles),
    startYear: year - years,
    endYear: change,
  };
  return [present, past];
}
