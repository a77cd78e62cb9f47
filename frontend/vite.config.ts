import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const server = process.env['RAVINE_SERVER'] ?? 'http://127.0.0.1:8000';

/** KaTeX offers each font three times; every browser we support reads WOFF2. */
function onlyWoff2(): Plugin {
  return {
    name: 'only-woff2',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('katex') || !id.endsWith('.css')) return null;
      return { code: code.replace(/,\s*url\([^)]+\)\s*format\(["'](woff|truetype)["']\)/g, ''), map: null };
    },
  };
}

export default defineConfig({
  plugins: [onlyWoff2(), svelte()],
  build: {
    outDir: '../backend/ravine/server/page',
    emptyOutDir: true,
    // The Content-Security-Policy refuses data: fonts and scripts.
    assetsInlineLimit: 0,
    // Plotly's two bundles are this large, and are loaded on demand.
    chunkSizeWarningLimit: 1800,
  },
  server: {
    // The server compares Host with Origin: both must stay what the browser sent.
    proxy: { '/api': { target: server, ws: true, changeOrigin: false } },
  },
  test: { include: ['src/**/*.test.ts'] },
});
