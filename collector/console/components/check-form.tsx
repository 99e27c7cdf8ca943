import type { Flow } from '../../pipeline/lead.ts';
import { useText } from '../reader.tsx';

interface CheckFormProps {
  readonly flow: Pick<Flow, 'id' | 'landingUrl'>;
  /** What was typed; null: the flow's landing page. */
  readonly url: string | null;
}

/** Asks for a page to be opened in a browser; see `check/check-page.ts`. */
export function CheckForm({ flow, url }: CheckFormProps) {
  const text = useText();
  return (
    <form class="row" method="post" action={`/console/flows/${flow.id}/check`} data-busy={text('Checking …')}>
      <div class="field">
        <label for="check-url">{text('Landing or thank-you page')}</label>
        <input
          id="check-url"
          name="url"
          type="url"
          required
          value={url ?? withoutMacros(flow.landingUrl)}
          placeholder="https://"
          autocomplete="off"
          aria-describedby="check-hint"
        />
        <p id="check-hint" class="fine">
          {text(
            'Opens it in a real browser, as a new visitor, and sends a test lead. Takes up to half a minute.',
          )}
        </p>
      </div>
      <button type="submit" class="quiet">
        {text('Check')}
      </button>
    </form>
  );
}

/** A landing URL without the parameters that only a real visit can fill in. */
function withoutMacros(landingUrl: string): string {
  return landingUrl.includes('{') ? (landingUrl.split('?')[0] ?? '') : landingUrl;
}
