import { PasswordField } from '../components/field.tsx';
import { Hidden, Problems } from '../components/form.tsx';
import type { View } from '../page.ts';
import { useText } from '../reader.tsx';
import type { Text } from '../text/text.ts';

interface ConfirmProps {
  /** Where the form goes that is held up. */
  readonly action: string;
  /** The name of the password's field. */
  readonly field: string;
  /** What was filled in: it goes along. */
  readonly held: URLSearchParams;
  readonly problem?: string | undefined;
}

/** Asks for the password once more before something that matters is done. */
export function confirmView(text: Text, props: ConfirmProps): View {
  return { title: text('Confirm that it is you'), section: 'settings', body: <ConfirmPage {...props} /> };
}

function ConfirmPage({ action, field, held, problem }: ConfirmProps) {
  const text = useText();
  return (
    <>
      <h1>{text('Confirm that it is you')}</h1>
      <p class="lead">
        {text('You signed in a while ago. What you filled in is kept; nothing is done yet.')}
      </p>
      <section class="narrow">
        <form class="fields" method="post" action={action}>
          {problem && <Problems problems={[problem]} />}
          <Hidden values={held} />
          <PasswordField name={field} label={text('Password')} autocomplete="current-password" autofocus />
          <button type="submit">{text('Confirm')}</button>
        </form>
      </section>
    </>
  );
}
