import type { Knex } from 'knex';
import { findAccountName, setAccountName } from '../../storage/accounts.ts';
import type { Action } from '../action.ts';
import { Field } from '../components/field.tsx';
import { Notice } from '../components/form.tsx';
import { settingsView } from '../components/settings-frame.tsx';
import type { Page } from '../page.ts';
import { useText } from '../reader.tsx';

interface AccountDeps {
  readonly knex: Knex;
}

const PATH = '/console/settings/account';

/** `/console/settings/account`. */
export function createAccountPage({ knex }: AccountDeps): Page {
  return async ({ user, text, query }) => {
    const name = await findAccountName(knex, user.accountId);
    return settingsView(text, 'account', <AccountPage name={name} isSaved={query.has('saved')} />);
  };
}

/** Sets the account's name. */
export function createSaveAccount({ knex }: AccountDeps): Action {
  return async ({ user, text, field, audit }) => {
    const name = field('name').trim();
    if (name === '' || name.length > 100) {
      const problem = text('Give it a name of at most 100 characters.');
      return { view: settingsView(text, 'account', <AccountPage name={name} problem={problem} />) };
    }
    await setAccountName(knex, user.accountId, name);
    await audit('account.save', user.accountId, { name });
    return { next: `${PATH}?saved` };
  };
}

interface AccountPageProps {
  readonly name: string;
  readonly problem?: string;
  readonly isSaved?: boolean;
}

function AccountPage({ name, problem, isSaved = false }: AccountPageProps) {
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
          <button type="submit">{text('Save')}</button>
        </form>
      </section>
    </>
  );
}
