import { createLoginLimit, type LoginLimit } from './login-limit.ts';

/** Passwords that are looked at at once: a flood of them must not keep the cores from taking postbacks. */
const MAX_AT_ONCE = 2;

/** Codes have six digits: who knows a password has fewer tries at them than at the password. */
const CODE_TRIES = { perLoginAndNetwork: 6, perNetwork: 50, perLogin: 20 };

/** Why a try did not work; `waitS`: it was not looked at, and may be made again after so many seconds. */
export type Failed = 'wrong' | { readonly waitS: number };

/** What became of a try: what was found out by it, or why it did not work. */
export type Tried<Value> = { readonly right: Value } | { readonly failed: Failed };

/** Somebody who tries to prove who they are. */
export interface Trier {
  readonly login: string;
  readonly ip: string;
}

/** Looks at something secret, as long as there were not too many tries. `look` says null where it is wrong. */
export type Try = <Value>(by: Trier, look: () => Promise<Value | null>) => Promise<Tried<Value>>;

export interface Tries {
  readonly password: Try;
  readonly code: Try;
}

/** @param workers processes on this machine that share the limits */
export function createTries(now: () => Date, workers = 1): Tries {
  let underWay = 0;
  const within = (limit: LoginLimit): Try => {
    return async ({ login, ip }, look) => {
      const waitS = limit.take(login.toLowerCase(), ip);
      if (waitS > 0) return { failed: { waitS } };
      if (underWay >= MAX_AT_ONCE) return { failed: { waitS: 1 } };
      underWay += 1;
      try {
        const right = await look();
        if (right === null) return { failed: 'wrong' };
        limit.succeed(login.toLowerCase(), ip);
        return { right };
      } finally {
        underWay -= 1;
      }
    };
  };
  return {
    password: within(createLoginLimit(now, workers)),
    code: within(createLoginLimit(now, workers, CODE_TRIES)),
  };
}
