import { createMemoryHistory } from '@tanstack/react-router';
import { describe, expect, it } from 'vitest';

import { WEB_PATHS } from '@access/contracts/web-paths';

import { createAppRouter } from './router.tsx';

describe('the router', () => {
  it('has exactly the pages that the server answers with the app', () => {
    const { routesByPath } = createAppRouter(createMemoryHistory());
    expect(Object.keys(routesByPath).toSorted()).toEqual([...WEB_PATHS].toSorted());
  });
});
