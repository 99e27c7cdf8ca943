/** Text of strangers: on its own, so that its writing direction and control characters move nothing around it. */
export function Foreign({ text }: { text: string }) {
  return <bdi>{text}</bdi>;
}

/** A foreign address: a link only where it leads to the web, else plain text (`javascript:` and the like). */
export function ForeignLink({ url }: { url: string }) {
  if (!isWebAddress(url)) return <Foreign text={url} />;
  return (
    <a href={url} rel="noopener noreferrer nofollow" target="_blank">
      <Foreign text={url} />
    </a>
  );
}

export function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}

/** What is not there. */
export function Nothing() {
  return <span class="nothing">–</span>;
}
