import type { View } from '../page.ts';
import type { Phrase } from '../text/phrases.ts';
import type { Text } from '../text/text.ts';

/** For everything that is not there or not yours; it does not repeat what was asked for. */
export const notFound = problem(
  'Not found',
  'There is nothing here: the address is mistyped, or what it named is gone.',
);

/** For a form that did not come from one of our pages. */
export const foreignForm = problem(
  'Refused',
  'This request did not come from the console itself, so nothing was changed. Open the console and try again there.',
);

/** For a form that ends in the middle, or is none. */
export const unreadableForm = problem(
  'Not readable',
  'The form did not arrive whole, so nothing was changed. Go back and send it again.',
);

/** For a file that is larger than the form takes. */
export const tooLarge = problem(
  'Too large',
  'The file is larger than this form takes, so nothing was changed. Split it, or use the command line.',
);

/** For what the person's role does not do. */
export const forbidden = problem(
  'Not allowed',
  'Your role does not allow this. An owner of the account can change roles in the settings.',
);

/** For a list that the database would have to search for too long. */
export const tooSlow = problem(
  'Too slow',
  'This list takes too long to search. Narrow it down, best by a time, and try again.',
);

function problem(title: Phrase, says: Phrase): (text: Text) => View {
  return (text) => ({
    title: text(title),
    section: null,
    body: (
      <section class="empty">
        <h1>{text(title)}</h1>
        <p>{text(says)}</p>
        <p>
          <a href="/console/overview">{text('Overview')}</a> ·{' '}
          <a href="/console/logs">{text('Incoming postbacks')}</a> ·{' '}
          <a href="/console/leads">{text('Leads')}</a>
        </p>
      </section>
    ),
  });
}
