import { useText } from '../reader.tsx';
import { Badge } from './badge.tsx';
import { PasswordField } from './field.tsx';

interface SecondStepProps {
  readonly isOn: boolean;
  /** How many are left. */
  readonly recoveryCodes: number;
}

/** Whether signing in takes a code, too, and how to change that. */
export function SecondStep({ isOn, recoveryCodes }: SecondStepProps) {
  const text = useText();
  if (!isOn)
    return (
      <>
        <p>
          {text('With it a stolen password opens nothing: signing in also takes a code from your phone.')}
        </p>
        <p>
          <a class="button" href="/console/settings/me/second-step">
            {text('Set it up')}
          </a>
        </p>
      </>
    );
  return (
    <>
      <p>
        <Badge tone="good">{text('on')}</Badge> {text('{n} recovery codes are left.', { n: recoveryCodes })}
      </p>
      <p class="fine">{text('For a new phone or new recovery codes, turn it off and set it up again.')}</p>
      <form class="fields" method="post" action="/console/settings/me/second-step/off">
        <PasswordField name="password" label={text('Password')} autocomplete="current-password" />
        <button type="submit" class="danger">
          {text('Turn it off')}
        </button>
      </form>
    </>
  );
}
