import type { ReceiverSettings } from '../../collector/storage/receivers.ts';

/** A main receiver of all flows that hears of every status, with the given settings. */
export function aReceiver(settings: Partial<ReceiverSettings> = {}): ReceiverSettings {
  return {
    flowId: null,
    kind: 'main',
    name: 'Traffic source',
    preset: null,
    isOn: true,
    method: 'GET',
    url: 'https://ts.example/',
    headers: [],
    bodyType: 'none',
    body: '',
    statuses: [],
    goals: [],
    statusWords: {},
    testLeads: false,
    sealedSecret: null,
    signs: false,
    answer: null,
    isKeyed: false,
    ackHours: null,
    ...settings,
  };
}
