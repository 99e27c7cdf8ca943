import type { Knex } from 'knex';
import { type Account, findAccount, saveAccount } from '../../storage/accounts.ts';
import type { Action } from '../action.ts';
import { Field } from '../components/field.tsx';
import { Notice } from '../components/form.tsx';
import { PreferenceFields } from '../components/preferences.tsx';
import { settingsView } from '../components/settings-frame.tsx';
import type { Page } from '../page.ts';
import { type PreferencesState, readPreferences } from '../read-preferences.ts';
import { useText } from '../reader.tsx';

interface AccountDeps {
  readonly knex: Knex;
}

const PATH = '/console/settings/account';

/** `/console/settings/account`. */
export function createAccountPage({ knex }: AccountDeps): Page {
  return async ({ user, text, query }) => {
    const { name, defaults } = await findAccount(knex, user.accountId);
    const state = { form: defaults ?? user, problems: {} };
    const body = <AccountPage name={name} defaults={state} isSaved={query.has('saved')} />;
    return settingsView(text, 'account', body);
  };
}

/** Sets the account's name, and in what its new users read the console. */
export function createSaveAccount({ knex }: AccountDeps): Action {
  return async (request) => {
    const { user, text, field, audit } = request;
    const name = field('name').trim();
    const read = readPreferences(request);
    const problem =
      name === '' || name.length > 100 ? text('Give it a name of at most 100 characters.') : undefined;
    if (problem !== undefined || 'problems' in read) {
      const state = 'problems' in read ? read : { form: read.preferences, problems: {} };
      const body = <AccountPage name={name} problem={problem} defaults={state} />;
      return { view: settingsView(text, 'account', body) };
    }
    const account: Account = { name, defaults: read.preferences };
    await saveAccount(knex, user.accountId, account);
    await audit('account.save', user.accountId, { name, ...read.preferences });
    return { next: `${PATH}?saved` };
  };
}

interface AccountPageProps {
  readonly name: string;
  readonly problem?: string | undefined;
  readonly defaults: PreferencesState;
  readonly isSaved?: boolean;
}

function AccountPage({ name, problem, defaults, isSaved = false }: AccountPageProps) {
  const text = useText();
  return (
    <>
      <h1>{text('Account')}</h1>
      {isSaved && <Notice>{text('Saved.')}</Notice>}
      <section class="narrow">
        <form class="fields" method="post" action={PATH}>
          <Field
            name="name"
            label={text('Name')}
            hint={text('Only the people of the account see it.')}
            value={name}
            problem={problem}
            required
          />
          <h2>{text('What new users begin with')}</h2>
          <PreferenceFields {...defaults} />
          <button type="submit">{text('Save')}</button>
        </form>
      </section>
    </>
  );
}
