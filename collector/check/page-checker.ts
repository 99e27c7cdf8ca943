import type { Knex } from 'knex';
import { scriptTag, type TagOptions } from '../console/snippets.ts';
import type { Flow } from '../pipeline/lead.ts';
import { listFlows } from '../storage/flows.ts';
import { listLeads } from '../storage/leads.ts';
import { checkPage } from './check-page.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { toHostAndPort } from './guard-proxy.ts';
import { CheckError, type Launch } from './launch-chromium.ts';
import { judge } from './verdict.ts';

export interface PageCheckerDeps {
  readonly knex: Knex;
  readonly tag: TagOptions;
  readonly launch: Launch;
  /** Pages on private addresses may be opened, too. Only where whoever asks may reach them anyway. */
  readonly allowPrivate: boolean;
  /** Origins that are reached wherever they are, besides the collector's own. */
  readonly trustedOrigins: readonly string[];
}

/** What a check has found. */
export interface Report {
  readonly facts: Facts;
  readonly findings: readonly Finding[];
}

export interface PageChecker {
  /** Checks a page for a flow. Throws CheckError where the check cannot be made. */
  readonly check: (flow: Flow, url: string) => Promise<Report>;
  /** Ends a check that is under way. */
  readonly close: () => void;
}

/** Checks pages, one at a time: a browser takes a core and some hundred megabytes. */
export function createPageChecker(deps: PageCheckerDeps): PageChecker {
  const stop = new AbortController();
  const trusted = [deps.tag.publicUrl, ...deps.trustedOrigins].map(toHostAndPort);
  let isBusy = false;

  const run = async (flow: Flow, url: string): Promise<Report> => {
    const facts = await checkPage(
      {
        url: url.trim(),
        flow: flow.id,
        collectorUrl: deps.tag.publicUrl,
        scriptTag: scriptTag(deps.tag, flow),
        scriptUrls: [`${deps.tag.publicUrl}/sdk`, `${deps.tag.publicUrl}/${deps.tag.scriptName}`],
      },
      {
        launch: deps.launch,
        guard: { allowPrivate: deps.allowPrivate, trusted },
        signal: stop.signal,
        async flowOfKey(key) {
          const flows = await listFlows(deps.knex, flow.accountId);
          return flows.find(({ siteKey }) => siteKey === key)?.id ?? null;
        },
        async leadArrived(click) {
          const { items } = await listLeads(deps.knex, flow.accountId, { clickId: click }, 10);
          if (items.length === 0) return null;
          return items.every(({ test }) => test) ? 'test' : 'real';
        },
      },
    );
    return { facts, findings: judge(facts) };
  };

  return {
    async check(flow, url) {
      if (isBusy) throw new CheckError('Another page is being checked just now. Try again in half a minute.');
      isBusy = true;
      try {
        return await run(flow, url);
      } finally {
        isBusy = false;
      }
    },
    close: () => stop.abort(),
  };
}
