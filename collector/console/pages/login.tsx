import type { ComponentChildren } from 'preact';
import { Mark } from '../layout.tsx';
import type { View } from '../page.ts';
import { useText } from '../reader.tsx';
import type { Text } from '../text/text.ts';

interface LoginProps {
  /** Kept over a failed try. */
  readonly login?: string;
  /** Why the last try did not work. */
  readonly problem?: string;
  /** Where to go afterwards; a path of the console. */
  readonly next: string;
}

/** The door. */
export function loginView(text: Text, props: LoginProps): View {
  return { title: text('Sign in'), section: null, body: <LoginPage {...props} /> };
}

function LoginPage({ login, problem, next }: LoginProps) {
  const text = useText();
  return (
    <SignInForm
      action="/console/login"
      problem={problem}
      next={next}
      hints={[text('The first start printed login and password; they are also in data/first-run.json.')]}
    >
      <label>
        {text('Login')}
        <input
          name="login"
          value={login}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
          autofocus={!login}
        />
      </label>
      <label>
        {text('Password')}
        <input
          name="password"
          type="password"
          autocomplete="current-password"
          required
          autofocus={Boolean(login)}
        />
      </label>
    </SignInForm>
  );
}

/** The second step: the code of the app, or a recovery code. */
export function codeView(text: Text, props: Pick<LoginProps, 'problem' | 'next'>): View {
  return { title: text('Sign in'), section: null, body: <CodePage {...props} /> };
}

function CodePage({ problem, next }: Pick<LoginProps, 'problem' | 'next'>) {
  const text = useText();
  return (
    <SignInForm
      action="/console/login/code"
      problem={problem}
      next={next}
      hints={[
        text('Without your phone, type one of your recovery codes. Each is good for one time.'),
        <a href="/console/login">{text('Another login')}</a>,
      ]}
    >
      <label>
        {text('Code from your app')}
        <input
          name="code"
          autocomplete="one-time-code"
          autocapitalize="none"
          spellcheck={false}
          required
          autofocus
        />
      </label>
    </SignInForm>
  );
}

interface SignInFormProps extends Pick<LoginProps, 'next'> {
  readonly problem: string | undefined;
  readonly action: string;
  /** Lines below the button. */
  readonly hints: readonly ComponentChildren[];
  readonly children: ComponentChildren;
}

/** What both steps look like. */
function SignInForm({ action, problem, next, hints, children }: SignInFormProps) {
  const text = useText();
  return (
    <form class="login" method="post" action={action}>
      <h1>
        <Mark /> Subpixel
      </h1>
      {problem && (
        <p class="alert" role="alert">
          {problem}
        </p>
      )}
      {children}
      <input type="hidden" name="next" value={next} />
      <button type="submit">{text('Sign in')}</button>
      {hints.map((hint, place) => (
        <p key={place} class="fine">
          {hint}
        </p>
      ))}
    </form>
  );
}
