/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

// These functions run in the page under check: each is sent there as text and may use nothing from outside itself.

/** A policy of the page's that kept something from loading, or would have. */
export interface Violation {
  readonly directive: string;
  readonly blocked: string;
  /** The whole policy. */
  readonly policy: string;
  /** Only reported, not enforced. */
  readonly reportOnly: boolean;
}

/** A form, and whether it would carry the click ID. */
export interface FormFact {
  readonly title: string;
  /**
   * `filled`: it carries the click; `off`: the page has switched it off; `own`: it keeps a value of its own; `empty`:
   * it carries nothing; `foreign`: in a frame of another site, which no script of the page can reach.
   */
  readonly state: 'filled' | 'off' | 'own' | 'empty' | 'foreign';
  /** The form's own value, or the origin of the frame. */
  readonly detail: string;
}

/** Collects what the page's policies block, from the first byte on. */
export function watchViolations(): void {
  const violations: Violation[] = [];
  addEventListener('securitypolicyviolation', (event) => {
    violations.push({
      directive: event.effectiveDirective,
      blocked: event.blockedURI,
      policy: event.originalPolicy,
      reportOnly: event.disposition === 'report',
    });
  });
  Object.defineProperty(globalThis, '__subpixelViolations', { value: violations });
}

/** Our script tags, known by their key or by how their addresses begin, and what the script says. */
export function readScript(scriptUrls: readonly string[]) {
  const tags = [...document.querySelectorAll('script')]
    .map((script) => {
      const src = script.getAttribute('src') ?? script.getAttribute('data-rocket-src') ?? '';
      const query = new URLSearchParams(src.split('?')[1]);
      return {
        writtenSrc: src,
        src: URL.canParse(src, document.baseURI) && src !== '' ? new URL(src, document.baseURI).href : src,
        key: script.getAttribute('data-key') ?? query.get('key') ?? '',
        endpoint: script.getAttribute('data-endpoint') ?? '',
        path: script.getAttribute('data-path') ?? 'api/track',
        field: script.getAttribute('data-field') ?? 'subid',
        type: script.getAttribute('type') ?? '',
        isPinned: script.hasAttribute('integrity'),
      };
    })
    .filter(
      ({ src, key }) =>
        key.startsWith('pk_') ||
        (scriptUrls.some((url) => src.startsWith(url)) && !src.includes('/sdk-debug.')),
    );
  const known = globalThis as { subpixel?: { click?: unknown }; __subpixelViolations?: Violation[] };
  const started = typeof known.subpixel?.click === 'function';
  const click: unknown = started ? (known.subpixel as { click: () => unknown }).click() : null;
  return {
    tags,
    started,
    click: typeof click === 'string' ? click : null,
    violations: (known.__subpixelViolations ?? []).slice(0, 100),
  };
}

/** All forms of a document, those in open shadow roots too, and what they would send under the field's name. */
export function readForms({ click, field }: { click: string | null; field: string }): FormFact[] {
  const forms: HTMLFormElement[] = [];
  const collect = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element instanceof HTMLFormElement) forms.push(element);
      if (element.shadowRoot) collect(element.shadowRoot);
    }
  };
  collect(document);
  return forms.slice(0, 200).map((form, index) => {
    // From the prototype: an <input name="closest"> takes the method's place.
    const attribute = (name: string) => Element.prototype.getAttribute.call(form, name);
    const id = attribute('id') ?? attribute('name');
    const title = (id ? `#${id}` : (attribute('action') ?? `number ${index + 1}`)).slice(0, 80);
    const data = new FormData(form);
    const own = data.get(field);
    const isOff = Element.prototype.closest.call(form, '[data-subpixel=off]') !== null;
    if (click !== null && [...data.values()].includes(click)) return { title, state: 'filled', detail: '' };
    if (isOff) return { title, state: 'off', detail: '' };
    if (typeof own === 'string' && own !== '') return { title, state: 'own', detail: own.slice(0, 80) };
    return { title, state: 'empty', detail: '' };
  });
}

/** Sends a request as the page's own code would: from its origin, under its policies. Status 0: no answer. */
export async function sendFromPage({ url, body }: { url: string; body: string }) {
  try {
    const response = await fetch(url, { method: 'POST', body, credentials: 'omit' });
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: '' };
  }
}
