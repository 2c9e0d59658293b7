import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Packages whose code reaches the browser, the language service's worker included. */
const SHIPPED = [
  '@babel/runtime-corejs3',
  '@kusto/language-service',
  '@kusto/language-service-next',
  '@kusto/monaco-kusto',
  'core-js-pure',
  'echarts',
  'lodash-es',
  'monaco-editor',
  'react',
  'react-dom',
  'scheduler',
  'tslib',
  'vscode-languageserver-types',
  'xregexp',
  'zrender',
];

function entry(name: string): string {
  const folder = join(import.meta.dirname, 'node_modules', name);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    license?: string;
  };
  const file = readdirSync(folder).find((one) => /^licen[cs]e(\.(md|txt))?$/i.test(one));
  const text =
    file && existsSync(join(folder, file))
      ? readFileSync(join(folder, file), 'utf8').trim()
      : `Licence: ${manifest.license ?? 'see its repository'}`;
  return `${name} ${manifest.version} (${manifest.license ?? 'unknown'})\n${'-'.repeat(72)}\n${text}\n`;
}

/** Writes the licences of everything shipped beside the assets. */
export function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle() {
      const head =
        'The page contains these works. Bridge.NET (Apache-2.0) and Newtonsoft.Json (MIT) are part of the language service.\n';
      this.emitFile({ type: 'asset', name: 'licences.txt', source: [head, ...SHIPPED.map(entry)].join('\n') });
    },
  };
}
