import { type LeadNote, MAX_NOTE } from '../../storage/lead-notes.ts';
import { useReader } from '../reader.tsx';
import { Foreign } from './foreign.tsx';
import { Time } from './time.tsx';

/** What people wrote about a lead, and room for more. */
export function LeadNotes({ path, notes }: { path: string; notes: readonly LeadNote[] }) {
  const { text, may } = useReader();
  return (
    <section id="notes">
      <h2>{text('Notes')}</h2>
      {notes.length > 0 && (
        <ol class="history notes">
          {notes.map(({ id, at, login, text: note }) => (
            <li key={id}>
              <p class="soft">
                <Time at={at} /> · <Foreign text={login} />
              </p>
              <p class="note-text">
                <Foreign text={note} />
              </p>
            </li>
          ))}
        </ol>
      )}
      {may('edit') && (
        <form class="fields" method="post" action={`${path}/notes`}>
          <label>
            {text('New note')}
            <textarea name="note" rows={3} maxlength={MAX_NOTE} required />
          </label>
          <button type="submit" class="quiet">
            {text('Add the note')}
          </button>
        </form>
      )}
    </section>
  );
}
