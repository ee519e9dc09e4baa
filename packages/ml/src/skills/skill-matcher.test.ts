import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadSkills } from './load-taxonomy.ts';
import { createSkillMatcher } from './skill-matcher.ts';

const skills = loadSkills();
const matcher = createSkillMatcher(skills.map((skill) => ({ ...skill, id: skill.slug })));
const found = (text: string, kind: 'job' | 'resume' = 'job'): string[] => [
  ...new Set(matcher.extract(text, { kind }).map((mention) => mention.name)),
];

describe('skills named by letters, words and marks', () => {
  it.each([
    ['Statistics in R, Python and SQL', ['Statistics', 'R', 'Python', 'SQL']],
    ['Contact J. R. Hartley in the R&D department', []],
    ['You will program in C and C++ on Linux', ['C', 'C++', 'Linux']],
    ['Embedded C, x86 assembly', ['C', 'Assembly language']],
    ['Vitamin C deficiency and Hepatitis C', []],
    ['Category C licence, grade C at GCSE', []],
    ['C-level executives', []],
    ['Backend developers in Go and Rust', ['Go', 'Rust']],
    ['Ready to go? Go to our website', []],
    ['Go live with Python', ['Python']],
    ['Services written in Golang', ['Go']],
    ['C# and .NET developer', ['C#', '.NET']],
    ['Send your CV to jobs@example.net', []],
    ['ASP.NET Core MVC', ['ASP.NET']],
    ['VB.NET or F#', ['Visual Basic', 'F#']],
    ['C/C++ and C#', ['C', 'C++', 'C#']],
    ['Advanced Excel, VLOOKUP', ['Microsoft Excel']],
    ['People who excel at sales targets', ['Sales']],
    ['Excel in a fast-paced world', []],
    ['proficiency in excel and powerpoint', ['Microsoft Excel', 'Microsoft PowerPoint']],
    [
      'Word, Excel, Access and Outlook',
      ['Microsoft Word', 'Microsoft Excel', 'Microsoft Access', 'Microsoft Outlook'],
    ],
    ['Access to Word of mouth referrals', []],
    ['iOS developer with Swift and Xcode', ['iOS', 'Swift', 'Xcode']],
    ['A Swift response to customers', []],
    ['Big data on Spark with Scala', ['Big data', 'Apache Spark', 'Scala']],
    ['Spark joy in our scalable platform', []],
    ['Ruby on Rails', ['Ruby on Rails']],
    ['Ruby Smith, Receptionist', []],
    ['Node, Express.js and React', ['Node.js', 'Express.js', 'React']],
    ['React in a timely manner to alarms', []],
    ['SAS programming for clinical trials', ['SAS', 'Clinical research']],
    ['SAS doctors are welcome', []],
    ['Go to market strategy', ['Product marketing']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('whole words only', () => {
  it.each([
    ['our platform is formed by people', []],
    ['JavaScript only', ['JavaScript']],
    ['a scalable, gitlike, pythonic thing', []],
    ['career.html on www.react.com', []],
    ['https://www.python.org/downloads', []],
    ['Vue.js and d3.js', ['Vue.js', 'D3.js']],
    ['nonSQLish', []],
    ['PHP7.', ['PHP']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('spellings of one skill', () => {
  it.each([
    ['React.js', 'React'],
    ['ReactJS', 'React'],
    ['NodeJS', 'Node.js'],
    ['node js', 'Node.js'],
    ['k8s', 'Kubernetes'],
    ['Postgres', 'PostgreSQL'],
    ['PowerBI', 'Power BI'],
    ['Auto CAD', 'AutoCAD'],
    ['TypeScript', 'TypeScript'],
    ['REST APIs', 'REST APIs'],
    ['RESTful API', 'REST APIs'],
    ['MACHINE-LEARNING', 'Machine learning'],
    ['machine\nlearning', 'Machine learning'],
    ['problem-solving', 'Problem solving'],
    ['data visualization', 'Data visualisation'],
    ['data modeling', 'Data modelling'],
    ['search engine optimization', 'SEO'],
    ['Pediatrics', 'Paediatrics'],
    ['anesthesia', 'Anaesthetics'],
    ['counseling', 'Counselling'],
    ['health & safety', 'Health and safety'],
    ['PLCs', 'PLC programming'],
    ['care plans', 'Care planning'],
    ['venipuncture', 'Phlebotomy'],
    ['Basic Life Support', 'BLS'],
    ['ITU', 'Intensive care'],
    ['RN', 'Registered nurse licence'],
    ['NMC registration', 'Registered nurse licence'],
    ['driver’s license', 'Driving licence'],
    ['CI / CD', 'CI/CD'],
    ['Café latte and Résumé Photoshop', 'Adobe Photoshop'],
    ['forklift licence', 'Forklift operation'],
  ])('%s is %s', (text, name) => {
    expect(found(text)).toEqual([name]);
  });
});

describe('what a posting does not want', () => {
  it.each([
    ['No React needed, but Python is', ['Python']],
    ['Not required: PHP, Perl. Required: Java', ['Java']],
    ['You can start without experience in Salesforce', []],
    ["You don't need to know Kubernetes", []],
    ['Docker is not required', []],
    ['No prior experience with SAP or NetSuite', []],
    ['Not only Python but also SQL', ['Python', 'SQL']],
    ['including but not limited to Tableau', ['Tableau']],
    ['Travel is not required. Tableau is', ['Tableau']],
    ['Travel is not required, and Tableau is', ['Tableau']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('reads neither benefits nor statements on equal opportunity', () => {
    const text = `Requirements:\n- Python\n\nBenefits:\n- free yoga\n- Spanish lessons\n\nHow we work\nAll applicants without regard to religion, national origin, genetics or disability.`;
    expect(found(text)).toEqual(['Python']);
  });
});

describe('required or nice to have', () => {
  const needs = (text: string): Record<string, boolean | undefined> =>
    Object.fromEntries(
      matcher.extract(text, { kind: 'job' }).map((mention) => [mention.name, mention.isRequired]),
    );

  it.each([
    ['Python required, Java a plus', { Python: true, Java: false }],
    ['Must have Python, ideally with Django', { Python: true, Django: false }],
    ['Experience with Python and SQL required; AWS preferred', { Python: true, SQL: true, AWS: false }],
    ['Nice to have: Terraform, Ansible', { Terraform: false, Ansible: false }],
    ['PHP would be an advantage', { PHP: false }],
    ['Tableau is desirable but not essential', { Tableau: false }],
    ['Kubernetes (preferred)', { Kubernetes: false }],
    ['Bonus points for Rust or Python code', { Rust: false, Python: false }],
    ['Preferred experience with Marketo', { Marketo: false }],
    ['You will write Python', { Python: true }],
    [
      'Requirements:\n- Python\n\nNice to have:\n- Scala\n- Kafka',
      { Python: true, Scala: false, 'Apache Kafka': false },
    ],
    [
      'Essential criteria\nPhlebotomy\nDesirable criteria\nCannulation',
      { Phlebotomy: true, Cannulation: false },
    ],
    ['Preferred Qualifications:\nTableau\nResponsibilities:\nSQL', { Tableau: false, SQL: true }],
  ])('%s', (text, expected) => {
    expect(needs(text)).toEqual(expected);
  });

  it('leaves résumés without the question', () => {
    expect(matcher.extract('Skills: Python', { kind: 'resume' })[0]).not.toHaveProperty('isRequired');
  });
});

describe('any text', () => {
  const words = fc.constantFrom(
    ...skills.slice(0, 400).map((skill) => skill.name),
    'no',
    '.',
    ',',
    '\n\n',
    '&',
    'é',
    'ﬁ',
    '.js',
    '+',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words).map((parts) => parts.join(' ')),
    fc.array(words).map((parts) => parts.join('')),
  );

  it('gives mentions that are slices at word boundaries, in order, never overlapping', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('job' as const, 'resume' as const), (text, kind) => {
        let end = 0;
        for (const mention of matcher.extract(text, { kind })) {
          expect(mention.start).toBeGreaterThanOrEqual(end);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(text.slice(mention.start, mention.end)).toBe(mention.text);
          expect(/[a-z0-9]$/i.test(text.slice(0, mention.start)) && /^[a-z0-9]/i.test(mention.text)).toBe(
            false,
          );
          expect(/[a-z0-9]$/i.test(mention.text) && /^[a-z0-9]/i.test(text.slice(mention.end))).toBe(false);
          end = mention.end;
        }
      }),
      { numRuns: 300 },
    );
  });
});
