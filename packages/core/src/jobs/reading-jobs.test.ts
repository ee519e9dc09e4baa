import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { JobInput } from '@access/contracts/jobs';

import { detectLanguage } from './detect-language.ts';
import { jobFingerprint } from './job-fingerprint.ts';
import { yearlyUsdRange } from './yearly-salary.ts';

const rates = new Map([
  ['USD', 1],
  ['GBP', 1.25],
]);

describe('yearlyUsdRange', () => {
  it('stays within what the database holds', () => {
    const most = 9_999_999_999.99;
    const stated = { min: most, max: most, currency: 'USD', period: 'hour' as const };
    expect(yearlyUsdRange(new Map([['USD', 1]]), stated)?.max).toBeLessThan(1e12);
  });

  it.each([
    [
      { min: 10, max: 20, currency: 'GBP', period: 'hour' },
      { min: 26_000, max: 52_000 },
    ],
    [
      { min: 100, max: null, currency: 'USD', period: 'day' },
      { min: 26_000, max: 26_000 },
    ],
    [
      { min: null, max: 1_000, currency: 'USD', period: 'week' },
      { min: 52_000, max: 52_000 },
    ],
    [
      { min: 5_000, max: 6_000, currency: 'USD', period: 'month' },
      { min: 60_000, max: 72_000 },
    ],
    [
      { min: 0, max: 0, currency: 'USD', period: 'year' },
      { min: 0, max: 0 },
    ],
    [{ min: 5, max: 6, currency: 'XAU', period: 'year' }, null],
    [{ min: null, max: null, currency: 'USD', period: 'year' }, null],
    [{ min: 5, max: 6, currency: null, period: 'year' }, null],
  ] as const)('makes of %o', (stated, range) => {
    expect(yearlyUsdRange(rates, stated)).toEqual(range);
  });
});

describe('jobFingerprint', () => {
  const job = {
    companyName: 'Acme Inc.',
    title: 'Senior Engineer (Backend)',
    placeId: null,
    location: 'Zürich',
  };

  it('is one for one job however it is spelled', () => {
    const other = {
      companyName: 'ACME',
      title: 'senior engineer - backend',
      placeId: null,
      location: 'ZURICH ',
    };
    expect(jobFingerprint(other)).toBe(jobFingerprint(job));
  });

  it('tells C from C++ and C#', () => {
    const titles = ['C developer', 'C++ developer', 'C# developer'];
    expect(new Set(titles.map((title) => jobFingerprint({ ...job, title }))).size).toBe(3);
  });
});

describe('detectLanguage', () => {
  it.each([
    [
      'en',
      'You will work with our customers every day and help them to understand what their machines are telling them about wear.',
    ],
    [
      'de',
      'Sie arbeiten jeden Tag mit unseren Kunden und helfen ihnen zu verstehen, was ihre Maschinen über den Verschleiß erzählen.',
    ],
    [
      'fr',
      'Vous travaillez chaque jour avec nos clients et vous les aidez à comprendre ce que leurs machines disent de leur usure.',
    ],
    [
      'es',
      'Usted trabaja cada día con nuestros clientes y les ayuda a comprender lo que sus máquinas dicen sobre el desgaste.',
    ],
    [
      'nl',
      'U werkt elke dag met onze klanten en helpt hen te begrijpen wat hun machines over de slijtage van de onderdelen vertellen.',
    ],
    [
      'pl',
      'Codziennie pracujesz z naszymi klientami i pomagasz im zrozumieć, co ich maszyny mówią o zużyciu poszczególnych części.',
    ],
  ])('recognises %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it.each([
    ['Staff nurse, nights', 'en'],
    ['Werkstudent - Growth Marketing (m/w/d)', 'de'],
    ['Maintenance Technician (m/w/d)', 'en'],
    ['Per Diem Nurse (MD/DO)', 'en'],
    ['Coordenador(a) de People Analytics', 'pt'],
    ['Aide à domicile (H/F)', 'fr'],
    ['Científico de datos', 'es'],
    ['Frontend Engineer_차트 프레임워크 개발', 'ko'],
    ['シニア機械学習エンジニア', 'ja'],
    ['金融法務担当', 'ja'],
    ['市场营销经理', 'zh'],
    ['Менеджер із продажу', 'uk'],
    ['Façade Engineer', 'en'],
  ])('reads the title %s as %s', (title, language) => {
    expect(detectLanguage(title)).toBe(language);
  });

  it.each(['', 'ACME 24/7', 'jobs@acme.example', 'Gerente comercial'])(
    'does not guess where words tell no language: %j',
    (text) => {
      expect(detectLanguage(text)).toBeNull();
    },
  );

  it('never throws and knows its languages by two letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(detectLanguage(text) ?? 'en').toMatch(/^[a-z]{2}$/);
      }),
    );
  });
});

describe('JobInput', () => {
  const job = { title: 'Welder', companyId: '01890a5d-ac96-774b-bcce-b302099a8057', description: 'Weld.' };

  it.each(['9999-12-31', '9999-12-31T23:59:59-12:00', '0001-01-01'])('refuses the deadline %s', (at) => {
    expect(JobInput.safeParse({ ...job, applicationDeadline: at }).success).toBe(false);
  });

  it.each(['2027-01-31', '2027-01-31T17:00:00+01:00', null])('takes the deadline %s', (at) => {
    expect(JobInput.safeParse({ ...job, applicationDeadline: at }).success).toBe(true);
  });
});
