import type { Call, Facts, Tag } from './facts.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const TAG = 'Script tag';
const SCRIPT = 'Script';

/** Whether the page has the tag, once, where it belongs. */
export function judgeTag({ tags, started, target }: Facts): Finding {
  const [tag] = tags;
  if (!tag && started) {
    const text = 'The script runs, but there is no tag of it: an optimiser has put it inline.';
    return warn(TAG, text, 'Exclude it from the optimiser, so that updates reach the page.');
  }
  if (!tag) {
    const text = 'The page has no Subpixel script: no form gets a click ID, and no lead is sent.';
    const hint =
      'Put the tag into its <head>. If it is there already, a cache may still hand out the old page.';
    return fail(TAG, text, hint, target.scriptTag);
  }
  if (isDelayed(tag)) {
    const text = `An optimiser has changed the tag’s type to «${tag.type}» and runs the script later: visitors who are quick order without a click ID.`;
    return warn(TAG, text, 'Exclude it from delayed loading: WP Rocket, Rocket Loader, a consent banner.');
  }
  if (tags.length > 1) {
    const text = `It is there ${tags.length} times; only the first that loads counts.`;
    return warn(TAG, text, 'Remove the others: look in the page, the theme and the tag manager.');
  }
  if (!tag.inSource) {
    const text =
      'It is not in the HTML of the page: a script, such as a tag manager, adds it later. Who orders before that has no click ID.';
    return warn(TAG, text, 'Better put it into the <head> of the page itself.', target.scriptTag);
  }
  return ok(TAG, 'It is in the HTML of the page.');
}

/** Whether the script runs, and if not, what keeps it from it. */
export function judgeScript(facts: Facts): Finding {
  const { script, started, tags, target } = facts;
  const [tag] = tags;
  if (started) return ok(SCRIPT, 'It is loaded and runs.');
  if (!script) {
    if (tag && isDelayed(tag))
      return fail(SCRIPT, 'It has not run within seconds.', 'Exclude it from the optimiser, as said above.');
    const hint = 'Its address may be missing or malformed: put the tag there anew.';
    return fail(SCRIPT, 'The browser has not asked for it.', hint, target.scriptTag);
  }
  if (script.status !== null && script.status >= 400) {
    const hint = tag?.isPinned
      ? 'A tag that is pinned to a version stops working when the collector is updated: copy it anew.'
      : 'Take the address of the tag.';
    return fail(SCRIPT, `${script.url} answers HTTP ${script.status}.`, hint, target.scriptTag);
  }
  if (script.status !== null && !isJavaScript(script)) {
    const text = `${script.url} answers with «${script.contentType}», which browsers do not run as a script.`;
    const hint =
      'Most often that is a “not found” page, or a proxy that sets types of its own. It must be text/javascript.';
    return fail(SCRIPT, text, hint);
  }
  if (script.failure !== null) return explainFailure(script.failure, script.url);
  return tag?.isPinned
    ? fail(
        SCRIPT,
        'It was loaded, but is not the version that the tag is pinned to: browsers do not run it.',
        'The collector was updated, or something on the way changes the script. Copy the tag anew.',
        target.scriptTag,
      )
    : fail(
        SCRIPT,
        'It was loaded, but does not run.',
        `Something else is at ${script.url}, or another script of the page has taken the name «subpixel».`,
      );
}

function isDelayed({ type }: Tag): boolean {
  return !['', 'text/javascript', 'application/javascript', 'module'].includes(type.toLowerCase());
}

function isJavaScript({ contentType }: Call): boolean {
  return /(java|ecma)script/i.test(contentType);
}

/** What the browser calls a failure, for people. */
function explainFailure(failure: string, url: string): Finding {
  if (failure.includes('csp'))
    return fail(SCRIPT, 'The page’s own Content-Security-Policy keeps it out.', 'See «Policy» below.');
  if (failure.includes('mixed')) {
    const hint = 'Use https in the tag, and in SUBPIXEL_PUBLIC_URL.';
    return fail(SCRIPT, 'The page is https, the script is http: browsers do not load it.', hint);
  }
  if (failure.includes('BLOCKED_BY')) {
    const hint =
      'Either a header of the page (Cross-Origin-Embedder-Policy) keeps it out, or a filter on the way: serve the script from your own domain, under a neutral name.';
    return fail(SCRIPT, `The browser has blocked ${url} (${failure}).`, hint);
  }
  if (failure.includes('CERT'))
    return fail(
      SCRIPT,
      `The certificate of ${url} is not valid (${failure}).`,
      'Renew it, or mend its chain.',
    );
  return fail(
    SCRIPT,
    `${url} could not be loaded (${failure}).`,
    'Open it in a browser: every visitor must be able to reach the collector, not only your own network.',
  );
}
