import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  openSpool,
  type Spool,
  type SpooledRecord,
  type SpoolOptions,
  type Verdict,
} from '../../../collector/spool/index.ts';

/** A folder for one test. */
export async function makeTestFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'subpixel-spool-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A spool for one test, in a new folder where none is given. */
export async function openTestSpool(options: Partial<SpoolOptions> = {}): Promise<Spool> {
  const spool = await openSpool({ folder: options.folder ?? (await makeTestFolder()), ...options });
  onTestFinished(() => spool.close());
  return spool;
}

/** Drains all of it and returns the payloads. */
export async function drainAll(spool: Spool): Promise<string[]> {
  const payloads: string[] = [];
  await spool.drain(async (records) => {
    payloads.push(...textsOf(records));
    return records.map(() => DONE);
  });
  return payloads;
}

export const DONE: Verdict = { kind: 'done' };
export const RETRY: Verdict = { kind: 'retry' };

export function textsOf(records: readonly SpooledRecord[]): string[] {
  return records.map(({ payload }) => payload.toString());
}
