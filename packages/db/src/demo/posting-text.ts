import type { DemoFacts, DemoField, DemoLevel, DemoRole } from './demo-facts.ts';
import type { Draw } from './random.ts';

/** What a posting's text is composed of. */
export interface Scene {
  readonly title: string;
  readonly company: string;
  readonly city: string;
  readonly country: string;
  readonly level: DemoLevel;
  readonly role: DemoRole;
  readonly field: DemoField;
  readonly remote: 'on_site' | 'remote' | 'hybrid';
  readonly isPermanent: boolean;
}

const years: Readonly<Record<DemoLevel, readonly string[]>> = {
  entry: ['No long experience needed: we train you', 'Some first experience, or a good reason to begin'],
  mid: ['Two to four years in a similar role', 'At least three years of practice'],
  senior: ['Six years or more in the field', 'Long experience, and the wish to pass it on'],
  executive: [
    'Ten years of experience, several of them leading others',
    'A record of building and leading teams',
  ],
};

const EU = new Set(['DE', 'FR', 'NL', 'IE', 'ES', 'SE', 'CH']);

/** The description as HTML paragraphs and a list of tasks, no sentence twice. */
export function describeJob(facts: DemoFacts, scene: Scene, draw: Draw): string {
  const chosen = new Set(draw.some(scene.role.tasks, draw.whole(4, 6)));
  // In the order of the facts, which goes from the heart of the work to its edges.
  const tasks = scene.role.tasks.filter((task) => chosen.has(task));
  const common = draw.some(facts.commonTasks, draw.whole(0, 1));
  return [
    paragraph(opening(scene, draw)),
    paragraph(setting(scene, draw)),
    '<h3>What you will do</h3>',
    list([...tasks, ...common, ...(draw.chance(0.6) ? [craft(facts, scene, draw)] : [])]),
    paragraph(closing(scene, draw)),
    paragraph('This posting belongs to a demo: the employer is invented.'),
  ].join('\n');
}

/** What the job asks for, required apart from nice to have. */
export function describeRequirements(facts: DemoFacts, scene: Scene, draw: Draw): string {
  const required = scene.role.required;
  const optional = draw.some(scene.role.optional, draw.whole(1, scene.role.optional.length));
  return [
    '<h3>Requirements</h3>',
    list([draw.pick(years[scene.level]), ...required.map((skill) => demand(facts, skill, draw))]),
    '<h3>Nice to have</h3>',
    list(optional),
  ].join('\n');
}

/** The benefits as a list: some of the country, some of anywhere. */
export function describeBenefits(facts: DemoFacts, { country, isPermanent }: Scene, draw: Draw): string {
  const local = facts.benefits[country] ?? facts.benefits[EU.has(country) ? 'EU' : 'other'] ?? [];
  const permanent = isPermanent && draw.chance(0.3) ? (facts.benefits['permanent'] ?? []) : [];
  return list([
    ...permanent,
    ...draw.some(local, 2),
    ...draw.some(facts.benefits['any'] ?? [], draw.whole(1, 3)),
  ]);
}

function opening({ title, company, city }: Scene, draw: Draw): string {
  const one = article(title);
  return draw.pick([
    `${company} in ${city} is looking for ${one} ${title}.`,
    `Join ${company} in ${city} as ${one} ${title}.`,
    `We are growing: our ${city} team has room for ${one} ${title}.`,
    `For our team in ${city} we are looking for ${one} ${title} who likes to see things through.`,
    `${company} has an opening for ${one} ${title} in ${city}.`,
    `A colleague is retiring, and we are looking for ${one} ${title} to carry on good work in ${city}.`,
    `Would you like to work as ${one} ${title} with people who take time for one another?`,
  ]);
}

function setting({ field, remote, company }: Scene, draw: Draw): string {
  const team = draw.pick(field.teams);
  const where = {
    on_site: draw.pick([
      'The work is done on site.',
      'You work on site, side by side with the team.',
      'This is a role on site; we help with the commute where we can.',
    ]),
    hybrid: draw.pick([
      'We work hybrid: two or three days a week on site, the others where you like.',
      'The role is hybrid, and Tuesdays are for meeting in person.',
    ]),
    remote: draw.pick([
      'The role is remote, and the whole team meets twice a year.',
      'You can work fully remote from anywhere in the country.',
    ]),
  }[remote];
  return draw.pick([
    `You will join ${team}. ${where}`,
    `Your place will be with ${team}. ${where}`,
    `At ${company} you will find ${team}, and colleagues who answer questions. ${where}`,
  ]);
}

/** One task in the words of the role's own skills. */
function craft(facts: DemoFacts, { role }: Scene, draw: Draw): string {
  const [first = 'your craft', second] = draw.some(role.required, 2).map((skill) => inSentence(facts, skill));
  const both = second === undefined ? first : `${first} and ${second}`;
  return draw.pick([
    `Put ${both} to use every day, and help others to`,
    `Keep learning about ${both}; we make time for it`,
    `Share what you know of ${both} with the team`,
  ]);
}

function demand(facts: DemoFacts, skill: string, draw: Draw): string {
  const named = inSentence(facts, skill);
  return draw.pick([
    skill,
    skill,
    `Good command of ${named}`,
    `Experience with ${named}`,
    `Sound knowledge of ${named}`,
  ]);
}

/** A skill as it is written inside a sentence: "data visualisation", but "Python" and "Civil 3D". */
function inSentence({ commonWords }: DemoFacts, skill: string): string {
  const isPhrase = /^[A-Z][a-z-]+(?: [a-z-]+)+$/.test(skill);
  return isPhrase || commonWords.includes(skill) ? skill.charAt(0).toLowerCase() + skill.slice(1) : skill;
}

function closing({ company }: Scene, draw: Draw): string {
  return draw.pick([
    'Send us a short letter and your CV; we answer within a week.',
    `${company} welcomes people of every background. Tell us what you need to show us your best.`,
    'Not sure whether you tick every box? Apply, and let us talk.',
    'You will meet the team before you decide, and so will we.',
    'One conversation, one day together, one answer: that is how we hire.',
    'Questions first? Write to us, and someone from the team will call you back.',
  ]);
}

/** The word before a title, by its first sound as far as spelling tells: "an ICU nurse", "a UX designer". */
export function article(title: string, isFirst = false): string {
  const first = title.split(/[\s–-]/)[0] ?? title;
  const isSpelled = /^[A-Z]{2,}$/.test(first) && !/^[A-Z]*[AEIOU][A-Z]*[^AEIOU][A-Z]+$/.test(first);
  const sounds = isSpelled
    ? /^[AEFHILMNORSX]/.test(first)
    : /^(?!u(ni|se|x)|eu|one)[aeiou]|^(hon|hour|heir)/i.test(first);
  const word = sounds ? 'an' : 'a';
  return isFirst ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

const paragraph = (text: string): string => `<p>${escape(text)}</p>`;
const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
