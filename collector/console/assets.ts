import { createHash } from 'node:crypto';
import * as files from './assets/files.ts';

/** A file that pages load, under a name that changes with its text: browsers keep it for good. */
export interface Asset {
  readonly file: string;
  readonly type: string;
  readonly text: string;
}

// One a line, in their order: a part of the console adds its own.
const STYLES = [
  files.base,
  files.forms,
  files.lists,
  files.details,
  files.files,
  files.settings,
  files.logs,
  files.outgoing,
  files.leads,
  files.overview,
  files.flows,
  files.sending,
  files.help,
  files.api,
];
const SCRIPTS = [files.script, files.live, files.ticks, files.checklist, files.tryCall];

export const STYLE = asset('console', 'css', STYLES.join(''));
export const SCRIPT = asset('console', 'js', SCRIPTS.join(''));

export const ASSETS: ReadonlyMap<string, Asset> = new Map([STYLE, SCRIPT].map((each) => [each.file, each]));

export function assetUrl({ file }: Asset): string {
  return `/console/assets/${file}`;
}

function asset(name: string, type: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { file: `${name}.${hash}.${type}`, type, text };
}
