import { Say, useText } from '../reader.tsx';

/** Without a token no network can send anything. */
export function NoToken() {
  const text = useText();
  return (
    <p class="warn">
      <Say
        phrase="The account has no postback token yet: {make}."
        with={{ make: <a href="/console/settings/tokens">{text('make one in the settings')}</a> }}
      />
    </p>
  );
}
