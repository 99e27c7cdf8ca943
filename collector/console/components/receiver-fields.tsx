import type { ComponentChildren } from 'preact';
import { STATUSES } from '../../pipeline/postback.ts';
import { BODY_TYPES, type BodyType, KINDS, METHODS } from '../../pipeline/sending/receiver.ts';
import { useText } from '../reader.tsx';
import type { ReceiverForm } from '../receiver-form.ts';
import type { Phrase } from '../text/phrases.ts';
import { StatusBadge } from './badge.tsx';
import { Field, Lines } from './field.tsx';
import { MacroList } from './macro-list.tsx';
import { OrderFields } from './receiver-order-fields.tsx';
import { KIND_NAMES } from './receiver-table.tsx';
import { Tick } from './tick.tsx';

/** What is wrong with a field, in the reader's language. */
export type ReceiverProblems = Readonly<Record<string, string>>;

export interface ReceiverFieldsProps {
  readonly form: ReceiverForm;
  readonly problems: ReceiverProblems;
}

interface Props extends ReceiverFieldsProps {
  /** The account's, by ID. */
  readonly flows: readonly (readonly [id: string, name: string])[];
}

const KIND_HINTS: Readonly<Record<(typeof KINDS)[number], Phrase>> = {
  main: 'One for a flow, and one for all flows that have none. Not called again while it would say the same.',
  additional: 'Any number. Called whenever status, goal or payout change.',
  order: 'Hands each new lead over to a network, once, and reads what it answers.',
};

const BODY_NAMES: Readonly<Record<BodyType, Phrase>> = {
  none: 'no body',
  form: 'form (a=1&b=2)',
  json: 'JSON',
  text: 'plain text',
};

/** All that can be set of a receiver but its key. */
export function ReceiverFields({ form, problems, flows }: Props) {
  const text = useText();
  const of = fieldsOf({ form, problems });
  return (
    <>
      <input type="hidden" name="preset" value={form.text.preset} />
      <div class="pair">
        <Field {...of('name')} label={text('Name')} required />
        <Select name="flow" label={text('Of the leads of')} value={form.text.flow ?? ''}>
          {[['', text('all flows')] as const, ...flows]}
        </Select>
      </div>
      <KindChoice form={form} problem={problems.kind} />
      <Group title={text('The request')}>
        <div class="request-line">
          <Select name="method" label={text('Method')} value={form.text.method ?? ''}>
            {METHODS.map((method) => [method, method] as const)}
          </Select>
          <Lines
            {...of('url')}
            label="URL"
            rows={3}
            hint={text('Macros are put in encoded. {secret} is the key, which is stored apart.')}
          />
        </div>
        <Lines {...of('headers')} label={text('Headers')} rows={2} hint={text('One a line, Name: value.')} />
        <MacroList />
        <Select name="type" label={text('Body, of a POST')} value={form.text.type ?? ''}>
          {BODY_TYPES.map((type) => [type, text(BODY_NAMES[type])] as const)}
        </Select>
        <Lines
          {...of('body')}
          label={text('What stands in it')}
          rows={4}
          hint={text('In JSON macros stand between quotes; {time} and {click_time} need none.')}
        />
      </Group>
      <WhenFields form={form} problems={problems} />
      <OrderFields form={form} problems={problems} />
    </>
  );
}

function KindChoice({ form, problem }: { form: ReceiverForm; problem: string | undefined }) {
  const text = useText();
  return (
    <Group title={text('Kind')}>
      {KINDS.map((kind) => (
        <label key={kind} class="inline choice">
          <input type="radio" name="kind" value={kind} checked={kind === form.text.kind} />
          <span>
            {text(KIND_NAMES[kind])}
            <span class="fine">{text(KIND_HINTS[kind])}</span>
          </span>
        </label>
      ))}
      {problem && <p class="problem">{problem}</p>}
    </Group>
  );
}

function WhenFields({ form, problems }: ReceiverFieldsProps) {
  const text = useText();
  const of = fieldsOf({ form, problems });
  return (
    <Group title={text('When')}>
      <p class="fine">{text('Leads of these statuses; none ticked: of every status.')}</p>
      <div class="status-words">
        {STATUSES.map((status) => (
          <div key={status}>
            <Tick name="statuses" value={status} checked={form.statuses.includes(status)}>
              <StatusBadge status={status} />
            </Tick>
            <input
              name={`word-${status}`}
              value={form.text[`word-${status}`]}
              placeholder={status}
              aria-label={text('What {status} is called there', { status })}
              autocomplete="off"
            />
          </div>
        ))}
      </div>
      <p class={problems.words ? 'problem' : 'fine'}>
        {problems.words ?? text('Beside each: what {status} becomes there; empty: our own word.')}
      </p>
      <Field
        {...of('goals')}
        label={text('Goals')}
        hint={text('Separated by commas; empty: any, also none.')}
      />
      <Tick name="tests" checked={form.ticks.has('tests')}>
        {text('Also leads that are marked as tests')}
      </Tick>
      <Tick name="signs" checked={form.ticks.has('signs')}>
        {text('Sign each request with the key (Standard Webhooks)')}
      </Tick>
    </Group>
  );
}

export function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset class="group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly children: readonly (readonly [value: string, name: string])[];
}

function Select({ name, label, value, children }: SelectProps) {
  return (
    <label>
      {label}
      <select name={name}>
        {children.map(([each, says]) => (
          <option key={each} value={each} selected={each === value}>
            {says}
          </option>
        ))}
      </select>
    </label>
  );
}

export function fieldsOf({ form, problems }: ReceiverFieldsProps) {
  return (name: string) => ({ name, value: form.text[name] ?? '', problem: problems[name] });
}
