import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { jobTypeFromText } from './job-type-from-text.ts';
import { readDate } from './read-date.ts';
import { readJobType, readRemoteOption } from './read-terms.ts';
import { remoteFromText } from './remote-from-text.ts';
import { toSanitisedHtml } from './text-to-html.ts';

describe('readDate', () => {
  it.each([
    ['2019-08-08T11:13:33+0100', '2019-08-08T10:13:33.000Z', false],
    ['2020-11-27T23:59:59+00:00', '2020-11-27T23:59:59.000Z', false],
    ['2020-11-27 23:59', '2020-11-27T23:59:00.000Z', false],
    ['2020-11-27', '2020-11-27T00:00:00.000Z', true],
    ['27 Nov 2020', '2020-11-27T00:00:00.000Z', true],
    ['20-Feb-2023', '2023-02-20T00:00:00.000Z', true],
    ['November 27th, 2020', '2020-11-27T00:00:00.000Z', true],
    ['1606435200', '2020-11-27T00:00:00.000Z', false],
    ['1606435200000', '2020-11-27T00:00:00.000Z', false],
  ])('reads %s', (text, at, isDateOnly) => {
    expect(readDate(text)).toEqual({ at: new Date(at), isDateOnly });
  });

  it.each([
    '',
    '03/04/2020',
    '2020-02-30',
    '2020-13-01',
    '2020-01-01T25:00',
    '0001-01-01',
    'soon',
    '1 day ago',
    '99999999999999',
  ])('leaves %j unread', (text) => {
    expect(readDate(text)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double(), fc.stringMatching(/^[0-9TZ:+ -]{0,30}$/)),
        (value) => void readDate(value),
      ),
    );
  });
});

describe('kinds of work', () => {
  it.each([
    ['FULL_TIME', 'full_time'],
    ['Full-time', 'full_time'],
    ['PART_TIME', 'part_time'],
    ['CONTRACTOR', 'contract'],
    ['TEMPORARY', 'contract'],
    ['PER_DIEM', 'contract'],
    ['INTERN', 'internship'],
    ['r - Full-time, Internship', 'internship'],
    ['rt-time', 'part_time'],
    ['VOLUNTEER', null],
    ['OTHER', null],
    ['', null],
  ])('reads %j', (field, type) => {
    expect(readJobType(field)).toBe(type);
  });

  it.each([
    ['Locum Consultant Oncologist', '', 'contract'],
    ['Part time Medical Receptionist', '', 'part_time'],
    ['Procurement Apprentice', '', 'internship'],
    ['Contract Manager', '', null],
    ['Intern Coordinator', '', null],
    ['Welder', 'We weld.\nJob Type: Full-time\nPay: good', 'full_time'],
    ['Welder', 'Job Types: Full-time\nJob Type: Contract', null],
    ['Internal auditor', 'You draft contracts and temper steel.', null],
  ])('reads title %j with text %j', (title, text, type) => {
    expect(jobTypeFromText(title, text)).toBe(type);
  });
});

describe('where the work is done', () => {
  it.each([
    ['Remote', 'remote'],
    ['TELECOMMUTE', 'remote'],
    ['Hybrid remote', 'hybrid'],
    ['Temporarily remote', 'hybrid'],
    ['Onsite', 'on_site'],
    ['On-site', 'on_site'],
    ['Full-time', null],
  ])('reads %j', (field, option) => {
    expect(readRemoteOption(field)).toBe(option);
  });

  it.each([
    ['Engineer (Remote)', '', 'remote'],
    ['Engineer, hybrid', '', 'hybrid'],
    ['Remote sensing scientist', '', null],
    ['Engineer', 'This is a fully remote position.', 'remote'],
    ['Engineer', 'This role is remote.', 'remote'],
    ['Engineer', 'We offer hybrid working.', 'hybrid'],
    ['Engineer', 'Remote work is not available.', 'on_site'],
    ['Engineer', 'You cannot work from home in this remote position.', null],
    ['Nurse', 'The team is currently working from home.', null],
    ['Nurse', 'Remote monitoring of patients.', null],
  ])('reads title %j with text %j', (title, text, option) => {
    expect(remoteFromText(title, text)).toBe(option);
  });
});

describe('toSanitisedHtml', () => {
  it.each([
    ['&lt;p&gt;Care &amp;amp; more&lt;/p&gt;', '<p>Care &amp; more</p>'],
    ['&lt;p&gt;Hi&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;', '<p>Hi</p>'],
    [
      '&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;',
      '<p>&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;</p>',
    ],
    ['<p>Write &lt;p&gt; tags</p>', '<p>Write &lt;p&gt; tags</p>'],
    ['One\nTwo\n\nThree & <4', '<p>One<br />Two</p><p>Three &amp; &lt;4</p>'],
    ['Duties:\n• Weld\n• Cut\nPay', '<p>Duties:</p><ul><li>Weld</li><li>Cut</li></ul><p>Pay</p>'],
    ['  \n ', ''],
    ['<script>alert(1)</script>', ''],
    ['<p><b> </b></p>', ''],
    ['You know what <script> does', '<p>You know what &lt;script&gt; does</p>'],
  ])('makes of %j', (text, html) => {
    expect(toSanitisedHtml(text)).toBe(html);
  });
});
