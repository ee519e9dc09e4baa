import { newAccount, signIn, signUp } from '../fixtures/accounts.ts';
import { register } from '../fixtures/rest.ts';
import { addressOf, expect, test } from '../fixtures/test.ts';

test('a wrong password is told, and what was typed stays', async ({ page, baseURL }) => {
  const account = newAccount();
  await register(addressOf(baseURL), account);
  await page.goto('/sign-in');
  const email = page.getByLabel('E-mail');
  const password = page.getByLabel('Password', { exact: true });
  await email.fill(account.email);
  await password.fill('not that password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('E-mail or password is wrong');
  await expect(email).toHaveValue(account.email);
  await expect(password).toHaveValue('not that password');
  await password.fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'For you' })).toBeVisible();
});

test('a taken address is named at its field; name and password stay', async ({ page, baseURL }) => {
  const account = newAccount();
  await register(addressOf(baseURL), account);
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Somebody Else');
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill('another long password');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/already/i);
  await expect(page.getByLabel('Name')).toHaveValue('Somebody Else');
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('another long password');
});

test('whoever opens a private page signs in and lands on it', async ({ page, baseURL }) => {
  const account = newAccount();
  await register(addressOf(baseURL), account);
  await page.goto('/saved?tab=liked');
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/saved\?tab=liked$/);
  await expect(page.getByRole('tab', { name: 'Liked', selected: true })).toBeVisible();
});

test('signing out leaves nothing of the person behind', async ({ page }) => {
  const account = newAccount();
  await signUp(page, account);
  await page.getByRole('button', { name: `Account of ${account.displayName}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
  await page.goto('/profile');
  await expect(page.getByRole('heading', { name: 'Sign in to see your profile' })).toBeVisible();
});

test('ending another device signs it out there', async ({ page, browser, baseURL }) => {
  const account = newAccount();
  await register(addressOf(baseURL), account);
  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await signIn(elsewhere, account);
  await signIn(page, account);
  await page.goto('/settings');
  await page.getByRole('button', { name: /^Sign out everywhere/ }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere.getByRole('heading', { name: 'Sign in to see jobs ranked for you' })).toBeVisible();
  await other.close();
});
