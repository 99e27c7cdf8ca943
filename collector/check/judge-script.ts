import type { Call, Facts, Tag } from './facts.ts';
import type { Finding } from './finding.ts';

/** Whether the page has the tag, once, where it belongs. */
export function judgeTag({ tags, started, target }: Facts): Finding {
  const name = 'Script tag';
  const [tag] = tags;
  if (!tag && started) {
    return {
      ...{
        name,
        level: 'warn',
        text: 'The script runs, but there is no tag of it: an optimiser has put it inline.',
      },
      hint: `Exclude it from the optimiser, so that updates reach the page: ${target.scriptTag}`,
    };
  }
  if (!tag) {
    return {
      ...{
        name,
        level: 'fail',
        text: 'The page has no Subpixel script, so no form gets a click ID and no lead is sent.',
      },
      hint: `Put this into its <head>: ${target.scriptTag}. If it is there already, a cache may still hand out the old page.`,
    };
  }
  if (isDelayed(tag)) {
    return {
      ...{
        name,
        level: 'warn',
        text: `An optimiser has changed the tag's type to «${tag.type}» and runs the script later: visitors who are quick order without a click ID.`,
      },
      hint: 'Exclude the script from delayed loading in the optimiser (WP Rocket, Rocket Loader and the like).',
    };
  }
  if (tags.length > 1) {
    return {
      ...{ name, level: 'warn', text: `The script tag is there ${tags.length} times; the first counts.` },
      hint: 'Remove the others: look in the page, the theme and the tag manager.',
    };
  }
  if (!tag.inSource) {
    return {
      ...{
        name,
        level: 'warn',
        text: 'The tag is not in the HTML of the page; a script (a tag manager) adds it later. Whoever orders before that has no click ID.',
      },
      hint: `Better put it into the <head> of the page itself: ${target.scriptTag}`,
    };
  }
  return { name, level: 'ok', text: 'It is in the HTML of the page.', hint: null };
}

function isDelayed({ type }: Tag): boolean {
  return !['', 'text/javascript', 'application/javascript', 'module'].includes(type.toLowerCase());
}

/** Whether the script runs, and if not, what keeps it from it. */
export function judgeScript({ script, started, tags, target }: Facts): Finding {
  const name = 'Script';
  if (started) return { name, level: 'ok', text: 'It is loaded and runs.', hint: null };
  const fail = (text: string, hint: string): Finding => ({ name, level: 'fail', text, hint });
  if (!script) {
    const [tag] = tags;
    if (tag && isDelayed(tag))
      return fail('It did not run within seconds.', 'Exclude it from the optimiser as said above.');
    return fail(
      'The browser did not ask for it.',
      `The tag's address may be missing or malformed; put this in its place: ${target.scriptTag}`,
    );
  }
  if (script.failure !== null) return fail(...explainFailure(script.failure, script.url));
  if (script.status !== null && script.status >= 400) {
    return fail(
      `${script.url} answers HTTP ${script.status}.`,
      `Open the address in a browser: it must show JavaScript. The collector has it at ${target.collectorUrl}/sdk.js.`,
    );
  }
  if (!isJavaScript(script)) {
    return fail(
      `${script.url} answers with «${script.contentType}», which browsers do not run as a script.`,
      'Most often this is a “not found” page, or a proxy that sends its own type. The type must be text/javascript.',
    );
  }
  return fail(
    'It was loaded but does not run.',
    `Something else is at ${script.url}, or another script of the page has taken the name «subpixel».`,
  );
}

function isJavaScript({ contentType }: Call): boolean {
  return /(java|ecma)script/i.test(contentType);
}

/** What the browser calls a failure, as text and hint. */
function explainFailure(failure: string, url: string): [text: string, hint: string] {
  if (failure.includes('csp'))
    return ['The page’s own Content-Security-Policy keeps it out.', 'See «Policy» below.'];
  if (failure.includes('mixed'))
    return [
      `The page is https, the script is http: browsers do not load it.`,
      `Use https in the tag (${url.replace(/^http:/, 'https:')}), and in SUBPIXEL_PUBLIC_URL.`,
    ];
  if (failure.includes('BLOCKED_BY'))
    return [
      `The browser has blocked ${url} (${failure}).`,
      'A header of the page (Cross-Origin-Embedder-Policy), or a filter on the way, keeps it out; serve it from a neutral name on your own domain.',
    ];
  if (failure.includes('CERT'))
    return [`The certificate of ${url} is not valid (${failure}).`, 'Renew it, or mend its chain.'];
  return [
    `${url} could not be loaded (${failure}).`,
    'Open it in a browser: the collector must be reachable for every visitor, not only inside your network.',
  ];
}
