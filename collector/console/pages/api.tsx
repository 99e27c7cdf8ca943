import { makeDocument } from '../../api/openapi.ts';
import { type ApiCall, type ApiParameter, listCalls, toCurl } from '../api-calls.ts';
import type { Page } from '../page.ts';
import { useText } from '../reader.tsx';

interface ApiPageDeps {
  /** How the world reaches the collector. */
  readonly publicUrl: string;
}

/** `/console/api`: what calls the API has, and a form to try each. */
export function createApiPage({ publicUrl }: ApiPageDeps): Page {
  let groups: ApiPageProps['groups'] | undefined;
  return async ({ text }) => {
    groups ??= listCalls(makeDocument(publicUrl));
    return {
      title: text('API for your own programs'),
      section: 'help',
      body: <ApiPage groups={groups} publicUrl={publicUrl} />,
    };
  };
}

interface ApiPageProps extends ApiPageDeps {
  readonly groups: ReadonlyMap<string, readonly ApiCall[]>;
}

function ApiPage({ groups, publicUrl }: ApiPageProps) {
  const text = useText();
  return (
    <div class="api">
      <h1>{text('API for your own programs')}</h1>
      <p class="soft">
        {text(
          'What the console does, by HTTP and JSON. Send a key with each call; keys are made in the settings, with the scopes that each call names.',
        )}{' '}
        <a href="/api/openapi.json">{text('OpenAPI document')}</a>
      </p>
      <label class="api-key" hidden>
        {text('API key')}
        <input id="api-key" type="password" placeholder="ak_…" autocomplete="off" spellcheck={false} />
        <span class="fine">{text('Kept on this page alone, until you leave it.')}</span>
      </label>
      {[...groups].map(([group, calls]) => (
        <section key={group} lang="en">
          <h2>{group}</h2>
          {calls.map((call) => (
            <Call key={call.id} call={call} publicUrl={publicUrl} />
          ))}
        </section>
      ))}
    </div>
  );
}

function Call({ call, publicUrl }: { call: ApiCall; publicUrl: string }) {
  const text = useText();
  const { id, method, path, summary, description, parameters } = call;
  return (
    <details class="call" id={id}>
      <summary>
        <code class={`method ${method.toLowerCase()}`}>{method}</code> <code class="path">{path}</code>{' '}
        <span class="soft">{summary}</span>
      </summary>
      <p>{withoutCode(description)}</p>
      {parameters.length > 0 && <Parameters parameters={parameters} />}
      <h3>{text('For a shell')}</h3>
      <pre class="code">{toCurl(call, publicUrl)}</pre>
      <Try call={call} />
    </details>
  );
}

function Parameters({ parameters }: { parameters: readonly ApiParameter[] }) {
  const text = useText();
  return (
    <div class="scroll">
      <table class="parameters">
        <thead>
          <tr>
            <th scope="col">{text('Parameter')}</th>
            <th scope="col">{text('Meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ name, required, type, words, says }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code> {required && <span class="soft">{text('required')}</span>}
              </th>
              <td>
                {withoutCode(says)} <span class="soft">{words.length > 0 ? words.join(', ') : type}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Sends the call; the script (`assets/try-call.js`) shows it, as nothing of this works without. */
function Try({ call: { method, path, parameters, example } }: { call: ApiCall }) {
  const text = useText();
  return (
    <form
      class="try"
      data-method={method}
      data-path={path}
      data-no-key={text('Type a key in first, at the top of the page.')}
      hidden
    >
      <div class="filters">
        {parameters.map((parameter) => (
          <Value key={parameter.name} parameter={parameter} />
        ))}
      </div>
      {example !== null && (
        <label>
          {text('Body, JSON')}
          <textarea name="body" rows={Math.min(12, example.split('\n').length)} spellcheck={false}>
            {example}
          </textarea>
        </label>
      )}
      <button type="submit">{text('Send')}</button>
      <output aria-live="polite" />
    </form>
  );
}

function Value({ parameter }: { parameter: ApiParameter }) {
  const { in: place, name, required, words } = parameter;
  const field = { name: `${place}.${name}`, required };
  if (words.length === 0)
    return (
      <label>
        {name}
        <input {...field} autocomplete="off" spellcheck={false} />
      </label>
    );
  return (
    <label>
      {name}
      <select {...field}>
        {!required && <option value="" />}
        {words.map((word) => (
          <option key={word}>{word}</option>
        ))}
      </select>
    </label>
  );
}

/** Code in the document's Markdown stands between backticks. */
function withoutCode(markdown: string) {
  return markdown.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part));
}
