import { expect, it } from 'vitest';

import { experienceMonths } from './experience-months.ts';

it.each([
  ['5+ years of experience', 60],
  ['at least 3 years of relevant work experience', 36],
  ['2-4 years’ experience in a similar role', 24],
  ['two to four years of experience', 24],
  ['three (3) years of professional experience', 36],
  ['Minimum of 18 months experience', 18],
  ['10 yrs. experience', null],
  ['10 yrs experience', 120],
  ['1 year experience', 12],
  ['<li><b>7 years</b>&nbsp;or more of hands-on nursing experience</li>', 84],
  ['You have 6 years or more experience with cranes', 72],
  ['over 100 years of experience as a company', null],
  ['99 years of combined experience', null],
  ['we were founded 20 years ago and value experience', null],
  ['experience is welcome', null],
  ['4 years degree', null],
  ['0 years of experience', null],
])('reads %s', (text, months) => {
  expect(experienceMonths(text)).toBe(months);
});
