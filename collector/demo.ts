import type { Logger } from 'pino';
import { createDemo, type RunningDemo } from '../demo-landing/server.ts';
import type { Config } from './config.ts';
import { makeDemoLead } from './demo-lead.ts';
import { type FirstRun, keepFirstRun } from './first-run.ts';
import { explain } from './http/listen.ts';

export interface OpenDemo {
  /** With the click of the demo lead. */
  readonly firstRun: FirstRun;
  close(): Promise<void>;
}

/** Serves the demo page and the toy network, and makes the demo lead. The collector takes requests already. */
export async function openDemo(config: Config, made: FirstRun, log: Logger): Promise<OpenDemo> {
  const demo = createDemo({
    collectorUrl: config.publicUrl,
    consoleUrl: made.consoleUrl,
    flow: made.flow ?? '',
    siteKey: made.siteKey ?? '',
    postbackToken: made.postbackToken,
  });
  let running: RunningDemo;
  try {
    running = await demo.listen(config.demoPort, config.host ?? 'localhost');
  } catch (error) {
    throw error instanceof Error ? explain(error, config.demoPort) : error;
  }
  return {
    firstRun: made.click ? made : await addDemoLead(config, made, log),
    close: () => running.close(),
  };
}

/** The demo lead is a courtesy: without it everything else works. */
async function addDemoLead(config: Config, made: FirstRun, log: Logger): Promise<FirstRun> {
  try {
    const click = await makeDemoLead(`http://localhost:${config.port}`, made);
    const complete = { ...made, click };
    await keepFirstRun(config, complete);
    return complete;
  } catch (error) {
    log.error({ err: error }, 'the demo lead could not be made');
    return made;
  }
}
