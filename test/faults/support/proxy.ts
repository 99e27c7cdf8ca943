import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What the network between a collector and its database does to what passes. */
export interface Weather {
  /** Milliseconds that everything takes longer, in each direction. */
  readonly latency?: number;
  /** Share of replies at which the connection is reset before they pass. */
  readonly reset?: number;
  /** Share of replies that are swallowed: both sides stay connected, and one waits. */
  readonly dropReply?: number;
  /** Nothing passes, nobody is told, and what was sent is gone for good: connections of this time stay dead. */
  readonly isBlackHole?: boolean;
  /** Bytes a second and direction, for each connection. */
  readonly bytesPerSecond?: number;
  /** Cuts the connection when the database has carried out a batch's write and says so. */
  readonly cutAfterCommit?: boolean;
}

export interface DatabaseProxy {
  /** The database's URL by way of the proxy. */
  readonly url: string;
  set(weather: Weather): void;
  /** Connections that were cut after their commit so far. */
  cuts(): number;
  close(): void;
}

/** The name of the prepared statement that writes a batch; pg sends it in clear. */
const WRITE = 'write-batch';

/** A TCP proxy in front of a database, with weather. */
export async function startProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let weather: Weather = {};
  let cuts = 0;

  /** Passes bytes on, one chunk after the other, as slowly as the weather wants. */
  function pass(from: Socket, to: Socket, look: (bytes: Buffer) => 'pass' | 'drop' | 'reset'): void {
    let last: Promise<unknown> = Promise.resolve();
    let isDead = false;
    from.on('data', (bytes: Buffer) => {
      const verdict = isDead ? 'drop' : look(bytes);
      if (verdict === 'reset') {
        from.resetAndDestroy();
        to.resetAndDestroy();
        return;
      }
      // TCP leaves no gaps: after what was lost nothing of this direction arrives.
      if (verdict === 'drop') isDead = true;
      if (verdict === 'drop') return;
      const { latency = 0, bytesPerSecond = 0 } = weather;
      const ms = latency + (bytesPerSecond > 0 ? (bytes.length / bytesPerSecond) * 1000 : 0);
      last =
        ms === 0
          ? last.then(() => to.write(bytes))
          : Promise.all([last, delay(ms)]).then(() => to.write(bytes));
    });
    from.on('end', () => last.then(() => to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => sockets.delete(from));
    sockets.add(from);
  }

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let isWriting = false;
    pass(client, upstream, (bytes) => {
      if (weather.isBlackHole) return 'drop';
      isWriting = bytes.includes(WRITE);
      return 'pass';
    });
    pass(upstream, client, () => {
      const { isBlackHole, cutAfterCommit, reset = 0, dropReply = 0 } = weather;
      if (isBlackHole) return 'drop';
      if (cutAfterCommit && isWriting) {
        cuts += 1;
        return 'reset';
      }
      const dice = Math.random();
      if (dice < reset) return 'reset';
      return dice < reset + dropReply ? 'drop' : 'pass';
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    set(next) {
      weather = next;
    },
    cuts: () => cuts,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
