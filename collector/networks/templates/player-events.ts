import type { NetworkEvent } from '../template.ts';

/** The events of casinos and bookmakers, each with a URL of its own. One player has one lead per goal. */

export const REGISTRATION: NetworkEvent = {
  event: 'registration',
  label: 'Registration',
  status: 'new',
  amount: 'none',
};

export const FIRST_DEPOSIT: NetworkEvent = {
  event: 'first-deposit',
  label: 'First deposit',
  status: 'approve',
};

export const DEPOSIT: NetworkEvent = { event: 'deposit', label: 'Deposit', status: 'approve' };

/** The player meets the terms of the offer: the payout is due. */
export const QUALIFICATION: NetworkEvent = {
  event: 'qualification',
  label: 'Qualification',
  status: 'approve',
};

export const PLAYER_EVENTS: readonly NetworkEvent[] = [REGISTRATION, FIRST_DEPOSIT, DEPOSIT, QUALIFICATION];
