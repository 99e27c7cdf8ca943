import { useText } from '../reader.tsx';

/** In the place of a list that took too long to find. */
export function TooSlow({ path }: { path: string }) {
  const text = useText();
  return (
    <section class="note">
      <p>
        {text(
          'This took longer than two seconds, so it was given up. Choose fewer days or a flow, or search by a whole phone, e-mail or ID.',
        )}{' '}
        <a href={path}>{text('Show everything')}</a>
      </p>
    </section>
  );
}
