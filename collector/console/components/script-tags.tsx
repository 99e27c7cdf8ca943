import type { Flow } from '../../pipeline/lead.ts';
import { type PinnedTagOptions, pinnedScriptTag, scriptTag } from '../snippets.ts';
import { Copy } from './copy.tsx';

interface ScriptTagsProps {
  readonly flow: Flow;
  readonly tag: PinnedTagOptions;
}

/** The two forms of the SDK's tag, and which to take. */
export function ScriptTags({ flow, tag }: ScriptTagsProps) {
  return (
    <>
      <Copy label="Script, for the head of landing and thank-you pages" text={scriptTag(tag, flow)} />
      <Copy label={`The same, pinned to version ${tag.sdk.version}`} text={pinnedScriptTag(tag, flow)} />
      <p class="fine">
        Take the first in general: it updates itself with the collector. Nobody can change the pinned one, not
        even who breaks into the collector, but it stops working when the collector is updated: copy it anew
        then.
      </p>
      <p class="fine">
        Optimisers delay scripts. With WP Rocket add <code>nowprocket</code> to the tag, with Cloudflare’s
        Rocket Loader <code>data-cfasync="false"</code> before <code>src</code>.
      </p>
    </>
  );
}
