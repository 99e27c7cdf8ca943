import type { OrderAlarms, ShavingNetwork, SilentNetwork } from '../../reports/order-alarms.ts';
import { Say } from '../reader.tsx';
import { AttentionLine } from './attention-line.tsx';
import { Share } from './figures.tsx';
import { Foreign } from './foreign.tsx';

/** The page with the leads behind an alarm. */
export function alarmPath(receiverId: string, alarm: keyof OrderAlarms): string {
  return `/console/orders/${encodeURIComponent(receiverId)}/${alarm}`;
}

/** Networks that do something odd with our orders, as lines of what needs a person. */
export function OrderAlarmLines({ silent, shaving }: OrderAlarms) {
  return (
    <>
      {silent.map((network) => (
        <AttentionLine
          key={network.receiverId}
          href={alarmPath(network.receiverId, 'silent')}
          link="Show them"
        >
          <Silent {...network} />
        </AttentionLine>
      ))}
      {shaving.map((network) => (
        <AttentionLine
          key={network.receiverId}
          href={alarmPath(network.receiverId, 'shaving')}
          link="Show them"
        >
          <Shaving {...network} />
        </AttentionLine>
      ))}
    </>
  );
}

function Silent({ name, ackHours, count }: SilentNetwork) {
  return (
    <Say
      phrase="{network} has not said a word of {n} orders that it took over {hours} h ago"
      with={{ network: <Foreign text={name} />, hours: ackHours }}
      n={count}
    />
  );
}

function Shaving({ name, refused, decided, usual }: ShavingNetwork) {
  return (
    <Say
      phrase="{network} took orders this week and refused {share} of them later, usually {usual}: it may be shaving"
      with={{
        network: <Foreign text={name} />,
        share: <Share share={refused / decided} />,
        usual: <Share share={usual} />,
      }}
    />
  );
}
