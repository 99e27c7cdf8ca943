import type { Knex } from 'knex';
import { countRecoveryCodes } from '../../storage/second-steps.ts';
import { listSessions, type SessionLine } from '../../storage/sessions.ts';
import { setPreferences } from '../../storage/users.ts';
import type { Action } from '../action.ts';
import { ChangePassword } from '../components/change-password.tsx';
import { Notice, Problems } from '../components/form.tsx';
import { Preferences, type PreferencesForm } from '../components/preferences.tsx';
import { SecondStep } from '../components/second-step.tsx';
import { SessionList } from '../components/session-list.tsx';
import { settingsView } from '../components/settings-frame.tsx';
import type { Page, PageRequest, View } from '../page.ts';
import { type PreferencesState, readPreferences } from '../read-preferences.ts';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';

export interface MeDeps {
  readonly knex: Knex;
  readonly now: () => Date;
}

export const ME = '/console/settings/me';

/** What was done before the page is shown. */
const DONE = {
  saved: 'Saved.',
  password: 'The password is changed. Wherever else you were signed in, you have to sign in again.',
  'second-step-off': 'From now on the password is enough.',
  ended: 'The session is ended.',
  'all-ended': 'All other sessions are ended.',
} as const satisfies Record<string, Phrase>;

/** What a form on the page was refused for. */
interface Refused {
  readonly preferences?: PreferencesState;
  readonly password?: { readonly old?: string; readonly fresh?: string };
  readonly secondStep?: string;
}

/** `/console/settings/me`: what holds for the person. */
export function createMePage(deps: MeDeps): Page {
  return (request) => meView(deps, request, {});
}

/** Sets language, time zone and currency. */
export function createSavePreferences(deps: MeDeps): Action {
  return async (request) => {
    const { user, audit } = request;
    const read = readPreferences(request);
    if ('problems' in read) return { view: await meView(deps, request, { preferences: read }) };
    const { preferences } = read;
    await setPreferences(deps.knex, user.id, preferences);
    await audit('user.preferences', user.id, preferences);
    return { next: `${ME}?done=saved` };
  };
}

/** The page, with what a form on it was refused for. */
export async function meView(deps: MeDeps, request: PageRequest, refused: Refused): Promise<View> {
  const { user, session, text, query } = request;
  const { locale, timeZone, currency } = user;
  const [sessions, recoveryCodes] = await Promise.all([
    listSessions(deps.knex, user.id, deps.now()),
    countRecoveryCodes(deps.knex, user.id),
  ]);
  const body = (
    <MePage
      refused={refused}
      done={doneOf(query.get('done'))}
      preferences={{ locale, timeZone, currency }}
      hasSecondStep={user.totpSecret !== null}
      recoveryCodes={recoveryCodes}
      sessions={sessions}
      current={session.id}
    />
  );
  return settingsView(text, 'me', body);
}

function doneOf(name: string | null): Phrase | null {
  return name !== null && Object.hasOwn(DONE, name) ? DONE[name as keyof typeof DONE] : null;
}

interface MePageProps {
  readonly refused: Refused;
  readonly done: Phrase | null;
  readonly preferences: PreferencesForm;
  readonly hasSecondStep: boolean;
  readonly recoveryCodes: number;
  readonly sessions: readonly SessionLine[];
  /** The session that shows the page. */
  readonly current: string;
}

function MePage(props: MePageProps) {
  const { refused, done, preferences, hasSecondStep, recoveryCodes, sessions, current } = props;
  const text = useText();
  return (
    <>
      <h1>{text('My settings')}</h1>
      {done && <Notice>{text(done)}</Notice>}
      <div class="columns">
        <div>
          <section>
            <h2>{text('Language, time and money')}</h2>
            <Preferences
              form={refused.preferences?.form ?? preferences}
              problems={refused.preferences?.problems ?? {}}
            />
          </section>
          <section>
            <h2>{text('Where you are signed in')}</h2>
            <SessionList sessions={sessions} current={current} />
          </section>
        </div>
        <aside>
          <section>
            <h2>{text('Password')}</h2>
            <ChangePassword problems={refused.password ?? {}} />
          </section>
          <section>
            <h2>{text('Second step')}</h2>
            {refused.secondStep && <Problems problems={[refused.secondStep]} />}
            <SecondStep isOn={hasSecondStep} recoveryCodes={recoveryCodes} />
          </section>
        </aside>
      </div>
    </>
  );
}
