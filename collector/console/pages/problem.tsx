import type { View } from '../page.ts';

/** For everything that is not there or not yours; it does not repeat what was asked for. */
export const NOT_FOUND = problem(
  'Not found',
  'There is nothing here: the address is mistyped, or what it named is gone.',
);

/** For a form that did not come from one of our pages. */
export const FOREIGN_FORM = problem(
  'Refused',
  'This request did not come from the console itself, so nothing was changed. Open the console and try again there.',
);

/** For a form that ends in the middle, or is none. */
export const UNREADABLE_FORM = problem(
  'Not readable',
  'The form did not arrive whole, so nothing was changed. Go back and send it again.',
);

function problem(title: string, says: string): View {
  const body = (
    <section class="empty">
      <h1>{title}</h1>
      <p>{says}</p>
      <p>
        <a href="/console/logs">Incoming postbacks</a> · <a href="/console/leads">Leads</a>
      </p>
    </section>
  );
  return { title, section: null, body };
}
