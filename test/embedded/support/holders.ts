import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HolderEvent } from './events.ts';

type EventOf<T extends HolderEvent['type']> = Extract<HolderEvent, { type: T }>;

/** A running holder process. */
export interface Holder {
  readonly process: ChildProcess;
  /** The first event of this type, told already or still to come; rejects when the process ends without it. */
  readonly saw: <T extends HolderEvent['type']>(type: T) => Promise<EventOf<T>>;
  /** Every line it has logged so far. */
  readonly logged: () => string;
  /** Sends a signal and waits for the end. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

/** Starts a holder on the data folder from a stage; in a process group of its own, as a shell would. */
export function startHolder(
  stage: string,
  dataDir: string,
  user: { readonly uid?: number; readonly gid?: number } = {},
): Holder {
  const child = spawn(process.execPath, [join(stage, 'holder.mjs'), dataDir], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...user,
  });
  const exited = once(child, 'close');
  const told: HolderEvent[] = [];
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    told.push(JSON.parse(line) as HolderEvent);
    changed();
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  child.once('close', changed);

  return {
    process: child,
    saw: (type) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const event = told.find((candidate): candidate is EventOf<typeof type> => candidate.type === type);
          if (event !== undefined) resolve(event);
          else if (child.exitCode !== null || child.signalCode !== null) {
            reject(new Error(`The holder ended without «${type}»: ${JSON.stringify(told)} ${errors}`));
          } else return;
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
    logged: () => told.flatMap((event) => (event.type === 'log' ? [event.line] : [])).join('\n'),
    end: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}
