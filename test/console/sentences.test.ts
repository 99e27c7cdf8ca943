import { expect, test } from 'vitest';
import { inRussian, PARTS, SENTENCES, sentenceIn } from '../../collector/console/text/sentences/sentences.ts';
import { isOurs, readTemplate } from '../../collector/console/text/sentences/template.ts';
import { createTranslator, type Piece } from '../../collector/console/text/sentences/translator.ts';
import { NETWORKS } from '../../collector/networks/index.ts';
import { withoutValues } from '../../collector/people/without-contact.ts';
import { gatherSentences, textsOf } from './gather-sentences.ts';

/** Where hints, remarks, findings and reasons are made. */
const SOURCES = [
  ...['pipeline', 'http', 'check', 'outgoing', 'import', 'replay', 'edit'],
  ...['networks/macro-hint.ts', 'networks/build-offer-link.ts'],
];

/** Files whose texts no page shows, or shows by another way. */
const OTHER_FILES: Readonly<Record<string, string>> = {
  'check/render-report.ts': 'what the command prints',
  'http/late-answer.ts': 'an answer that leaves no entry',
  'http/last-resort.ts': 'answers that leave no entry',
  'http/needs-database.ts': 'answers while there is no database, and so no console',
  'http/routes/': 'answers to visitors and scrapers',
  'outgoing/check-receiver.ts': 'phrases of the console: the compiler asks for their Russian',
  'outgoing/presets/': 'has both languages side by side',
  'outgoing/sample-lead.ts': 'a made-up lead',
  'pipeline/answer.ts': 'answers on the wire',
};

/** Texts beside those that are shown. */
const OTHER_TEXTS: Readonly<Record<string, string>> = {
  '(not set)': 'what an unreplaced macro looks like',
  'a bug': 'why the spool gave a postback up, for who runs the collector',
  'not a postback that this version can read': 'the same',
  'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n': 'HTTP',
  'HTTP/1.1 502 Bad Gateway\r\n\r\n': 'HTTP',
  'HTTP/1.1 ¤ Error': 'HTTP',
  'Connection: close': 'HTTP',
  'X-Content-Type-Options: nosniff': 'HTTP',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/¤.0.0.0 Safari/537.36 SubpixelCheck':
    'HTTP',
  'Installation check': 'the name of the check’s test lead',
  'number ¤': 'how a form without a name is called',
  'subpixel receiver secrets': 'what a key is derived from',
  '; or ': 'stands between two ways in a sentence that is translated with it',
  'in ¤ , and ask its support for the macro that returns it': 'a network without link has a macro',
  'in ¤ write click=¤ in the postback URL, and ': 'what is empty is not appended',
};

const whole: [english: string, russian: string][] = SENTENCES.flatMap((each) => Object.entries(each));
const parts: [english: string, russian: string][] = PARTS.flatMap((each) => Object.entries(each));
const inPart = createTranslator(Object.fromEntries(parts), {});
const written = (pieces: readonly Piece[] | null) => pieces?.map(({ text }) => text).join('') ?? null;
const russian = (text: string) => written(inRussian(text));

/** Translated to the last word: what is not Russian is nothing but what is put in. */
function isTranslated(text: string): boolean {
  const pieces = inRussian(text) ?? inPart(text);
  return (
    pieces?.every((piece) => !piece.foreign || !/\p{L}{2}/u.test(piece.text.replace(/meta\[/g, ''))) ?? false
  );
}

const isElsewhere = (file: string) => Object.keys(OTHER_FILES).some((path) => file.startsWith(path));
const gathered = gatherSentences(SOURCES);
const shown = gathered.filter(({ file, text }) => !isElsewhere(file) && !Object.hasOwn(OTHER_TEXTS, text));

test('every sentence that the collector makes has a Russian one', () => {
  expect(shown.length).toBeGreaterThan(200);
  expect(shown.filter(({ text }) => !isTranslated(text))).toEqual([]);
});

test('so has each as it is told to who may not see contact data', () => {
  const quoting = shown.filter(({ file }) => file.startsWith('pipeline/') || file.startsWith('http/'));
  expect(quoting.filter(({ text }) => !isTranslated(withoutValues(text)))).toEqual([]);
});

test('so has what is to be known of a network', () => {
  const notes = NETWORKS.flatMap((network) => network.notes ?? []);
  expect(notes.length).toBeGreaterThan(50);
  expect(notes.filter((note) => russian(note) === null)).toEqual([]);
});

test('no exception is left of what nobody says any more; translations stay, for what is stored', () => {
  const texts = gathered.map(({ text }) => text);
  const paths = gathered.map(({ file }) => file);
  const gone = Object.keys(OTHER_TEXTS).filter((text) => !texts.includes(text));
  const moved = Object.keys(OTHER_FILES).filter((path) => !paths.some((file) => file.startsWith(path)));
  expect([...gone, ...moved]).toEqual([]);
});

test('a new hint without a Russian one is found, in each way in which hints are written', () => {
  const code = `
    const WHY = { gone: 'the thing is gone' };
    const GONE = 'the cat ' + 'has left';
    function decide(name: string, isOld: boolean) {
      const what = isOld ? 'old thing' : 'new thing';
      refuse('db', 'gone', \`no \${what} is called \${quote(name)}: \${isOld ? 'wait' : 'make one'}\`);
      remarks.push({ step: 'parse', says: name || 'nothing at all' });
      throw new TypeError('a thing that nobody reads');
    }`;
  expect(textsOf(code).filter((text) => text.includes(' '))).toEqual([
    'the thing is gone',
    'the cat has left',
    'no old thing is called «¤»: wait',
    'no old thing is called «¤»: make one',
    'no new thing is called «¤»: wait',
    'no new thing is called «¤»: make one',
    'nothing at all',
  ]);
});

test('both languages have the same places, nothing is translated twice, nothing is empty', () => {
  for (const [english, russian] of [...whole, ...parts]) {
    expect(russian.trim()).not.toBe('');
    expect([english, readTemplate(russian).places.toSorted()]).toEqual([
      english,
      readTemplate(english).places.toSorted(),
    ]);
  }
  const names = [...whole, ...parts].map(([english]) => english);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('a sentence has no places side by side: nobody could tell where one ends', () => {
  const beside = [...whole, ...parts].filter(([english]) =>
    readTemplate(english).fixed.slice(1, -1).includes(''),
  );
  expect(beside).toEqual([]);
});

test('what was sent stays as it came, whatever it looks like', () => {
  for (const sent of ['a.*b', '$1', '$word', '(?:x)', '«» »', '\\', 'the vocabulary', '<b>', '']) {
    expect(russian(`there is no flow «${sent}»: copy its ID from the console`)).toBe(
      `потока «${sent}» нет: скопируйте его ID из консоли`,
    );
  }
  const pieces = inRussian('there is no flow «named by hand»: copy its ID from the console');
  expect(pieces?.filter(({ foreign }) => foreign)).toEqual([{ text: 'named by hand', foreign: true }]);
});

test('sentences within sentences are translated, too', () => {
  expect(
    russian(
      'the network sent «{sub}» literally in «click»: in Keitaro write click={subid} in the postback URL, and make the offer link carry {click} in «sub_id_1»; or in Binom write click={uclick} in the postback URL',
    ),
  ).toBe(
    'сеть не заменила макрос «{sub}» в параметре «click»: в Keitaro напишите click={subid} в адресе постбэка, а в ссылку на оффер поставьте {click} в параметр «sub_id_1»; или в Binom напишите click={uclick} в адресе постбэка',
  );
  expect(
    russian('«dep_ok» → approve by its two parts: the vocabulary: it names an event, our own name'),
  ).toBe('«dep_ok» → approve по двум частям: по словарю как событие и по названию статуса');
  expect(russian('It leads to https://a.example/. https://a.example/ answers HTTP 500.')).toBe(
    'Она ведёт на https://a.example/. https://a.example/ отвечает HTTP 500.',
  );
});

test('what nobody has translated stays English, and English readers get English', () => {
  expect(inRussian('nobody knows this hint')).toBeNull();
  expect(inRussian('')).toBeNull();
  expect(sentenceIn('ru', 'nobody knows this hint')).toBe('nobody knows this hint');
  expect(sentenceIn('en', 'the flow was deleted')).toBe('the flow was deleted');
  expect(sentenceIn('ru', 'the flow was deleted')).toBe('поток удалён');
});

test('odd and endless texts take no longer than they are', () => {
  const hostile = [
    'a»'.repeat(100_000),
    `the network sent «x» literally in «y»: ${'a; or '.repeat(50_000)}`,
    `«${'» → « by '.repeat(50_000)}`,
    `in ${' write click= in the postback URL, and make the offer link carry {click} '.repeat(5_000)}`,
  ];
  // With backtracking any of them would outlast the patience of every test.
  for (const text of hostile) expect(written(inRussian(text))?.length ?? 0).toBeLessThan(2 * text.length);
});

test('places are words of our own where their name is in capitals', () => {
  expect([isOurs('RULE'), isOurs('rule')]).toEqual([true, false]);
});
