import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { addressesOf, codeOf, type FindAddresses, only } from '../net/look-up.ts';
import type { Failure } from './courier.ts';
import { type MayCall, portOf, type RuleFor, whyBlocked } from './where-to.ts';

/** No connection came about: whatever was to be sent has not left. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';

  constructor(
    readonly failure: Failure,
    message: string,
  ) {
    super(message);
  }
}

/** In milliseconds; undici's clock is one of half seconds. */
const CONNECT_MS = 3000;

/**
 * Opens connections to where they may go. A name is looked up once, and refused where any of its addresses must not be
 * called; only those that were looked at are connected to, so that no name leads elsewhere a moment later. An address
 * in the place of a name is never looked up, which is why it is checked before. The name stays in TLS and in the `Host`.
 */
export function createGuardedConnector(
  ruleFor: RuleFor,
  find: FindAddresses | undefined,
): buildConnector.connector {
  const connectors = new Map<MayCall, buildConnector.connector>();
  const ask = shared((name) => addressesOf(name, find));

  function connectorFor(mayCall: MayCall): buildConnector.connector {
    const known = connectors.get(mayCall);
    if (known) return known;
    const made = buildConnector({
      lookup: createLookup(ask, mayCall),
      timeout: CONNECT_MS,
      autoSelectFamily: true,
      // Node gives each address a quarter of a second, which is little for another continent.
      autoSelectFamilyAttemptTimeout: 600,
    });
    connectors.set(mayCall, made);
    return made;
  }

  return (target, callback) => {
    const { hostname, protocol, port } = target;
    const mayCall = ruleFor(hostname, portOf(protocol, port));
    if (isIP(hostname) !== 0 && !mayCall(hostname)) {
      process.nextTick(callback, new UnreachableError('blocked', whyBlocked(hostname)), null);
      return;
    }
    connectorFor(mayCall)(target, (error, socket) => {
      if (error) callback(explain(error, protocol), null);
      else callback(null, socket);
    });
  };
}

/** Never answers with an address that must not be called. */
function createLookup(ask: FindAddresses, mayCall: MayCall): LookupFunction {
  return (name, options, done) => {
    ask(name).then(
      (addresses) => {
        const inside = addresses.find(({ address }) => !mayCall(address));
        if (inside) done(new UnreachableError('blocked', whyBlocked(inside.address)), '', 0);
        else if (addresses.length === 0) done(new UnreachableError('dns', 'ENODATA'), '', 0);
        else only(addresses)(name, options, done);
      },
      (error) => done(new UnreachableError('dns', codeOf(error)), '', 0),
    );
  };
}

/** Who asks while somebody else does gets the same answer: a name that hangs holds one thread, not one for each message. */
function shared(find: FindAddresses): FindAddresses {
  const asking = new Map<string, ReturnType<FindAddresses>>();
  return (name) => {
    const under = asking.get(name);
    if (under) return under;
    const answer = find(name).finally(() => asking.delete(name));
    asking.set(name, answer);
    return answer;
  };
}

function explain(error: Error, protocol: string): UnreachableError {
  if (error instanceof UnreachableError) return error;
  const code = codeOf(error);
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT')
    return new UnreachableError('timeout', `no connection within ${CONNECT_MS / 1000} s`);
  const isTls = protocol === 'https:' && !/^E(CONNREFUSED|HOSTUNREACH|NETUNREACH|ADDRNOTAVAIL)$/.test(code);
  return new UnreachableError(isTls ? 'tls' : 'connect', code === 'unknown' ? error.message : code);
}
