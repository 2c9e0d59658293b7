import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { licences } from './vite.licences.ts';

/**
 * The KQL language service is a set of classic scripts: each expects the global object in `this` and leaves its names
 * there. Inside a module `this` is undefined, so the two places that read it are pointed at `globalThis`. A fallback
 * that evaluates malformed JSON as a script goes: the page's policy forbids it, and nobody should miss it.
 */
function classicLanguageService(): Plugin {
  return {
    name: 'classic-language-service',
    enforce: 'pre',
    transform(code, id) {
      if (!/@kusto[\\/]language-service(-next)?[\\/]/.test(id)) {
        return null;
      }
      return {
        code: code
          .replace(/\}\)\(this\);/g, '})(globalThis);')
          .replace(/return eval\("\("\s*\+\s*value\s*\+\s*"\)"\)/, 'throw e')
          .replace(/require\("fs"\)/g, '{}')
          .replace('typeof module!="undefined"&&module.exports', 'false')
          .replace(/^\/\/ SIG \/\/.*$/gm, '')
          .replace(/^\/\/# sourceMappingURL=.*$/gm, ''),
        map: null,
      };
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [react(), classicLanguageService(), licences()],
  worker: { format: 'iife', plugins: () => [classicLanguageService()] },
  build: {
    outDir: process.env['HALCYON_PAGE_DIR'] ?? 'target/classes/dev/halcyon/ui/page',
    emptyOutDir: true,
    assetsDir: 'assets',
    target: 'es2022',
    sourcemap: false,
    // Monaco and the language service are large by nature; the figures are watched in README.md instead.
    chunkSizeWarningLimit: 10_000,
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
} as Parameters<typeof defineConfig>[0]);
