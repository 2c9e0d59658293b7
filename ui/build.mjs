// Builds the page and the report when something they are made of has changed: `node build.mjs` or `node build.mjs test`.
// What has been built is remembered as a hash over every input, so a repeated build needs neither network nor time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = import.meta.dirname;
const target = join(root, 'target');
const buildInputs = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'vite.licences.ts',
  'vite.report.config.ts',
  'index.html',
  'build.mjs',
  'src',
];
const outputs = ['page/index.html', 'report/report.html', 'report/report.js', 'report/report.css'].map((name) =>
  join(target, 'classes/dev/halcyon/ui', name),
);

function filesUnder(path) {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)],
  );
}

function hashOf(names) {
  const hash = createHash('sha256');
  hash.update(process.version);
  for (const name of names) {
    const path = join(root, name);
    const files = name.includes('.') ? [path] : filesUnder(path).sort();
    for (const file of files) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

const isStamped = (stamp, hash) => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;

function npm(...args) {
  const done = spawnSync('npm', args, { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) {
    console.error(`npm ${args.join(' ')} failed (exit code ${done.status ?? done.signal}).`);
    process.exit(1);
  }
}

function install() {
  const stamp = join(root, 'node_modules', '.halcyon-installed');
  const hash = hashOf(['package.json', 'package-lock.json']);
  if (isStamped(stamp, hash)) {
    return;
  }
  console.log("Fetching the page's libraries (npm ci); once, until package-lock.json changes …");
  npm('ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error');
  writeFileSync(stamp, hash);
}

function once(name, hash, isComplete, script) {
  const stamp = join(target, `${name}.stamp`);
  if (isStamped(stamp, hash) && isComplete()) {
    console.log(`The ${name} is up to date.`);
    return;
  }
  install();
  npm('run', '--silent', script);
  mkdirSync(target, { recursive: true });
  writeFileSync(stamp, hash);
}

if (process.argv[2] === 'test') {
  once('page-test', hashOf([...buildInputs, '.prettierrc.json', 'dev', 'e2e', 'test']), () => true, 'test');
} else {
  once('page', hashOf(buildInputs), () => outputs.every(existsSync), 'build');
}
