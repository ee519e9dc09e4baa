import { newAccount, signUp } from '../fixtures/accounts.ts';
import { confirm, uploadPdf } from '../fixtures/confirm-resume.ts';
import { cardOf, cardsOf, expectReplaced, listedJobs } from '../fixtures/for-you.ts';
import { nurse } from '../fixtures/resumes.ts';
import { expect, test } from '../fixtures/test.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('the main job on a phone: résumé, list, reasons in a sheet, dismiss, save', async ({ page }) => {
  await signUp(page, newAccount(nurse.name));
  await uploadPdf(page, nurse);
  await confirm(page);
  await expect(cardsOf(page).first()).toBeVisible();
  const before = await listedJobs(page);
  const [first = '', second = ''] = before;

  await cardOf(page, first).getByRole('button', { name: 'Why this job' }).tap();
  const sheet = page.getByRole('dialog', { name: 'Why this job' });
  await expect(sheet.getByRole('table', { name: 'How it adds up' })).toBeVisible();
  await sheet.getByRole('button', { name: 'Close' }).tap();
  await expect(sheet).toHaveCount(0);

  await cardOf(page, first).getByRole('button', { name: 'Dismiss' }).tap();
  await expectReplaced(page, first, before);

  const saved = cardOf(page, second);
  const title = await saved.getByRole('heading').innerText();
  await saved.getByRole('button', { name: 'Save' }).tap();
  await page.getByRole('navigation', { name: 'Main, phone' }).getByRole('link', { name: 'Saved' }).tap();
  await expect(page.getByRole('tabpanel').getByRole('link', { name: title })).toBeVisible();
});

test('filters open in a sheet and close on the narrowed list', async ({ page }) => {
  await page.goto('/jobs?q=nurse');
  await page.getByRole('button', { name: 'Filters', exact: true }).tap();
  const sheet = page.getByRole('dialog', { name: 'Filters' });
  await sheet.getByRole('checkbox', { name: 'Full time' }).tap();
  await sheet.getByRole('button', { name: 'Show jobs' }).tap();
  await expect(page).toHaveURL(/[?&]type=full_time/);
  await expect(page.getByRole('button', { name: 'Filters (1)' })).toBeVisible();
  await page.getByRole('region', { name: 'Results' }).getByRole('link').first().tap();
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
