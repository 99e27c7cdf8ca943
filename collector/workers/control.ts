import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What a restart came to; `problem` is null where it went well. */
export interface Restarted {
  readonly workers: number;
  readonly problem: string | null;
}

export interface Control {
  close(): Promise<void>;
}

const RESTART = 'restart\n';

/** A socket, not a process ID in a file: that could be another program's by now, whom a signal would end. */
const pathOf = (dataFolder: string, port: number) => join(dataFolder, `supervisor-${port}.sock`);

/**
 * Restarts the workers for who asks on a unix socket in the data folder, and tells what came of it. Only the owner of
 * the folder can. Call it while the port is held: then no other supervisor has this socket.
 */
export async function openControl(
  dataFolder: string,
  port: number,
  restart: () => Promise<Restarted>,
): Promise<Control> {
  const path = pathOf(dataFolder, port);
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    // Who asked may have gone away.
    connection.on('error', () => undefined);
    // Not `text()`: an iterator that has come to its end destroys the connection, and with it the way back.
    let asked = '';
    connection.setEncoding('utf8').on('data', (chunk) => {
      asked += chunk;
    });
    connection.on('end', async () => {
      connection.end(asked === RESTART ? JSON.stringify(await restart()) : '');
    });
  });
  await rm(path, { force: true });
  await listen(server, path);
  return {
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Has the collector on a port restart its workers. Null where no supervisor answers. */
export async function askForRestart(dataFolder: string, port: number): Promise<Restarted | null> {
  const connection = connect({ path: pathOf(dataFolder, port), allowHalfOpen: true });
  connection.end(RESTART);
  const answer = await text(connection).catch(() => '');
  return answer === '' ? null : JSON.parse(answer);
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // Unreferenced: it keeps no process running.
    server.unref().listen({ path }, resolve);
  });
}
