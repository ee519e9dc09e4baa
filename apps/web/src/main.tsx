import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod/v4/core';

import { Providers } from './app/providers.tsx';
import { createAppRouter } from './app/router.tsx';
import { createApiClient } from './lib/trpc.ts';

import './app/styles.css';

// The content security policy forbids making code from text, which zod would try for speed.
config({ jitless: true });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');

createRoot(root).render(
  <StrictMode>
    <Providers apiClient={createApiClient()}>
      <RouterProvider router={createAppRouter()} />
    </Providers>
  </StrictMode>,
);
