import { expect, test } from '../fixtures/test.ts';

test('a company is found by its name, shows its open jobs and leads to them', async ({ page, request }) => {
  const answer = await request.get('/api/v1/jobs?limit=1');
  const list: { items: { company: { id: string; name: string; slug: string } }[] } = await answer.json();
  const company = list.items[0]?.company;
  if (company === undefined) throw new Error('The catalogue is empty');

  await page.goto('/companies');
  await page.getByRole('searchbox', { name: 'Company name' }).fill(company.name);
  await expect(page).toHaveURL(/[?&]q=/);
  await page
    .getByRole('region', { name: 'Companies found' })
    .getByRole('link')
    .filter({ hasText: company.name })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`/companies/${company.slug}$`));
  await expect(page.getByRole('heading', { level: 1, name: company.name })).toBeVisible();
  const jobs = page.getByRole('region', { name: 'Open jobs' });
  const title = await jobs.getByRole('heading', { level: 3 }).first().innerText();

  await jobs.getByRole('heading', { level: 3 }).first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await page.getByRole('article').getByRole('link', { name: company.name }).first().click();
  await expect(page).toHaveURL(new RegExp(`/companies/${company.slug}$`));

  await page.getByRole('link', { name: 'Search and filter' }).click();
  await expect(page).toHaveURL(new RegExp(`companyId=${company.id}`));
  await expect(page.getByRole('button', { name: `Company: ${company.name}` })).toBeVisible();
});

test('the address by id leads to the one by name, whose HTML says what it is', async ({ page, request }) => {
  const answer = await request.get('/api/v1/jobs?limit=1');
  const list: { items: { company: { id: string; name: string; slug: string } }[] } = await answer.json();
  const company = list.items[0]?.company;
  if (company === undefined) throw new Error('The catalogue is empty');
  await page.goto(`/companies/${company.id}`);
  await expect(page).toHaveURL(new RegExp(`/companies/${company.slug}$`));

  const html = await (await request.get(`/companies/${company.slug}`)).text();
  expect(html).toMatch(new RegExp(`<link rel="canonical" href="[^"]*/companies/${company.slug}">`));
  const block = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  const organization: { '@type': string; name: string } = JSON.parse(block);
  expect(organization).toMatchObject({ '@type': 'Organization', name: company.name });
});

test('an address of no company says so', async ({ page }) => {
  await page.goto('/companies/no-such-company-anywhere');
  await expect(page.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible();
});
