import { randomUUID } from 'node:crypto';

import { AxeBuilder } from '@axe-core/playwright';

import { approveOverRest, sendAsPartner, signInAsAdmin } from '../fixtures/admin.ts';
import { expect, test } from '../fixtures/test.ts';

test('an admin works the queue off by keyboard', async ({ page, request }) => {
  const mark = randomUUID().slice(0, 8);
  const [good, bad] = [`Weaver ${mark}`, `Spinner ${mark}`];
  await sendAsPartner(request, [good, bad]);
  await signInAsAdmin(page);
  await page
    .getByRole('navigation', { name: 'Administration' })
    .getByRole('link', { name: 'Moderation' })
    .click();

  const queue = page.getByRole('list', { name: 'Jobs that wait' });
  await queue.getByRole('button').filter({ hasText: good }).click();
  await expect(page.getByRole('heading', { level: 2, name: good })).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.getByText(`“${good}” is public`, { exact: true })).toBeVisible();
  await expect(queue.getByText(good)).toHaveCount(0);

  await queue.getByRole('button').filter({ hasText: bad }).click();
  await page.keyboard.press('r');
  await page.getByLabel('Reason').fill('No pay is stated');
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  await expect(page.getByText(`“${bad}” was rejected`, { exact: true })).toBeVisible();

  const found = await request.get(`/api/v1/jobs?q=${mark}`);
  const { items }: { items: { title: string }[] } = await found.json();
  expect(items.map(({ title }) => title)).toEqual([good]);
});

test('an admin who comes second is told so', async ({ page, request }) => {
  const title = `Carder ${randomUUID().slice(0, 8)}`;
  await sendAsPartner(request, [title]);
  await signInAsAdmin(page);
  await page.goto('/admin/moderation');
  const waiting = page.getByRole('list', { name: 'Jobs that wait' }).getByRole('button', { name: title });
  await waiting.click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys of this page' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.getByLabel('Reason').fill('No pay is stated');
  await approveOverRest(request, title);
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  await expect(page.getByText('Somebody else decided or changed it first', { exact: true })).toBeVisible();
  await expect(waiting).toHaveCount(0);
});

test('an admin tries a file, sees what it would do and which row it refuses', async ({ page }) => {
  await signInAsAdmin(page);
  await page.goto('/admin/imports');
  await page.getByRole('button', { name: 'Import a file' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'jobs.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Stelle,company,description\nWeaver,Mill,Weave cloth all day\n,Mill,Nothing\n'),
  });
  await page.getByRole('textbox', { name: 'Source' }).fill(`Mill ${randomUUID()}`);
  await page.getByText('Columns and employer').click();
  await page.getByLabel('Columns').fill('title = Stelle');
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page).toHaveURL(/\/admin\/imports\/[0-9a-f-]+$/);
  await expect(page.getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('cell', { name: 'The row has no title' })).toBeVisible();
  await expect(page.getByText('What would change')).toBeVisible();
});

test('an admin has a model learnt, sees it judged, and goes back', async ({ page }) => {
  test.setTimeout(180_000);
  await signInAsAdmin(page);
  await page.goto('/admin/models');
  await page.getByRole('button', { name: 'Train now' }).click();
  await expect(page.getByRole('region', { name: 'Training under way' })).toBeVisible();
  // Judged either way: it serves, or a gate held it back and is named.
  const newest = page.getByRole('region', { name: 'Trainings' }).getByRole('listitem').first();
  await expect(newest).toContainText(/serves now|The model in use stays/, { timeout: 150_000 });
  const versions = page.getByRole('region', { name: 'Versions' });
  const forest = versions.getByRole('listitem').filter({ hasText: 'forest-' }).first();
  await forest
    .getByText(/^forest-/)
    .first()
    .click();
  await expect(forest.getByRole('row', { name: /No worse than the one in use/ })).toBeVisible();
  const back = page.getByRole('button', { name: 'Go back' });
  if (await back.isVisible()) {
    const serving = page.locator('#serving');
    const learnt = await serving.innerText();
    await back.click();
    await expect(serving).not.toHaveText(learnt);
  }
});

test('nobody else is told that there is an administration', async ({ seekerPage: page }) => {
  await page.goto('/admin/moderation');
  await expect(page.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible();
});

for (const look of [
  { name: 'in light', colorScheme: 'light', width: 1280 },
  { name: 'in dark at 360 px', colorScheme: 'dark', width: 360 },
] as const) {
  test.describe(`axe finds nothing on the admin’s pages ${look.name}`, () => {
    test.use({
      colorScheme: look.colorScheme,
      contextOptions: { reducedMotion: 'reduce' },
      viewport: { width: look.width, height: 800 },
    });

    test('overview, moderation, imports and models', async ({ page, request }) => {
      await sendAsPartner(request, [`Dyer ${randomUUID().slice(0, 8)}`]);
      await signInAsAdmin(page);
      for (const [path, heading] of [
        ['/admin', 'Overview'],
        ['/admin/moderation', 'Moderation'],
        ['/admin/imports', 'Imports'],
        ['/admin/models', 'Models'],
      ] as const) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
        await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.target.join(' ') ?? ''}`),
        ).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      }
    });
  });
}
