import { ROLES, type Role } from '../../people/permissions.ts';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';

const NAMES = {
  owner: 'owner',
  manager: 'manager',
  analyst: 'analyst',
  auditor: 'auditor',
} as const satisfies Record<Role, Phrase>;

const SAYS = {
  owner: 'everything, people and keys too',
  manager: 'all of the daily work, with buyers’ contact data',
  analyst: 'looks and exports, without contact data',
  auditor: 'looks, and reads the audit log; without contact data',
} as const satisfies Record<Role, Phrase>;

export function RoleName({ role }: { role: Role }) {
  return <>{useText()(NAMES[role])}</>;
}

/** The roles with what they may. */
export function RoleChoice({ role }: { role: Role }) {
  const text = useText();
  return (
    <fieldset class="field">
      <legend>{text('Role')}</legend>
      {ROLES.map((each) => (
        <label key={each} class="tick">
          <input type="radio" name="role" value={each} checked={each === role} />
          <span>
            <b>{text(NAMES[each])}</b> – {text(SAYS[each])}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
