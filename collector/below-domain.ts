/** Whether a host is a domain or one of its subdomains. Both in lower case, as `URL` writes them; null: no domain. */
export function isBelowDomain(host: string, domain: string | null): boolean {
  return domain !== null && (host === domain || host.endsWith(`.${domain}`));
}
