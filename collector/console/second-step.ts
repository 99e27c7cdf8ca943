import type { Knex } from 'knex';
import type { Context } from 'koa';
import { findUserById, type User } from '../storage/accounts.ts';
import {
  addSecondStep,
  findSecondStep,
  takeRecoveryCode,
  takeSecondStep,
  takeTotpStep,
} from '../storage/second-steps.ts';
import { createSecretCookie } from './cookie.ts';
import { recoveryHash, totpStepOf } from './totp.ts';

/** How long a code may be looked for after the password was right. */
const PATIENCE_MS = 5 * 60 * 1000;

/** Sign-ins between password and code: bound to a browser by a cookie, short, and good for one sign-in. */
export interface SecondSteps {
  start(ctx: Context, user: User): Promise<void>;
  /** Who owes a code here; null where nobody does, or no longer. */
  find(ctx: Context): Promise<User | null>;
  /** Uses it up; false where that was done before. */
  take(ctx: Context): Promise<boolean>;
}

export interface SecondStepsOptions {
  readonly knex: Knex;
  readonly now: () => Date;
  /** The console is reached over https. */
  readonly secure: boolean;
}

export function createSecondSteps({ knex, now, secure }: SecondStepsOptions): SecondSteps {
  const cookie = createSecretCookie({
    name: 'subpixel-step',
    maxAgeMs: PATIENCE_MS,
    sameSite: 'strict',
    secure,
  });
  return {
    async start(ctx, user) {
      const expiresAt = new Date(now().getTime() + PATIENCE_MS);
      await addSecondStep(knex, cookie.renew(ctx), { userId: user.id, expiresAt });
    },
    async find(ctx) {
      const id = cookie.id(ctx);
      const userId = id && (await findSecondStep(knex, id, now()));
      return userId ? findUserById(knex, userId) : null;
    },
    async take(ctx) {
      const id = cookie.id(ctx);
      cookie.drop(ctx);
      return id !== null && (await takeSecondStep(knex, id, now()));
    },
  };
}

/** How a user proved the second step. */
export type CodeKind = 'code' | 'recovery-code';

/** Uses up a code of the user's app, or a recovery code; null where it is neither, or was used before. */
export async function takeCode(
  knex: Knex,
  { id, totpSecret }: User,
  code: string,
  now: Date,
): Promise<CodeKind | null> {
  const step = totpSecret && totpStepOf(totpSecret, code, now);
  if (step) return (await takeTotpStep(knex, id, step)) ? 'code' : null;
  return (await takeRecoveryCode(knex, id, recoveryHash(code))) ? 'recovery-code' : null;
}
