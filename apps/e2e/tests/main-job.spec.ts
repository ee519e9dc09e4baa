import { newAccount, signUp } from '../fixtures/accounts.ts';
import { chooseFile, confirm, uploadPdf } from '../fixtures/confirm-resume.ts';
import { cardOf, cardsOf, documentStart, expectReplaced, listedJobs } from '../fixtures/for-you.ts';
import { writeResumePdf, writeScanPdf } from '../fixtures/resume-pdf.ts';
import { civilEngineer, dataAnalyst, nurse } from '../fixtures/resumes.ts';
import { expect, test } from '../fixtures/test.ts';

test('from sign-up by résumé to explained jobs; dismissing one changes the list, saving one keeps it', async ({
  page,
}) => {
  await signUp(page, newAccount(nurse.name));
  await uploadPdf(page, nurse);
  for (const { position } of nurse.experience) {
    await expect(page.getByRole('region', { name: 'Experience' }).getByText(position).first()).toBeVisible();
  }
  await expect(
    page.getByRole('region', { name: 'Skills' }).getByRole('checkbox', { name: /wound care/i }),
  ).toBeVisible();
  await confirm(page);

  await expect(page.getByText('Best fit first')).toBeVisible();
  const loadedAt = await documentStart(page);
  await expect.poll(async () => (await listedJobs(page)).length).toBeGreaterThanOrEqual(10);
  for (const card of (await cardsOf(page).all()).slice(0, 10)) {
    await expect(card.getByText(/^(Strong|Good|Fair|Low) match$/).filter({ visible: true })).toBeVisible();
    await expect(card.getByRole('button', { name: 'Why this job' })).toBeVisible();
    expect((await card.getByRole('paragraph').last().innerText()).length).toBeGreaterThan(20);
  }

  const before = await listedJobs(page);
  const [first = '', second = ''] = before;
  await cardOf(page, first).getByRole('button', { name: 'Dismiss' }).click();
  await expect(cardOf(page, first)).toHaveCount(0);
  await expectReplaced(page, first, before);

  // The list follows a saved job too, so what counts is where the person will look for it.
  const saved = cardOf(page, second);
  const title = await saved.getByRole('heading').innerText();
  await saved.getByRole('button', { name: 'Save' }).click();
  await page
    .getByRole('navigation', { name: 'Main', exact: true })
    .getByRole('link', { name: 'Saved' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Saved' })).toBeVisible();
  await expect(page.getByRole('tabpanel').getByRole('link', { name: title })).toBeVisible();
  await page.getByRole('tab', { name: 'Dismissed' }).click();
  await expect(page.getByRole('button', { name: 'Bring back' })).toHaveCount(1);
  expect(await documentStart(page)).toBe(loadedAt);
});

test('the same by keyboard alone', async ({ page }) => {
  const account = newAccount(dataAnalyst.name);
  await page.goto('/sign-up');
  await page.getByLabel('Name').focus();
  await page.keyboard.type(account.displayName);
  await page.keyboard.press('Tab');
  await page.keyboard.type(account.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(account.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome, Jonas' })).toBeVisible();

  // The new page has the focus; the next stop is the place for the résumé, and Space opens the file chooser.
  await page.keyboard.press('Tab');
  await expect(page.getByLabel(/drop your résumé/i)).toBeFocused();
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Space');
  await (
    await chooser
  ).setFiles({
    name: 'resume.pdf',
    mimeType: 'application/pdf',
    buffer: await writeResumePdf(dataAnalyst),
  });
  await expect(page.getByRole('heading', { level: 1, name: 'Is this right?' })).toBeVisible();
  await page.getByRole('button', { name: 'Accept all' }).press('Enter');
  await page.getByRole('button', { name: 'See your jobs' }).press('Enter');
  await expect(page.getByText('Best fit first')).toBeVisible();

  const expectOpen = (path: string): Promise<void> =>
    expect(cardOf(page, path).getByRole('button', { name: 'Why this job' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  const before = await listedJobs(page);
  const [first = '', second = '', third = ''] = before;
  await expectOpen(first);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expectOpen(third);
  await page.keyboard.press('k');
  await expectOpen(second);
  await page.keyboard.press('x');
  await expectReplaced(page, second, before);

  await page.keyboard.press('k');
  const open = page.getByRole('complementary', { name: 'Why this job' }).getByRole('heading', { level: 2 });
  const title = await open.innerText();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]+/);
  await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible();
  await page.goBack();
  await expect(open).toBeVisible();
  const chosen = await open.innerText();
  await page.keyboard.press('s');
  await page
    .getByRole('navigation', { name: 'Main', exact: true })
    .getByRole('link', { name: 'Saved' })
    .press('Enter');
  await expect(page.getByRole('tabpanel').getByRole('link', { name: chosen })).toBeVisible();
});

test('undo brings a dismissed job back', async ({ page }) => {
  await signUp(page, newAccount(civilEngineer.name));
  await uploadPdf(page, civilEngineer);
  await confirm(page);
  await expect(page.getByText('Best fit first')).toBeVisible();
  const [first = ''] = await listedJobs(page);
  await cardOf(page, first).getByRole('button', { name: 'Dismiss' }).click();
  await expect(cardOf(page, first)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cardOf(page, first)).toBeVisible();
});

test('the reasons of a job add up to its score before the reader’s eyes', async ({ seekerPage: page }) => {
  await page.goto('/for-you');
  const why = page.getByRole('complementary', { name: 'Why this job' });
  const sum = why.getByRole('table', { name: 'How it adds up' });
  const valueOf = async (name: string): Promise<number> => {
    const row = sum.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
    // Minus signs are typographic.
    return Number((await row.getByRole('cell').innerText()).replace('−', '-'));
  };
  const parts = [
    await valueOf('Where every job starts'),
    await valueOf('Reasons for'),
    await valueOf('Reasons against'),
  ];
  const margin = await valueOf('Sum');
  // Four figures of two decimals each.
  expect(Math.abs(parts.reduce((total, part) => total + part, 0) - margin)).toBeLessThan(0.021);
  expect(Math.abs(1 / (1 + Math.exp(-margin)) - (await valueOf('Score, from 0 to 1')))).toBeLessThan(0.011);
});

test('skipped items stay out of the profile', async ({ page }) => {
  await signUp(page, newAccount(nurse.name));
  await uploadPdf(page, nurse);
  await page.getByRole('button', { name: 'Accept all' }).click();
  await page.getByRole('checkbox', { name: 'Accept Staff Nurse, Eastmere Infirmary' }).uncheck();
  await page.getByRole('button', { name: 'See your jobs' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'For you' })).toBeVisible();
  await page.goto('/profile');
  const main = page.getByRole('main');
  await expect(main.getByText('St Brannock Hospital').first()).toBeVisible();
  await expect(main.getByText('Eastmere Infirmary')).toHaveCount(0);
});

test('a scan without text is refused with a reason and two ways on', async ({ page }) => {
  await signUp(page, newAccount());
  await chooseFile(page, 'scan.pdf', await writeScanPdf());
  await expect(page.getByRole('heading', { name: '“scan.pdf” could not be read' })).toBeVisible();
  await expect(page.getByText(/no text, as a scan does/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Fill in by hand' })).toBeVisible();
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await uploadPdf(page, nurse);
});

test('a résumé dropped on the front page is read right after sign-up', async ({ page }) => {
  const account = newAccount(civilEngineer.name);
  await page.goto('/');
  await chooseFile(page, 'aoife.pdf', await writeResumePdf(civilEngineer));
  await expect(page.getByText('read after sign-up')).toBeVisible();
  await page.getByLabel('Name').fill(account.displayName);
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Is this right?' })).toBeVisible();
  await expect(page.getByText(/This is what aoife\.pdf says/)).toBeVisible();
});
