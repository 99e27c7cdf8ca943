/**
 * Runs what a browser, its settings or the page may refuse (storage, cookies, patched natives) and swallows the
 * refusal. Everything the page calls or triggers goes through here: the SDK never throws at its host.
 */
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {}
}
