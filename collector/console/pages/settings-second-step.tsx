import { clearTotp, setTotp } from '../../storage/second-steps.ts';
import { removeSessionsOf } from '../../storage/sessions.ts';
import type { Action } from '../action.ts';
import { Copy } from '../components/copy.tsx';
import { Field } from '../components/field.tsx';
import { Notice } from '../components/form.tsx';
import { Qr } from '../components/qr.tsx';
import { settingsView } from '../components/settings-frame.tsx';
import type { Page, PageRequest, View } from '../page.ts';
import { useText } from '../reader.tsx';
import { sayFailed } from '../say-failed.ts';
import { isTotpSecret, newRecoveryCodes, newTotpSecret, recoveryHash, totpStepOf, totpUri } from '../totp.ts';
import { ME, type MeDeps, meView } from './settings-me.tsx';

interface SecondStepDeps extends MeDeps {
  readonly publicUrl: string;
}

const PATH = `${ME}/second-step`;

/** `/console/settings/me/second-step`: a secret for the app. It counts once a code of it has come. */
export function createSecondStepPage(deps: SecondStepDeps): Page {
  return async (request) =>
    request.user.totpSecret === null ? setUpView(deps, request, newTotpSecret()) : meView(deps, request, {});
}

/** Turns the second step on, by a first code, and shows the recovery codes this once. */
export function createSecondStepOn(deps: SecondStepDeps): Action {
  return async (request) => {
    const { user, session, text, field, audit } = request;
    const secret = field('secret');
    if (user.totpSecret !== null || !isTotpSecret(secret)) return { next: ME };
    const step = totpStepOf(secret, field('code'), deps.now());
    if (step === null) {
      const problem = text(
        'The code is wrong: compare the clocks of phone and computer, and type the next one.',
      );
      return { view: setUpView(deps, request, secret, problem) };
    }
    const codes = newRecoveryCodes();
    await setTotp(deps.knex, user.id, { secret, step, recoveryCodes: codes.map(recoveryHash) });
    await removeSessionsOf(deps.knex, user.id, session.id);
    await audit('user.second-step-on', user.id);
    const title = text('Second step');
    return { view: settingsView(text, 'me', <RecoveryCodes codes={codes} />, title), status: 200 };
  };
}

/** Turns it off again, which takes the password. */
export function createSecondStepOff(deps: SecondStepDeps): Action {
  return async (request) => {
    const { user, session, text, field, audit, provePassword } = request;
    const failed = await provePassword(field('password'));
    if (failed) {
      const secondStep = sayFailed(text, failed, 'The password is wrong.');
      return { view: await meView(deps, request, { secondStep }) };
    }
    await clearTotp(deps.knex, user.id);
    await removeSessionsOf(deps.knex, user.id, session.id);
    await audit('user.second-step-off', user.id);
    return { next: `${ME}?done=second-step-off` };
  };
}

function setUpView(
  { publicUrl }: SecondStepDeps,
  { user, text }: PageRequest,
  secret: string,
  problem?: string,
): View {
  const uri = totpUri(secret, user.login, new URL(publicUrl).host);
  return settingsView(text, 'me', <SetUp {...{ secret, uri, problem }} />, text('Second step'));
}

interface SetUpProps {
  readonly secret: string;
  /** What the QR code says. */
  readonly uri: string;
  readonly problem: string | undefined;
}

function SetUp({ secret, uri, problem }: SetUpProps) {
  const text = useText();
  return (
    <>
      <p class="crumb">
        <a href={ME}>{text('My settings')}</a> /
      </p>
      <h1>{text('Second step')}</h1>
      <section class="narrow">
        <p>{text('Read this with an authenticator app, then type the code that it shows.')}</p>
        <Qr text={uri} label={text('QR code for the app')} />
        <p class="fine">{text('Without a camera, type this key into the app:')}</p>
        <pre class="code">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</pre>
        <form class="fields" method="post" action={PATH}>
          <input type="hidden" name="secret" value={secret} />
          <Field
            name="code"
            label={text('Code from your app')}
            hint={text('Six digits. Your other sessions end.')}
            value=""
            problem={problem}
            required
          />
          <button type="submit">{text('Turn it on')}</button>
        </form>
      </section>
    </>
  );
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const text = useText();
  return (
    <>
      <h1>{text('Second step')}</h1>
      <Notice>{text('It is on: the next sign-in asks for a code.')}</Notice>
      <section class="narrow">
        <Copy label={text('Recovery codes')} text={codes.join('\n')} />
        <p>
          {text(
            'Keep them where your phone is not: each signs you in once without it. They are not shown again.',
          )}
        </p>
        <p>
          <a href={ME}>{text('My settings')}</a>
        </p>
      </section>
    </>
  );
}
