/** Tags describe where a visit came from; each that is sent replaces the click's. */
export const TAGS = [
  'utm_source',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'utm_medium',
  'subid',
  'domain',
  'adid',
  'data1',
  'data2',
] as const;

export const MAX_TAG = 255;
export const MAX_META_KEY = 64;
export const MAX_META_VALUE = 1000;
/** A lead keeps at most this many custom fields. */
export const MAX_META_KEYS = 50;

/** The contact fields and how long they may be, in UTF-16 units. */
export const CONTACT_LENGTHS = { name: 255, phone: 64, email: 255, comment: 4000 } as const;
export type ContactField = keyof typeof CONTACT_LENGTHS;
