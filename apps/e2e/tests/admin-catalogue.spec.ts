import { randomUUID } from 'node:crypto';

import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures/test.ts';

/** The smallest picture there is: one pixel, as PNG. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const newTitle = (): string => `Glazier ${randomUUID().slice(0, 8)}`;

/** Posts a job for the first company of the catalogue, through the form. */
async function postJob(page: Page, title: string): Promise<void> {
  const answer = await page.request.get('/api/v1/companies?limit=1');
  const list: { items: { name: string }[] } = await answer.json();
  const name = list.items[0]?.name;
  if (name === undefined) throw new Error('There is no company');
  await page.goto('/admin/jobs/new');
  await page.getByLabel('Title').fill(title);
  await page.getByRole('combobox', { name: 'Company' }).fill(name);
  await page.getByRole('option', { name }).first().click();
  await page.getByLabel('Description').fill('<p>You cut and set glass.</p><script>steal()</script>');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

test('a job is previewed cleaned, posted, changed, closed and opened again, and its history tells', async ({
  adminPage: page,
}) => {
  const title = newTitle();
  await page.goto('/admin/jobs/new');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(page.getByText('Choose a company from the list')).toBeVisible();
  await postJob(page, title);

  await page.getByRole('button', { name: 'Preview' }).click();
  const preview = page.getByRole('dialog', { name: 'Preview' });
  await expect(preview).toContainText('You cut and set glass.');
  await expect(preview).not.toContainText('steal');
  await page.keyboard.press('Escape');

  await page.getByLabel('Pay from').fill('30000');
  await page.getByLabel('Pay to').fill('20000');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The lower end of the salary is above the upper one')).toBeVisible();
  await page.getByLabel('Pay to').fill('36000');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const history = page.getByRole('region', { name: 'History' });
  await expect(history.getByRole('listitem')).toHaveCount(2);
  await expect(history).toContainText('Demo admin');
  await page.getByRole('link', { name: 'Its page' }).click();
  await expect(page.getByText('€30,000 – €36,000 a year').first()).toBeVisible();
  await page.goBack();

  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByText(/jobs are never deleted/)).toBeVisible();
  await expect(history).toContainText('Closed: open → closed');
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(history).toContainText('Changed: closed → open');
});

test('the list is searched, filtered and walked by keys', async ({ adminPage: page }) => {
  const title = newTitle();
  await postJob(page, title);
  await page.getByRole('button', { name: 'Take down' }).click();
  await page.getByLabel('Reason').fill('No pay is stated');
  await page.getByRole('dialog').getByRole('button', { name: 'Take down' }).click();
  await expect(page.getByText('Refused: No pay is stated')).toBeVisible();

  await page.goto('/admin/jobs');
  const rows = page.getByRole('region', { name: 'Jobs found' }).getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(title);
  await expect(page).toHaveURL(/[?&]q=/);
  await expect(rows).toHaveCount(2);
  await page.getByRole('combobox', { name: 'State' }).selectOption('Refused');
  await expect(page).toHaveURL(/[?&]status=rejected/);
  await expect(rows).toHaveCount(2);
  await page.reload();
  await expect(rows).toHaveCount(2);
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: title })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
});

test('a company is added, gets a logo that people see, and keeps its name to itself', async ({
  adminPage: page,
}) => {
  const name = `Kiln ${randomUUID().slice(0, 8)}`;
  await page.goto('/admin/companies/new');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Website').fill('kiln');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Enter a whole address, for example https://example.org')).toBeVisible();
  await page.getByLabel('Website').fill('https://kiln.example.org');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  const logo = page.getByRole('region', { name: 'Logo' });
  await logo.locator('input[type=file]').setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: Buffer.from('<svg onload="steal()"></svg>'),
  });
  await expect(logo.getByRole('alert')).toBeVisible();
  await logo
    .locator('input[type=file]')
    .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: pixel });
  await expect(logo.getByRole('button', { name: 'Remove the logo' })).toBeVisible();
  await page.goto(`/companies?q=${encodeURIComponent(name)}`);
  const card = page.getByRole('region', { name: 'Companies found' }).getByRole('link');
  await expect(card.locator('img')).toBeVisible();

  await page.goto('/admin/companies/new');
  await page.getByLabel('Name').fill(`${name} Ltd`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Taken, apart from spelling and legal form')).toBeVisible();
});

test('strangers are asked to sign in, and job seekers not told of the pages', async ({
  page,
  seekerCookies,
}) => {
  await page.goto('/admin/jobs');
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in as an administrator' })).toBeVisible();
  await page.context().addCookies(seekerCookies);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible();
});
