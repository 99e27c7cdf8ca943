import { isWebUrl } from './click-macro.ts';
import { getAttribute, isOff, setAttribute } from './dom.ts';

/** Adds the click to a link of one of the hosts, or of a host below one; all else of it stays as it is. */
export function decorateLink(link: HTMLAnchorElement, hosts: string[], click: string): void {
  const { hostname, search } = link;
  const href = getAttribute(link, 'href') ?? '';
  if (
    hosts.some((host) => `.${hostname}`.endsWith(`.${host}`)) &&
    // Not every URL with a host is of the web: javascript://shop.example/%0Aalert(1).
    isWebUrl(href) &&
    !/[?&]click=/.test(search) &&
    !isOff(link)
  ) {
    setAttribute(
      link,
      'href',
      href.replace(/#|$/, (end) => `${search ? '&' : '?'}click=${click}${end}`),
    );
  }
}
