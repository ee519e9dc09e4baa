import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { adminPages, openSettled, publicPages, seekerPages } from '../fixtures/pages.ts';
import { expect, test } from '../fixtures/test.ts';

const looks = [
  { name: 'in light', colorScheme: 'light', width: 1280 },
  { name: 'in dark', colorScheme: 'dark', width: 1280 },
  { name: 'at 360 px', colorScheme: 'light', width: 360 },
] as const;

/** Names each broken rule with the elements that break it, so that a failure can be read without opening a report. */
async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

for (const look of looks) {
  test.describe(`axe finds nothing ${look.name}`, () => {
    // Half-faded text has no colour of its own: motion is off, as it is for people who ask for that.
    test.use({ colorScheme: look.colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    test.use({ viewport: { width: look.width, height: 800 } });

    for (const target of publicPages) {
      test(target.path, async ({ page }) => {
        await openSettled(page, target);
        expect(await violationsOf(page)).toEqual([]);
      });
    }
    for (const target of seekerPages) {
      test(target.path, async ({ seekerPage: page }) => {
        await openSettled(page, target);
        expect(await violationsOf(page)).toEqual([]);
      });
    }
    for (const target of adminPages) {
      test(target.path, async ({ adminPage: page }) => {
        await openSettled(page, target);
        expect(await violationsOf(page)).toEqual([]);
      });
    }
  });
}

test.describe('nothing scrolls sideways at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  const overflowOf = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  for (const target of publicPages) {
    test(target.path, async ({ page }) => {
      await openSettled(page, target);
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    });
  }
  for (const target of adminPages) {
    test(target.path, async ({ adminPage: page }) => {
      await openSettled(page, target);
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    });
  }
  for (const target of seekerPages) {
    test(target.path, async ({ seekerPage: page }) => {
      await openSettled(page, target);
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    });
  }
});
