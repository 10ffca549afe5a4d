import { latestReviews, listReports, type Moderation, moderate, type Report, reviewsOfMovie } from '@movies/contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { outdate } from '../../api/hooks.ts';
import { ReviewText } from '../../reviews/review-text.tsx';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { say } from '../../ui/toast-store.ts';
import { format } from '../../words/index.ts';
import { staff } from '../../words/staff.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import css from './staff.module.css';

const said = staff.reports;
type Act = Moderation['action'];

/** What makes sense to do next. */
const ACTS: Record<Report['status'], Act[]> = {
  open: ['hide', 'dismiss'],
  hidden: ['restore'],
  restored: ['hide'],
  dismissed: ['hide'],
};

export function ReportCard({ report }: { report: Report }) {
  const [act, setAct] = useState<Act>();
  const { status, reason, note, author, author_id, comment_id, text, created_at } = report;
  return (
    <article className={css.report}>
      <p className={css.head}>
        <span className={classes(css.badge, status === 'open' && css.bad)}>{said.reasons[reason] ?? reason}</span>
        {status !== 'open' && <span className={css.badge}>{said.statuses[status]}</span>}
        <span>
          {comment_id === null ? said.review : said.comment}{' '}
          <PageLink to={paths.person(author_id)}>{said.by(author)}</PageLink>
        </span>
        <time dateTime={created_at} title={format.moment(created_at)}>
          {said.reported(format.ago(created_at))}
        </time>
      </p>
      <blockquote className={css.quote}>
        <ReviewText text={text} spoils={false} />
      </blockquote>
      {note && (
        <p className={css.prose}>
          <b>{said.note}:</b> {note}
        </p>
      )}
      <History history={report.history} />
      <div className={css.actions}>
        {ACTS[status].map((one) => (
          <Button key={one} small look={one === 'hide' ? 'danger' : 'secondary'} onClick={() => setAct(one)}>
            {said.acts[one]}
            <span className="visually-hidden">: {said.by(author)}</span>
          </Button>
        ))}
      </div>
      {act && <ActDialog act={act} report={report} onClose={() => setAct(undefined)} />}
    </article>
  );
}

function History({ history }: Pick<Report, 'history'>) {
  if (history.length === 0) return null;
  return (
    <ol className={css.history} aria-label={said.history}>
      {history.map(({ action, reason, at }) => (
        <li key={at}>
          <b>{said.did[action] ?? action}</b> <time dateTime={at}>{format.ago(at)}</time>: {reason}
        </li>
      ))}
    </ol>
  );
}

function ActDialog({ act, report, onClose }: { act: Act; report: Report; onClose: () => void }) {
  const send = async (reason: string) => {
    await call(moderate, { params: { id: report.id }, body: { action: act, reason } });
    say(said.done[act]);
    await outdate(listReports, latestReviews, reviewsOfMovie);
  };
  return (
    <ReasonDialog
      draft={`staff.${act}.report.${report.id}`}
      title={said.ask[act]}
      text={said.askMore[act]}
      label={said.why}
      hint={said.whyHint}
      required
      yes={said.acts[act]}
      isHard={act === 'hide'}
      send={send}
      onClose={onClose}
    >
      <blockquote className={css.quote}>{report.text.slice(0, 300)}</blockquote>
    </ReasonDialog>
  );
}
