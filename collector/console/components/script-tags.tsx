import type { Flow } from '../../pipeline/lead.ts';
import { Say, useText } from '../reader.tsx';
import { type PinnedTagOptions, pinnedScriptTag, scriptTag } from '../snippets.ts';
import { Copy } from './copy.tsx';

interface ScriptTagsProps {
  readonly flow: Flow;
  readonly tag: PinnedTagOptions;
}

/** The two forms of the SDK's tag, and which to take. */
export function ScriptTags({ flow, tag }: ScriptTagsProps) {
  const text = useText();
  return (
    <>
      <Copy label={text('Script, for the head of landing and thank-you pages')} text={scriptTag(tag, flow)} />
      <p class="fine">
        <Say
          phrase="Optimisers delay scripts. With WP Rocket add {wpRocket} to the tag, with Cloudflare’s Rocket Loader {cloudflare} before {src}."
          with={{
            wpRocket: <code>nowprocket</code>,
            cloudflare: <code>data-cfasync="false"</code>,
            src: <code>src</code>,
          }}
        />
      </p>
      <details>
        <summary>{text('The same, pinned to one version (Subresource Integrity)')}</summary>
        <Copy
          label={text('Pinned to version {version}', { version: tag.sdk.version })}
          text={pinnedScriptTag(tag, flow)}
        />
        <p class="fine">
          {text(
            'Take the first in general: it updates itself with the collector. Nobody can change the pinned one, not even who breaks into the collector, but it stops working when the collector is updated: copy it anew then.',
          )}
        </p>
      </details>
    </>
  );
}
