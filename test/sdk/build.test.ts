import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const sdk = fileURLToPath(new URL('../../sdk/', import.meta.url));
const again = mkdtempSync(join(tmpdir(), 'subpixel-sdk-'));

beforeAll(() => execFileSync(process.execPath, [join(sdk, 'build.mjs'), again]), 120_000);
afterAll(() => rmSync(again, { recursive: true }));

test('the same source gives the same bytes', () => {
  const files = readdirSync(again).filter((name) => name !== 'types');
  expect(files).toContain('sdk.js.br');
  for (const file of files) {
    expect(readFileSync(join(again, file)).equals(readFileSync(join(sdk, 'dist', file))), file).toBe(true);
  }
});

test('on a server the module can be imported, and does nothing', async () => {
  const module = await import(pathToFileURL(join(again, 'index.mjs')).href);
  expect(Object.keys(module)).toEqual(['start']);
});
