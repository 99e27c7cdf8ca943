import type { Command } from 'commander';
import { ConfigError } from '../config.ts';
import { readClickId } from '../pipeline/click-id.ts';
import { erasePerson, findPerson } from '../privacy/erase-person.ts';
import { addAudit } from '../storage/audit.ts';
import { userOf } from './user-of.ts';
import { withDatabase } from './with-database.ts';

interface Options {
  readonly phone?: string;
  readonly email?: string;
  readonly lead?: string;
  readonly reason: string;
  readonly yes?: boolean;
}

/** `subpixel erase`: forgets a buyer everywhere, however much there is to search. */
export function addEraseCommand(program: Command): void {
  program
    .command('erase')
    .description('erase a buyer’s data everywhere; without --yes only tells what would be erased')
    .argument('<login>', 'a user of the account')
    .option('--phone <number>', 'grouped as you like')
    .option('--email <address>')
    .option('--lead <id>', 'its buyer, with the phone and the e-mail that it has')
    .option('--reason <text>', 'why, for the audit log; no name, phone or e-mail', 'by the command line')
    .option('--yes', 'do it')
    .action((login: string, { phone, email, lead, reason, yes }: Options) =>
      withDatabase(async ({ knex }) => {
        const { id, accountId, operator } = await userOf(knex, login);
        const leadId = lead === undefined ? null : readClickId(lead);
        if (lead !== undefined && leadId === null)
          throw new ConfigError(`--lead: ${lead} is no ID, which has 32 hex digits.`);
        const query = {
          ...(phone ? { phone } : {}),
          ...(email ? { email } : {}),
          ...(leadId ? { leadId } : {}),
        };
        const traces = await findPerson(knex, query, { accountId, operator });
        if (!traces) throw new ConfigError('Nobody can be found by this: mend --phone, --email or --lead.');
        console.log(`${traces.clicks.length} clicks with all their leads`);
        console.log(`${traces.entries.length} log entries that quote phone or e-mail`);
        console.log(`${traces.messages.length} messages to receivers`);
        if (!yes) return console.log('Nothing was changed; add --yes to erase it for good.');
        const now = new Date();
        const erased = await erasePerson(knex, traces, { accountId, now });
        const counts = Object.entries(erased).map(([what, count]) => [what, String(count)]);
        const details = { ...Object.fromEntries(counts), by: Object.keys(query).join(' '), reason };
        const action = { action: 'person.erase', object: leadId ?? '', details };
        await addAudit(knex, { accountId, at: now, userId: id, login, ip: null, ...action });
        console.log('Erased.');
      }),
    );
}
