import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface Load {
  /** Resolves when the requests under way are answered, with what went wrong: errors of node, or statuses. */
  stop(): Promise<Record<string, number>>;
}

/** Between two requests of a line: the machine is to be used, not to be filled. In milliseconds. */
const PAUSE_MS = 40;

/**
 * Sends requests one after the other on so many lines at once, and never repeats one: what fails is counted.
 *
 * @param keepAlive whether a line keeps its connection as long as the server lets it, else each request has a new one
 */
export function startLoad(port: number, path: () => string, lines: number, keepAlive: boolean): Load {
  const failed: Record<string, number> = {};
  let stopped = false;

  async function line(): Promise<void> {
    const agent = new Agent({ keepAlive, maxSockets: 1 });
    while (!stopped) {
      const outcome = await request(agent, port, path());
      if (outcome !== '200') failed[outcome] = (failed[outcome] ?? 0) + 1;
      await delay(PAUSE_MS);
    }
    agent.destroy();
  }

  const running = Array.from({ length: lines }, line);
  return {
    async stop() {
      stopped = true;
      await Promise.all(running);
      return failed;
    },
  };
}

function request(agent: Agent, port: number, path: string): Promise<string> {
  return new Promise((resolve) => {
    const sent = get({ agent, host: '127.0.0.1', port, path }, (response) => {
      response.resume();
      response.on('end', () => resolve(String(response.statusCode)));
      response.on('error', (error) => resolve(error.message));
    });
    sent.on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
  });
}
