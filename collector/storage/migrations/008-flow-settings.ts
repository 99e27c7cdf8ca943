import type { Migration } from '../migrate.ts';

/** What a flow sells, what it pays, a network that is on no list, and how long buyers' data is kept. */
export const flowSettings: Migration = {
  version: 8,
  name: 'flow settings',
  sql: `
    alter table flows
      -- The network's link to the offer, as the network gives it.
      add column offer_url text not null default '',
      -- Payout of a lead that is approved without one; the bounds are those of a lead's price.
      add column default_price numeric(14, 4) check (default_price >= 0 and default_price <= 1000000000),
      -- A network that its user has described: a template, as in networks/template.ts. It comes before «network».
      -- Not jsonb, which would forget the order of its macros.
      add column own_network json,
      -- Contact data of leads is removed after so many days; null: it is kept.
      add column retention_days integer check (retention_days > 0);
  `,
};
