import type { Flow } from '../../pipeline/lead.ts';
import { Say, useText } from '../reader.tsx';
import type { Tested } from '../test-postback.ts';
import { OutcomeBadge } from './badge.tsx';
import { Changes } from './changes.tsx';
import { HelpLink } from './help-link.tsx';
import { leadPath } from './links.tsx';
import { Steps } from './log-steps.tsx';
import { Pre, prettyJson } from './request.tsx';
import { Sentence } from './sentence.tsx';

interface TestResultProps {
  readonly flow: Flow;
  readonly tested: Tested;
  readonly isDry: boolean;
}

/** What became of a test: outcome, the steps to it, what changed, and what the network was answered. */
export function TestResult({ flow, tested, isDry }: TestResultProps) {
  const text = useText();
  const { outcome, remarks, changes, answer } = tested.verdict;
  const isError = outcome.status === 'error';
  const line = isError ? { result: null, error: outcome.error } : { result: outcome.result, error: null };
  const badge = (
    <>
      <OutcomeBadge line={line} />{' '}
      {isError && <HelpLink topic={`reason-${outcome.reason}`}>{outcome.reason}</HelpLink>}
    </>
  );
  const lead = outcome.status === 'ok' && outcome.lead !== null && !isDry ? outcome.lead : null;
  return (
    <>
      <section id="result">
        <h2 class="badges">
          {text('What was decided')} {badge}
        </h2>
        {isError && (
          <p>
            <Sentence text={outcome.hint} />
          </p>
        )}
        <Steps remarks={remarks} outcome={badge} />
        {flow.ipRanges.length > 0 && (
          <p class="fine">
            {text('Sent as if from {ip}, the first address that the flow takes.', { ip: tested.ip })}
          </p>
        )}
        <p class="actions-line">
          <a class="button" href={`/console/logs/${tested.id}`}>
            {text('Show its log entry')}
          </a>
          {lead && (
            <a class="button" href={leadPath(tested.click, lead)}>
              {text('Show the lead')}
            </a>
          )}
        </p>
      </section>
      <section>
        <h2>{text(isDry ? 'What would change' : 'What changed')}</h2>
        {changes.length > 0 ? <Changes changes={changes} /> : <p class="soft">{text('Nothing.')}</p>}
      </section>
      <section>
        <h2>{text('The call and its answer')}</h2>
        <Pre text={tested.url} />
        <p class="line">
          <Say phrase="HTTP {code}" with={{ code: <strong>{answer.http}</strong> }} />
        </p>
        <Pre text={prettyJson(String(answer.body))} />
      </section>
    </>
  );
}
