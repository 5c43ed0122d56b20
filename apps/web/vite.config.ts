import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed.js';
import { inlineDocuments } from './build/inline-documents.js';
import { withoutInlineFonts } from './build/without-inline-fonts.js';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The portal is served by the api from dist/web; the development server passes /api and /graphql on. */
export default defineConfig({
  root: here,
  plugins: [inlineDocuments(), withoutInlineFonts(), react(), compressed()],
  resolve: { conditions: ['ccn-source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // Two pages: the portal, and form 01 behind a mail's link, which must stay small.
    rollupOptions: { input: { index: `${here}index.html`, f: `${here}f.html` } },
    // No inlined data: the content-security policy allows files of this origin only.
    assetsInlineLimit: 0,
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:3000', '/graphql': 'http://127.0.0.1:3000' } },
});
