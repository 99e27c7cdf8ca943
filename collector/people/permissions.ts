/** What a person of an account may be. */
export const ROLES = ['owner', 'manager', 'analyst', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a page or an action asks for.
 * - `self`: one's own settings
 * - `read`: overview, log, leads, clicks and flows, without contact data
 * - `contact`: names, phones, addresses, and the requests that hold them
 * - `edit`: change flows, leads and mappings, replay, import
 * - `export`: take lists away as files
 * - `secrets`: postback URLs with their token
 * - `people`: users, tokens, API keys and the account itself; erase a person's data
 * - `audit`: who did what
 */
export type Permission = 'self' | 'read' | 'contact' | 'edit' | 'export' | 'secrets' | 'people' | 'audit';

const PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: ['self', 'read', 'contact', 'edit', 'export', 'secrets', 'people', 'audit'],
  manager: ['self', 'read', 'contact', 'edit', 'export', 'secrets'],
  analyst: ['self', 'read', 'export'],
  auditor: ['self', 'read', 'audit'],
};

export function may(role: Role, permission: Permission): boolean {
  return PERMISSIONS[role].includes(permission);
}
