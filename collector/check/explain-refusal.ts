/** A refusal of the collector with what to do; null for a success. */
export function explainRefusal(
  answer: Readonly<Record<string, unknown>>,
  pageUrl: string,
): { readonly text: string; readonly hint: string } | null {
  if (answer.status !== 'error') return null;
  if (answer.reason === 'origin') {
    const { origin } = new URL(pageUrl);
    return {
      text: `The flow does not take anything from ${origin} (access origin).`,
      hint: `Add ${origin} to the flow’s origins, or take this page’s tag from the flow that it belongs to.`,
    };
  }
  if (answer.reason === 'token')
    return {
      text: 'The collector does not know the site key (access token).',
      hint: 'See «Site key» above.',
    };
  const code = [answer.error, answer.reason].filter((part) => typeof part === 'string').join(' ');
  const hint =
    typeof answer.hint === 'string' ? answer.hint : 'The postback log has the request with all details.';
  return { text: `The collector refuses it: ${code}.`, hint };
}
