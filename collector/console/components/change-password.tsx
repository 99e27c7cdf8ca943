import { useText } from '../reader.tsx';
import { PasswordField } from './field.tsx';

interface ChangePasswordProps {
  readonly problems: { readonly old?: string; readonly fresh?: string };
}

export function ChangePassword({ problems }: ChangePasswordProps) {
  const text = useText();
  return (
    <form class="fields" method="post" action="/console/settings/me/password">
      <PasswordField
        name="old"
        label={text('Password until now')}
        problem={problems.old}
        autocomplete="current-password"
      />
      <PasswordField
        name="fresh"
        label={text('New password')}
        hint={text('At least 12 characters. All your other sessions end.')}
        problem={problems.fresh}
        autocomplete="new-password"
      />
      <button type="submit">{text('Change the password')}</button>
    </form>
  );
}
