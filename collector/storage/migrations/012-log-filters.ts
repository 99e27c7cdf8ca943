import type { Migration } from '../migrate.ts';

/**
 * What the log is filtered by and can be rare: without these a filter that fits nothing reads the whole log (2.9 s with
 * ten million entries). Every postback pays for them: measured with rows as they are, a log entry takes 62 µs to insert
 * without them and 78 µs with all, and 1.3 kB of WAL become 1.6 kB. The words and the addresses cost about 6 µs each; the
 * others next to nothing, as few entries are refusals, and those of networks' servers are not in the index of channels.
 * A lead needs none of its own: it is found by its click.
 */
export const logFilters: Migration = {
  version: 12,
  name: 'log filters',
  sql: `
    create index postback_log_words on postback_log (account_id, status_word, id desc) where status_word <> '';
    create index postback_log_ips on postback_log (account_id, ip, id desc) where ip is not null;
    create index postback_log_of_error on postback_log (account_id, error, id desc) where error is not null;
    create index postback_log_of_reason on postback_log (account_id, reason, id desc) where error is not null;
    create index postback_log_channels on postback_log (account_id, channel, id desc)
     where channel <> 's2s';
  `,
};
