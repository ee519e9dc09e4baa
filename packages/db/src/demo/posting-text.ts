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
}

const years: Readonly<Record<DemoLevel, readonly string[]>> = {
  entry: ['No experience is needed; curiosity is', 'Your first year in the field, or a good reason to begin'],
  mid: ['Two to four years in a similar role', 'At least three years of practice'],
  senior: ['Six years or more in the field', 'Long experience, and the wish to pass it on'],
  executive: [
    'Ten years of experience, several of them leading others',
    'A record of building and leading teams',
  ],
};

const EU = new Set(['DE', 'FR', 'NL', 'IE', 'ES', 'SE', 'CH']);

/** The description as HTML paragraphs and a list of tasks, no sentence twice. */
export function describeJob(scene: Scene, draw: Draw): string {
  const tasks = draw.some(scene.field.tasks, draw.whole(4, 6));
  return [
    paragraph(opening(scene, draw)),
    paragraph(setting(scene, draw)),
    '<h3>What you will do</h3>',
    list([...tasks, craft(scene, draw)]),
    paragraph(closing(scene, draw)),
    paragraph('This posting belongs to the Access demo: the employer is invented.'),
  ].join('\n');
}

/** What the job asks for, required apart from nice to have. */
export function describeRequirements(scene: Scene, draw: Draw): string {
  const required = scene.role.required;
  const optional = draw.some(scene.role.optional, draw.whole(1, scene.role.optional.length));
  return [
    '<h3>Requirements</h3>',
    list([draw.pick(years[scene.level]), ...required.map((skill) => demand(skill, draw))]),
    '<h3>Nice to have</h3>',
    list(optional),
  ].join('\n');
}

export function describeBenefits(facts: DemoFacts, country: string, draw: Draw): string {
  const local = facts.benefits[country] ?? facts.benefits[EU.has(country) ? 'EU' : 'other'] ?? [];
  return list([...draw.some(local, 2), ...draw.some(facts.benefits['any'] ?? [], draw.whole(2, 3))]);
}

function opening({ title, company, city }: Scene, draw: Draw): string {
  return draw.pick([
    `${company} in ${city} is looking for ${article(title)} ${title}.`,
    `Join ${company} as ${article(title)} ${title} in ${city}.`,
    `We are growing: our house in ${city} has room for ${article(title)} ${title}.`,
    `For our team in ${city} we are seeking ${article(title)} ${title} who likes to see things through.`,
    `${article(title, true)} ${title} is what we are missing in ${city}.`,
    `Would you like to work as ${article(title)} ${title} with people who take time for one another?`,
  ]);
}

function setting({ field, remote, company }: Scene, draw: Draw): string {
  const team = draw.pick(field.teams);
  const where = {
    on_site: draw.pick([
      'You work on site with the others.',
      'The work is done on site, which keeps ways short.',
    ]),
    hybrid: draw.pick([
      'Two or three days a week at the office are enough; the others are yours to choose (hybrid).',
      'We work hybrid and meet on Tuesdays.',
    ]),
    remote: draw.pick([
      'The role is remote; we meet twice a year.',
      'You can work fully remote from anywhere in the country.',
    ]),
  }[remote];
  return draw.pick([
    `You will be part of ${team}. ${where}`,
    `Your place is in ${team}. ${where}`,
    `${company} is ${team.startsWith('a ') || team.startsWith('an ') ? 'known for its people; you join' : 'home to'} ${team}. ${where}`,
  ]);
}

/** One task in the words of the role's own skills. */
function craft({ role }: Scene, draw: Draw): string {
  const [first = 'your craft', second] = draw.some(role.required, 2);
  const both = second === undefined ? first : `${first} and ${second}`;
  return draw.pick([
    `Bring ${both} to daily use and help others do the same`,
    `Apply ${both} where they make the difference`,
    `Keep your ${both} sharp; we give you the time`,
  ]);
}

function demand(skill: string, draw: Draw): string {
  return draw.pick([
    skill,
    `Good command of ${skill}`,
    `Experience with ${skill}`,
    `Confidence in ${skill}`,
    `${skill}, proven in practice`,
  ]);
}

function closing({ company }: Scene, draw: Draw): string {
  return draw.pick([
    'Send us a short letter and your CV; we answer within a week.',
    `${company} welcomes people of every background. Tell us what you need to show us your best.`,
    'Not sure whether you tick every box? Apply, and let us talk.',
    'You will meet the team before you decide, and so will we.',
    'One conversation, one day together, one answer: that is how we hire.',
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
