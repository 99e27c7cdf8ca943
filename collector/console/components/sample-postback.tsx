import { useText } from '../reader.tsx';
import type { Sample } from '../sample.ts';

/** The first postback is one command away. */
export function SamplePostback({ sample: { postback, tag } }: { sample: Sample }) {
  const text = useText();
  return (
    <>
      {postback !== null && (
        <>
          <p>{text('Try it: this test postback makes a lead and approves it. Then reload.')}</p>
          <Code text={postback} />
        </>
      )}
      {tag !== null && (
        <>
          <p>{text('Put this into the head of your landing and thank-you pages:')}</p>
          <Code text={tag} />
        </>
      )}
      {postback === null && tag === null && <p>{text('Make a flow and a postback token first.')}</p>}
    </>
  );
}

function Code({ text }: { text: string }) {
  return (
    <pre class="code">
      <code>{text}</code>
    </pre>
  );
}
