import type { Knex } from 'knex';

/** Remembers that a browser has proved a user's password and owes the code. `id` is a hash of what it holds. */
export async function addSecondStep(
  knex: Knex,
  id: string,
  step: { readonly userId: string; readonly expiresAt: Date },
): Promise<void> {
  await knex('second_steps').insert({ id, user_id: step.userId, expires_at: step.expiresAt });
}

/** The user of a step that has not expired; null where there is none. */
export async function findSecondStep(knex: Knex, id: string, now: Date): Promise<string | null> {
  const row: { user_id: string } | undefined = await knex('second_steps')
    .where({ id })
    .where('expires_at', '>', now)
    .first('user_id');
  return row?.user_id ?? null;
}

/** Uses up a step; false where it was used up before, or is no more. */
export async function takeSecondStep(knex: Knex, id: string, now: Date): Promise<boolean> {
  return (await knex('second_steps').where({ id }).where('expires_at', '>', now).delete()) > 0;
}

/** Asks the user for a code from now on. The codes are hashes of those that can be used instead, once each. */
export async function setTotp(
  knex: Knex,
  userId: string,
  totp: { readonly secret: string; readonly step: number; readonly recoveryCodes: readonly string[] },
): Promise<void> {
  await knex('users')
    .where({ id: userId })
    .update({ totp_secret: totp.secret, totp_step: totp.step, recovery_codes: [...totp.recoveryCodes] });
}

/** The password is enough again. */
export async function clearTotp(knex: Knex, userId: string): Promise<void> {
  await knex('users')
    .where({ id: userId })
    .update({ totp_secret: null, totp_step: null, recovery_codes: [] });
}

/** Uses up the code of a time step, and those before it; false where that was done before. */
export async function takeTotpStep(knex: Knex, userId: string, step: number): Promise<boolean> {
  const changed = await knex('users')
    .where({ id: userId })
    .where((query) => query.whereNull('totp_step').orWhere('totp_step', '<', step))
    .update({ totp_step: step });
  return changed > 0;
}

/** Uses up a recovery code by its hash; false where the user has no such code left. */
export async function takeRecoveryCode(knex: Knex, userId: string, hash: string): Promise<boolean> {
  const changed = await knex('users')
    .where({ id: userId })
    .whereRaw('? = any(recovery_codes)', [hash])
    .update({ recovery_codes: knex.raw('array_remove(recovery_codes, ?)', [hash]) });
  return changed > 0;
}

/** How many recovery codes a user has left. */
export async function countRecoveryCodes(knex: Knex, userId: string): Promise<number> {
  const row: { count: number } | undefined = await knex('users')
    .where({ id: userId })
    .first(knex.raw('cardinality(recovery_codes) as count'));
  return row?.count ?? 0;
}
