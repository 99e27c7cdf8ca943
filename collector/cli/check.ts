import type { Command } from 'commander';
import type { Knex } from 'knex';
import { launchChromium } from '../check/launch-chromium.ts';
import { createPageChecker } from '../check/page-checker.ts';
import { renderReport } from '../check/render-report.ts';
import { hasPassed } from '../check/verdict.ts';
import { ConfigError, readConfig } from '../config.ts';
import type { Flow } from '../pipeline/lead.ts';
import { listAllFlows, listFlows } from '../storage/flows.ts';
import { userOf } from './user-of.ts';
import { withDatabase } from './with-database.ts';

interface Options {
  readonly flow?: string;
  readonly user?: string;
  readonly json?: boolean;
}

/** `subpixel check`: opens a page in Chromium and says whether leads from it arrive. */
export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .description('open a page in Chromium and say whether its leads arrive, and if not, why')
    .argument('<url>', 'the page; private addresses, too')
    .option('--flow <id>', 'the flow that the page belongs to')
    .option('--user <login>', 'choose among the flows of this user alone')
    .option('--json', 'all that was seen, for programs')
    .action((url: string, options: Options) =>
      withDatabase(async ({ knex }) => {
        const checker = createPageChecker({
          knex,
          tag: readConfig(process.env),
          launch: launchChromium,
          // Whoever can run this command can open the page without it.
          allowPrivate: true,
          trustedOrigins: [],
        });
        const report = await checker.check(await flowFor(knex, url, options), url);
        const inColour = process.stdout.isTTY === true && !process.env.NO_COLOR;
        console.log(options.json ? JSON.stringify(report, null, 2) : renderReport(report, inColour));
        if (!hasPassed(report.findings)) process.exitCode = 1;
      }),
    );
}

/** The flow that is named, else the only one, else the only one whose landing page is on the page's site. */
async function flowFor(knex: Knex, url: string, { flow: id, user }: Options): Promise<Flow> {
  const flows =
    user === undefined
      ? await listAllFlows(knex)
      : await listFlows(knex, (await userOf(knex, user)).accountId);
  if (id !== undefined) {
    const named = flows.find((flow) => flow.id === id);
    if (!named) throw new ConfigError(`There is no flow ${id}: make it with \`flow-add\`.`);
    return named;
  }
  const near = flows.filter(({ landingUrl }) => originOf(landingUrl) === originOf(url));
  const [flow, ...others] = flows.length > 1 ? near : flows;
  if (!flow || others.length > 0) {
    const ids = flows.map((each) => each.id).join(', ');
    throw new ConfigError(`Say which flow the page belongs to, with --flow: ${ids || 'there is none yet'}.`);
  }
  return flow;
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
