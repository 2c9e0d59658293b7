import { defineConfig } from 'vite';

/** One script and one style sheet, to be written into a page that needs nothing else. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: process.env['HALCYON_REPORT_DIR'] ?? 'target/classes/dev/halcyon/ui/report',
    emptyOutDir: true,
    target: 'es2022',
    cssCodeSplit: false,
    lib: {
      entry: 'src/report/report.ts',
      name: 'halcyonReport',
      formats: ['iife'],
      fileName: () => 'report.js',
      cssFileName: 'report',
    },
  },
});
