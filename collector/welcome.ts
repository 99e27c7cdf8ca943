import type { Config } from './config.ts';
import type { FirstRun } from './first-run.ts';

/** What a person sees when the collector is up: where everything is, and the first thing to try. */
export function welcome(config: Config, firstRun: FirstRun | null): string {
  const url = config.publicUrl;
  if (firstRun === null)
    return `\nSubpixel is running.\n\n  Console     ${url}/console\n\nCtrl-C stops it.\n`;
  const lines = ['', 'Subpixel is running.', '', `  Console     ${firstRun.consoleUrl}`];
  lines.push(`  Sign in     ${firstRun.login} / ${firstRun.password}`);
  if (firstRun.demoUrl) lines.push(`  Demo page   ${firstRun.demoUrl}`);
  if (firstRun.flow) lines.push(`  Its link    ${url}/c/${firstRun.flow}`);
  if (firstRun.siteKey) {
    lines.push('', 'For your landing pages:', '');
    lines.push(`  <script defer src="${url}/sdk.js" data-key="${firstRun.siteKey}"></script>`);
  }
  if (firstRun.click) {
    const query = `id=${firstRun.postbackToken}&click=${firstRun.click}&uid=order-1&status=approve&price=12.50&currency=USD`;
    lines.push('', 'Approve the demo lead, then read the log in the console:', '');
    lines.push(`  curl '${url}/api/track/postback.json?${query}'`);
  }
  lines.push('', `All of this is also in ${config.dataFolder}/first-run.json. Ctrl-C stops it.`, '');
  return lines.join('\n');
}
