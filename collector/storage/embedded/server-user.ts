import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

const run = promisify(execFile);

/** The system user Postgres runs as, where that is not the user who runs the collector. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Postgres refuses to run as root, so root hands it to another user: the owner of the cluster where there is one
 * (it may have been made by an ordinary user before), else `postgres`, else `nobody`. Null for an ordinary user.
 */
export async function chooseServerUser(
  cluster: string,
  names: readonly string[] = ['postgres', 'nobody'],
): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(cluster).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of names) {
    const user = await lookUp(name);
    if (user !== null) return user;
  }
  throw new EmbeddedPostgresError(
    `Postgres does not run as root, and this system has none of the users ${names.join(', ')}. ` +
      'Make one with «useradd --system postgres», or start the collector as an ordinary user.',
  );
}

/** Whether the server's user can read all these paths. Asked of the kernel, which also knows ACLs and mounts. */
export async function canRead(user: ServerUser | null, paths: readonly string[]): Promise<boolean> {
  if (user === null) return true;
  const script = 'for path; do [ -r "$path" ] || exit 1; done';
  try {
    await run('/bin/sh', ['-c', script, 'sh', ...paths], { cwd: '/', uid: user.uid, gid: user.gid });
    return true;
  } catch {
    return false;
  }
}

async function lookUp(name: string): Promise<ServerUser | null> {
  try {
    // `id` instead of /etc/passwd: macOS and LDAP keep their users elsewhere.
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}
