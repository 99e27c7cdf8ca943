import { useText } from '../reader.tsx';
import { Copy } from './copy.tsx';
import { Notice } from './form.tsx';

interface ShownOnceProps {
  readonly title: string;
  /** What has been done. */
  readonly says: string;
  readonly label: string;
  /** A password or a key. */
  readonly secret: string;
  /** Where to go on. */
  readonly back: string;
  readonly backLabel: string;
}

/** A secret that nobody can see again. */
export function ShownOnce({ title, says, label, secret, back, backLabel }: ShownOnceProps) {
  const text = useText();
  return (
    <>
      <h1>{title}</h1>
      <Notice>{says}</Notice>
      <section class="narrow">
        <Copy label={label} text={secret} />
        <p>{text('Copy it now: it is not shown again.')}</p>
        <p>
          <a href={back}>{backLabel}</a>
        </p>
      </section>
    </>
  );
}
