import { Hidden } from '../components/form.tsx';
import type { View } from '../page.ts';
import { useText } from '../reader.tsx';
import type { Text } from '../text/text.ts';

interface SignedOutProps {
  /** Where the form goes that is held up. */
  readonly action: string;
  /** What was filled in; null where it cannot be kept: a file, or too much. */
  readonly held: URLSearchParams | null;
}

/** For a form that was sent after its session had ended: it waits here until its sender has signed in again. */
export function signedOutView(text: Text, props: SignedOutProps): View {
  return { title: text('You are signed out'), section: null, body: <SignedOutPage {...props} /> };
}

function SignedOutPage({ action, held }: SignedOutProps) {
  const text = useText();
  const signIn = (
    <a class="button" href="/console/login" target="_blank" rel="noopener">
      {text('Sign in, in a new tab')}
    </a>
  );
  return (
    <section class="narrow">
      <h1>{text('You are signed out')}</h1>
      {held ? (
        <>
          <p class="lead">
            {text(
              'The session had ended before you sent this, so nothing is done yet. What you filled in is kept on this page: sign in, come back to this tab and send it.',
            )}
          </p>
          <form method="post" action={action}>
            <Hidden values={held} />
            <p class="buttons">
              {signIn}
              <button type="submit">{text('Send it again')}</button>
            </p>
          </form>
        </>
      ) : (
        <>
          <p class="lead">
            {text(
              'The session had ended before you sent this, so nothing was done. A file cannot be kept: sign in, and send it again from the form.',
            )}
          </p>
          <p class="buttons">{signIn}</p>
        </>
      )}
    </section>
  );
}
