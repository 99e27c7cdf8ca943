import type { RecordedRequest } from '../../pipeline/postback.ts';
import { readPairs } from '../pairs.ts';
import { useText } from '../reader.tsx';
import { Foreign } from './foreign.tsx';

/** A request as it came in; the postback token was taken out before it was stored. */
export function Request({ request }: { request: RecordedRequest }) {
  const text = useText();
  const { method, path, query, headers, body } = request;
  return (
    <>
      <p class="line">
        <strong>{method}</strong> <Foreign text={path} />
      </p>
      {request.erased && (
        <p class="soft">
          {text('What this request said about its buyer was erased, so it cannot be repeated.')}
        </p>
      )}
      {query !== '' && (
        <>
          <h3>{text('Query')}</h3>
          <Pairs pairs={readPairs(query)} />
          <Raw summary={text('As sent')} text={query} />
        </>
      )}
      {body !== '' && <Body text={body} type={headers['content-type'] ?? ''} />}
      {!request.erased && Object.keys(headers).length > 0 && <h3>{text('Headers')}</h3>}
      <Pairs pairs={Object.entries(headers)} />
    </>
  );
}

export function Body({ text: body, type }: { text: string; type: string }) {
  const text = useText();
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  return (
    <>
      <h3>{text('Body')}</h3>
      {isForm ? <Pairs pairs={readPairs(body)} /> : <Pre text={prettyJson(body)} />}
      {isForm && <Raw summary={text('As sent')} text={body} />}
    </>
  );
}

/** JSON with line breaks; anything else as it is. */
export function prettyJson(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function Pairs({ pairs }: { pairs: readonly (readonly [name: string, value: string])[] }) {
  return (
    <table class="pairs">
      <tbody>
        {pairs.map(([name, value], index) => (
          // A name may be sent twice.
          <tr key={`${index} ${name}`}>
            <th scope="row">
              <Foreign text={name} />
            </th>
            <td>
              <Foreign text={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Raw({ summary, text }: { summary: string; text: string }) {
  return (
    <details>
      <summary>{summary}</summary>
      <Pre text={text} />
    </details>
  );
}

export function Pre({ text }: { text: string }) {
  return <pre class="code">{text}</pre>;
}
