import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../collector/check/finding.ts';
import type { Report } from '../../collector/check/page-checker.ts';
import type { RunningCollector } from '../support/run-collector.ts';

const PROGRAM = fileURLToPath(new URL('../../collector/dist/cli.js', import.meta.url));

/** Runs a command of the program as its own process, on the database of a collector that runs. */
export async function runCommand({ url, dataDir }: RunningCollector, ...args: string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: {
      ...process.env,
      ...{ DATABASE_URL: '', SUBPIXEL_PUBLIC_URL: '', SUBPIXEL_SECRET: '', SUBPIXEL_CHECK_PRIVATE: '' },
      PORT: new URL(url).port,
      SUBPIXEL_DATA: dataDir,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, output, errors };
}

/** Checks a page of the demo flow from the command line. */
export async function checkPage(collector: RunningCollector, url: string) {
  const { code, output, errors } = await runCommand(collector, 'check', url, '--flow', 'demo', '--json');
  if (output === '') throw new Error(errors);
  const report = JSON.parse(output) as Report;
  return {
    code,
    facts: report.facts,
    findings: report.findings,
    /** «name level» of all that is not well. */
    faults: report.findings
      .filter(({ level }) => level !== 'ok')
      .map(({ name, level }) => `${name} ${level}`),
    find(name: string): Finding {
      const found = report.findings.find((each) => each.name === name && each.level !== 'ok');
      if (!found) throw new Error(`Nothing is wrong with «${name}»: ${JSON.stringify(report.findings)}`);
      return found;
    },
  };
}

/** The script tag of the demo flow. */
export function tagOf({ url, firstRun }: RunningCollector, attributes = ''): string {
  return `<script defer src="${url}/sdk.js" data-key="${firstRun.siteKey}"${attributes}></script>`;
}
