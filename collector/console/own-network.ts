import { lintTemplate, type NetworkTemplate, type ProblemCode } from '../networks/index.ts';
import { STATUSES, type Status } from '../pipeline/postback.ts';
import type { Phrase } from './text/phrases.ts';
import type { Text } from './text/text.ts';

/** What a network's macros may fill, of all that a template knows. */
export const OWN_MACROS = ['click', 'uid', 'status', 'price', 'currency', 'goal'] as const;

/** The fields of the form in which a user describes a network. */
export const OWN_FIELDS = [
  'name',
  'link',
  'renamed',
  ...OWN_MACROS,
  ...STATUSES,
  'defaultStatus',
  'defaultCurrency',
  'reply',
] as const;
export type OwnField = (typeof OWN_FIELDS)[number];

/** As a person typed it. Words of a status are separated by commas or lines. */
export type OwnForm = Readonly<Record<OwnField, string>>;
export type OwnProblems = Readonly<Partial<Record<OwnField, string>>>;

export const EMPTY_OWN = Object.fromEntries(OWN_FIELDS.map((field) => [field, ''])) as OwnForm;

/** The ID of every described network: it is looked up in its flow and nowhere else. */
export const OWN_ID = 'own';

export function toOwnForm({ name, link, macros, statuses, ...rest }: NetworkTemplate): OwnForm {
  const words = (status: Status) => [status, (statuses[status] ?? []).join(', ')];
  return {
    ...EMPTY_OWN,
    name,
    ...(link?.place === 'query' ? { link: link.name, renamed: link.renamed ? '1' : '' } : {}),
    ...Object.fromEntries(OWN_MACROS.map((macro) => [macro, macros[macro] ?? ''])),
    ...Object.fromEntries(STATUSES.map(words)),
    defaultStatus: rest.defaultStatus ?? '',
    defaultCurrency: rest.defaultCurrency ?? '',
    reply: rest.reply ?? '',
  };
}

/** A template, or what is wrong with the description, by what template packs usually get wrong. */
export function readOwnForm(
  form: OwnForm,
  text: Text,
): { readonly network: NetworkTemplate } | { readonly problems: OwnProblems } {
  const network = toTemplate(form);
  const problems: Partial<Record<OwnField, string>> = {};
  for (const { code, field, message } of lintTemplate(network)) {
    const phrase = PHRASES_OF[code];
    problems[fieldOf(field)] ??= phrase ? text(phrase) : message;
  }
  for (const macro of OWN_MACROS) {
    if (form[macro].length > 200 || /[\s&]/.test(form[macro].trim()))
      problems[macro] = text('A macro has no spaces, no «&», and 200 characters at most.');
  }
  if (!/^[\w.[\]-]{0,64}$/.test(form.link.trim()))
    problems.link = text('The name of one parameter: letters, digits, dots and dashes.');
  if (network.name === '') problems.name = text('Give the network a name.');
  if (network.name.length > 100) problems.name = text('A name has at most 100 characters.');
  return Object.keys(problems).length > 0 ? { problems } : { network };
}

function toTemplate(form: OwnForm): NetworkTemplate {
  const given = (field: OwnField) => form[field].trim();
  const macros = OWN_MACROS.map((macro) => [macro, given(macro)]).filter(([, value]) => value !== '');
  const statuses = STATUSES.map((status) => [status, wordsOf(form[status])]).filter(
    ([, words]) => words?.length,
  );
  const defaultStatus = STATUSES.find((status) => status === form.defaultStatus);
  const currency = given('defaultCurrency').toUpperCase();
  return {
    id: OWN_ID,
    name: given('name'),
    kind: 'platform',
    link:
      given('link') === ''
        ? null
        : { place: 'query', name: given('link'), ...(form.renamed ? { renamed: true as const } : {}) },
    macros: Object.fromEntries(macros),
    statuses: Object.fromEntries(statuses),
    ...(defaultStatus ? { defaultStatus } : {}),
    ...(currency ? { defaultCurrency: currency } : {}),
    ...(given('reply') ? { reply: given('reply') } : {}),
    source: 'documented',
  };
}

function wordsOf(typed: string): string[] {
  const words = typed.split(/[,\n]/).map((word) => word.trim().slice(0, 100));
  return [...new Set(words)].filter(Boolean).slice(0, 200);
}

/** `macros.click` → `click`, `statuses.hold` → `hold`, `link.name` → `link`. */
function fieldOf(path: string): OwnField {
  const [first = '', second = ''] = path.split('.');
  const name = first === 'macros' || first === 'statuses' ? second : first;
  return OWN_FIELDS.find((field) => field === name) ?? 'name';
}

/** The linter's findings that a form can have, in the reader's language. */
const PHRASES_OF: Readonly<Partial<Record<ProblemCode, Phrase>>> = {
  'no-click':
    'Write the macro that returns your click ID, as the network spells it: {sub1}, [clickid], #s2#. Without it no postback finds its click.',
  'link-differs':
    'The link carries the click ID in another parameter than the macro returns. Make them the same, or tick that the network renames it.',
  'mixed-spelling': 'This macro is spelled otherwise than the click’s: one of them is not replaced.',
  'empty-word': 'A word here has no letter and no digit: nothing is left to compare.',
  'word-in-two-lists': 'A word of this list stands in another one, too: keep one of them.',
  'refund-as-sale': 'A word here takes a payout back, but would count as a sale: put it under cancel.',
  'no-status':
    'Nothing says what a postback means: write the status macro, or choose what one without a status means.',
  'goal-follows-status':
    'This macro fills goal and status: a rejection would be a new lead, and the approved one would stay. Leave it out here.',
  'unknown-currency': 'Write an ISO 4217 code such as EUR, or leave this empty.',
  'bad-reply': 'At most 64 letters, digits, spaces and =;:._- can be answered.',
};
