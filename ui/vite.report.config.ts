import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const outDir = process.env['HALCYON_REPORT_DIR'] ?? 'target/classes/dev/halcyon/ui/report';

/** Writes script, style and the place of the data into one page. */
function selfContainedPage(): Plugin {
  return {
    name: 'self-contained-page',
    closeBundle() {
      const folder = join(import.meta.dirname, outDir);
      const script = readFileSync(join(folder, 'report.js'), 'utf8');
      const style = readFileSync(join(folder, 'report.css'), 'utf8');
      if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) {
        throw new Error('The report bundle holds text that would end its own script or style element.');
      }
      const page = [
        '<!doctype html>',
        '<html lang="en">',
        '<head>',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<title>Halcyon report</title>',
        `<style>${style}</style>`,
        '</head>',
        '<body>',
        '<main id="report"></main>',
        '<script type="application/json" id="report-data">@report-data@</script>',
        `<script>${script}</script>`,
        '</body>',
        '</html>',
        '',
      ].join('\n');
      if (page.split('@report-data@').length !== 2) {
        throw new Error('The place of the data must occur exactly once in report.html.');
      }
      writeFileSync(join(folder, 'report.html'), page);
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [selfContainedPage()],
  build: {
    outDir,
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
