import type { Page } from '@playwright/test';

import { newAccount, signUp } from '../fixtures/accounts.ts';
import { expect, test } from '../fixtures/test.ts';

/** How many open jobs the page says there are. */
async function totalOf(page: Page): Promise<number> {
  const line = page.getByRole('status').filter({ hasText: /open jobs?$/ });
  return Number((await line.innerText()).replace(/\D/g, ''));
}

test('words and filters stand in the address, narrow the list, and survive a reload and the way back', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('searchbox', { name: 'Title, skill or company' }).fill('nurse');
  await page.getByRole('main').getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page).toHaveURL(/\/jobs\?q=nurse$/);
  const results = page.getByRole('region', { name: 'Results' });
  await expect(results.getByRole('link', { name: /nurs/i }).first()).toBeVisible();
  const all = await totalOf(page);

  await page.getByRole('button', { name: 'Type', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Part time' }).check();
  await expect(page).toHaveURL(/[?&]type=part_time/);
  await page.keyboard.press('Escape');
  await expect.poll(() => totalOf(page)).toBeLessThan(all);
  const partTime = await totalOf(page);
  expect(partTime).toBeGreaterThan(0);

  await page.reload();
  await expect(page.getByRole('button', { name: 'Type: Part time' })).toBeVisible();
  await expect.poll(() => totalOf(page)).toBe(partTime);
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Type', exact: true })).toBeVisible();
  await expect.poll(() => totalOf(page)).toBe(all);
});

test('a place narrows the list to its surroundings', async ({ page }) => {
  await page.goto('/jobs');
  const results = page.getByRole('region', { name: 'Results' });
  await expect(results.getByRole('link').first()).toBeVisible();
  const all = await totalOf(page);
  await page.getByRole('combobox', { name: 'Place' }).fill('London');
  await page.getByRole('option', { name: /London, England/ }).click();
  await expect(page).toHaveURL(/[?&]placeId=2643743/);
  await expect.poll(() => totalOf(page)).toBeLessThan(all);
  await expect(page.getByRole('combobox', { name: 'Radius' })).toHaveValue('50');
});

test('the list moves by keys, and the chosen job is in the address', async ({ page }) => {
  await page.goto('/jobs?q=engineer');
  const rows = page.getByRole('region', { name: 'Results' }).getByRole('listitem');
  const shown = page.getByRole('complementary', { name: 'Chosen job' }).getByRole('heading', { level: 2 });
  await expect(rows.first()).toBeVisible();
  const titleOf = (row: number) => rows.nth(row).getByRole('heading').innerText();
  await expect(shown).toHaveText(await titleOf(0));
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/[?&]job=/);
  await expect(shown).toHaveText(await titleOf(1));
  await expect(rows.nth(1).getByRole('heading').getByRole('link')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(shown).toHaveText(await titleOf(2));
  await page.keyboard.press('k');
  await expect(shown).toHaveText(await titleOf(1));

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Next job');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Title, skill or company' })).toBeFocused();
  await page.keyboard.press('Escape');

  await page.keyboard.press('j');
  const third = await titleOf(2);
  await expect(shown).toHaveText(third);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: third })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shown).toHaveText(third);
});

test('a visitor who presses the key to save is asked to sign in', async ({ page }) => {
  await page.goto('/jobs?q=nurse');
  await expect(page.getByRole('region', { name: 'Results' }).getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('s');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('from misspelt words to a saved and shared search without a pointer', async ({ page, browser }) => {
  await signUp(page, newAccount());
  await page.goto('/jobs');
  const results = page.getByRole('region', { name: 'Results' });
  await expect(results.getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('softwre engineer');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('note')).toContainText('Showing jobs for software engineer');

  const type = page.getByRole('button', { name: 'Type', exact: true });
  await type.focus();
  await page.keyboard.press('Enter');
  const fullTime = page.getByRole('checkbox', { name: /^Full time/ });
  await expect(fullTime).toBeFocused();
  const label = page.getByRole('dialog', { name: 'Type' }).locator('label').filter({ hasText: 'Full time' });
  const promised = Number((await label.innerText()).replace(/\D/g, ''));
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/[?&]type=full_time/);
  await expect.poll(() => totalOf(page)).toBe(promised);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Type: Full time' })).toBeFocused();

  await page.getByRole('button', { name: 'Pay', exact: true }).focus();
  await page.keyboard.press('Enter');
  const bar = page.getByRole('list', { name: 'Jobs by yearly pay' }).getByRole('button').nth(3);
  await bar.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/[?&]payMin=\d+/);
  await expect.poll(() => totalOf(page)).toBeLessThan(promised);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Pay: from/ })).toBeFocused();

  const shown = page.getByRole('complementary', { name: 'Chosen job' }).getByRole('heading', { level: 2 });
  await results.getByRole('heading').first().getByRole('link').focus();
  await page.keyboard.press('j');
  const title = await results.getByRole('heading').nth(1).innerText();
  await expect(shown).toHaveText(title);
  await page.keyboard.press('s');
  await expect(page.getByRole('button', { name: 'Saved', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );

  const shared = page.url();
  const total = await totalOf(page);
  await page.getByRole('button', { name: 'Save search' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.getByLabel('Name').fill('Well paid software');
  await page.keyboard.press('Enter');
  await page.goto('/alerts');
  await page.getByRole('link', { name: /Well paid software/ }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => totalOf(page)).toBe(total);

  const stranger = await browser.newPage();
  await stranger.goto(shared);
  await expect.poll(() => totalOf(stranger)).toBe(total);
  await expect(
    stranger.getByRole('complementary', { name: 'Chosen job' }).getByRole('heading', { level: 2 }),
  ).toHaveText(title);
  await stranger.close();
});

test('a job page says the same in its HTML and on the screen', async ({ page, request }) => {
  await page.goto('/jobs?q=data+analyst');
  const pane = page.getByRole('complementary', { name: 'Chosen job' });
  const link = pane.getByRole('heading', { level: 2 }).getByRole('link');
  const title = await link.innerText();
  await link.click();
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Similar jobs' })).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(title.replace(/[^\w ]/g, '.')));

  const html = await (await request.get(page.url())).text();
  const block = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  const posting: { '@type': string; title: string; description: string } = JSON.parse(block);
  expect(posting['@type']).toBe('JobPosting');
  expect(posting.title).toBe(title);
  expect(posting.description.length).toBeGreaterThan(100);
});

test('an address of no job says so', async ({ page }) => {
  await page.goto('/jobs/00000000-0000-7000-8000-000000000000');
  await expect(page.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible();
});
