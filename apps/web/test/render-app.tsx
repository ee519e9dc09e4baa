import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';

import { Providers } from '../src/app/providers.tsx';
import { createAppRouter } from '../src/app/router.tsx';
import type { FakeApi } from './fake-api.ts';

/** Opens the whole app at an address, on a faked API. */
export function renderApp(address: string, api: FakeApi): { router: ReturnType<typeof createAppRouter> } {
  const router = createAppRouter(createMemoryHistory({ initialEntries: [address] }));
  render(
    <Providers apiClient={api.client}>
      <RouterProvider router={router} />
    </Providers>,
  );
  return { router };
}
