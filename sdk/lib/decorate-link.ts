import { isOff } from './dom.ts';

/** Adds the click to a link of one of the hosts, or of a host below one, unless it carries one already. */
export function decorateLink(node: EventTarget, hosts: string[], click: string | null): void {
  const { hostname, search, href } = node as HTMLAnchorElement;
  if (
    click &&
    hosts.some((host) => `.${hostname}`.endsWith(`.${host}`)) &&
    // Not every URL with a host is of the web: javascript://shop.example/%0Aalert(1).
    /^http(?!.*[?&]click=)/.test(href) &&
    !isOff(node as Element)
  ) {
    (node as HTMLAnchorElement).href = href.replace(/\??(#|$)/, `${search ? '&' : '?'}click=${click}$1`);
  }
}
