// What was sent to a webhook, and what came of it.
import { type Delivery, webhookDeliveries } from '@movies/contract';
import { useAnswer } from '../../api/hooks.ts';
import { Button } from '../../ui/button.tsx';
import { TextSkeleton } from '../../ui/skeleton.tsx';
import { ProblemNote } from '../../ui/states.tsx';
import { NUMBER, Table } from '../../ui/table.tsx';
import { format } from '../../words/index.ts';
import { settings } from '../../words/settings.ts';
import css from '../settings.module.css';

const said = settings.webhooks;
const SHOWN = 20;

export function Deliveries({ id, url }: { id: number; url: string }) {
  const { data, error, refetch } = useAnswer(
    webhookDeliveries,
    { params: { id }, query: { limit: SHOWN } },
    { staleTime: 0 },
  );
  if (!data) return error ? <ProblemNote error={error} retry={() => void refetch()} /> : <TextSkeleton lines={4} />;
  const { event, at, status, attempts, answer } = said.columns;
  return (
    <div className={css.section}>
      {data.body.length === 0 ? (
        <p className={css.soft}>{said.noDeliveries}</p>
      ) : (
        <Table
          label={`${said.deliveries}: ${url}`}
          columns={[
            { label: at },
            { label: event },
            { label: status },
            { label: attempts, isNumber: true },
            { label: answer },
          ]}
        >
          {data.body.map((delivery) => (
            <DeliveryRow key={delivery.id} {...delivery} />
          ))}
        </Table>
      )}
      <div>
        <Button small onClick={() => void refetch()}>
          {said.refresh}
        </Button>
      </div>
    </div>
  );
}

function DeliveryRow({ event, status, attempts, response_status, error, created_at }: Delivery) {
  return (
    <tr>
      <td>
        <time dateTime={created_at}>{format.moment(created_at)}</time>
      </td>
      <td>{said.kinds[event as keyof typeof said.kinds] ?? event}</td>
      <td>{said.status[status]}</td>
      <td className={NUMBER}>{format.count(attempts)}</td>
      <td>{[response_status, error].filter(Boolean).join(' · ') || '–'}</td>
    </tr>
  );
}
