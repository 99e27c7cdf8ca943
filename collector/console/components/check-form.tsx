import type { Flow } from '../../pipeline/lead.ts';

interface CheckFormProps {
  readonly flow: Pick<Flow, 'id' | 'landingUrl'>;
  /** What was typed; null: the flow's landing page. */
  readonly url: string | null;
}

/** Asks for a page to be opened in a browser; see `check/check-page.ts`. */
export function CheckForm({ flow, url }: CheckFormProps) {
  return (
    <form class="row" method="post" action={`/console/flows/${flow.id}/check`} data-busy="Checking …">
      <div class="field">
        <label for="check-url">Landing or thank-you page</label>
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
          Opens it in a real browser, as a new visitor, and sends a test lead. Takes up to half a minute.
        </p>
      </div>
      <button type="submit" class="quiet">
        Check
      </button>
    </form>
  );
}

/** A landing URL without the parameters that only a real visit can fill in. */
function withoutMacros(landingUrl: string): string {
  return landingUrl.includes('{') ? (landingUrl.split('?')[0] ?? '') : landingUrl;
}
