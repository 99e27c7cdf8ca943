// `npm test`: everything from a bare checkout. Plain JavaScript that needs nothing installed, because it installs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { findChromium } from '../collector/check/find-chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'subpixel-reports-'));

/** Runs a command on the caller's terminal, without a standard input to wait for. True where it succeeded. */
function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return status === 0;
}

function ensureDependencies() {
  return existsSync(join(root, 'node_modules', '.package-lock.json')) || run('npm', ['ci']);
}

/** The browser's path; installs one where that takes no question. */
function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the browser tests.');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    // Ubuntu's package of this name only fetches a snap, which containers do not have; it is looked for all the same.
    if (run('apt-get', ['update'], env))
      run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], env);
  }
  const chromium = findChromium();
  if (chromium === undefined) {
    console.error(
      'The browser tests need Chromium or Chrome. Install one («apt-get install chromium» as root, or ' +
        '«brew install --cask chromium»), or set SUBPIXEL_CHROMIUM to its path. Then run «npm test» again.',
    );
  }
  return chromium;
}

/** Their names and the beginnings of their messages, told at the very end: a long log is often kept by its tail only. */
const failures = [];

function noteFailure(name, messages) {
  // Colours would hide the words from whoever searches the log.
  const text = stripVTControlCharacters(messages.join('\n'));
  failures.push(`FAILED ${name}\n${text.split('\n').slice(0, 12).join('\n')}`);
}

function noteVitest(report) {
  for (const file of report?.testResults ?? []) {
    if (file.message) noteFailure(file.name, [file.message]);
    for (const test of file.assertionResults)
      if (test.status === 'failed') noteFailure(`${file.name}: ${test.fullName}`, test.failureMessages);
  }
}

function notePlaywright({ suites = [], specs = [] } = {}) {
  for (const { file, line, title, ok, tests } of specs) {
    const results = tests.flatMap((test) => test.results);
    if (!ok)
      noteFailure(
        `${file}:${line} ${title}`,
        results.map(({ error }) => error?.message ?? ''),
      );
  }
  for (const suite of suites) notePlaywright(suite);
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** Unit and database tests. */
function runVitest() {
  const file = join(reports, 'vitest.json');
  const args = [
    'vitest',
    'run',
    '--root',
    'test',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const ok = run('npx', args);
  const report = readReport(file);
  noteVitest(report);
  return count(
    'Unit and database tests',
    ok,
    report?.numPassedTests,
    report?.numFailedTests,
    report?.numPendingTests,
  );
}

/** End-to-end tests. */
function runPlaywright(chromium) {
  const file = join(reports, 'playwright.json');
  const args = ['playwright', 'test', '--config', 'e2e', '--reporter=list,json'];
  const ok = run('npx', args, { SUBPIXEL_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  const report = readReport(file);
  notePlaywright(report ?? {});
  const stats = report?.stats;
  return count('Browser tests', ok, stats?.expected, stats?.unexpected, stats?.skipped);
}

/** A run that went wrong without a failed test (a file that does not load, no test at all) counts as one failure. */
function count(name, ok, passed = 0, failed = 0, skipped = 0) {
  const counted = failed === 0 && (!ok || passed === 0) ? 1 : failed;
  console.log(`${name}: ${passed} passed, ${counted} failed, ${skipped} skipped\n`);
  return { passed, failed: counted };
}

function runAll() {
  const broken = { passed: 0, failed: 1 };
  if (!ensureDependencies()) return [broken];
  const chromium = ensureChromium();
  if (chromium === undefined || !run('npm', ['run', 'build', '--silent'])) return [broken];
  return [runVitest(), runPlaywright(chromium)];
}

const counts = runAll();
rmSync(reports, { recursive: true, force: true });
const passed = counts.reduce((sum, each) => sum + each.passed, 0);
const failed = counts.reduce((sum, each) => sum + each.failed, 0);
for (const failure of failures) console.log(`${failure}\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
// The last line, alone: CI reads it.
console.log(`${passed} passed, ${failed} failed`);
