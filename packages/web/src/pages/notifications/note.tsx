import type { Notification } from '@movies/contract';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { inboxWords as said } from '../../words/inbox.ts';
import { format } from '../../words/index.ts';
import css from './notifications.module.css';
import { read } from './use-inbox.ts';

const ICONS: Record<Notification['kind'], IconName> = { new_review: 'pencil', comment: 'comment', like: 'heart' };

export function Note({ id, kind, text, movie_id, read: isRead, created_at }: Notification) {
  const markRead = () => {
    if (!isRead) void read({ ids: [id] });
  };
  return (
    <div className={classes(css.note, !isRead && css.unread)}>
      <span className={css.kind}>
        <Icon name={ICONS[kind]} />
      </span>
      <div className={css.words}>
        {movie_id ? (
          <PageLink to={paths.movie(movie_id)} className={css.text} onClick={markRead}>
            {!isRead && <span className="visually-hidden">{said.new}: </span>}
            {text}
          </PageLink>
        ) : (
          <span className={css.text}>{text}</span>
        )}
        <time dateTime={created_at} title={format.moment(created_at)}>
          {format.ago(created_at)}
        </time>
      </div>
      {!isRead && <IconButton icon="check" label={said.readOne(text)} onClick={markRead} />}
    </div>
  );
}
