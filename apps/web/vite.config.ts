import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `pnpm dev` finds the API; the built app is served by it from one origin. */
const api = `http://localhost:${process.env['PORT'] ?? '3000'}`;

// Vite asks for a default export.
export default defineConfig({
  plugins: [react(), tailwindcss()],
  server: { port: 5173, proxy: { '/trpc': api, '/api': api } },
  build: { target: 'es2022', manifest: true, modulePreload: { polyfill: false } },
});
