// The schema of this service.
import { EventLog1700000000000 } from '@movies/service-kit';
import { Announcement } from './announcements/announcement.entity.ts';
import { InboxEntry } from './inbox/inbox.entity.ts';
import { Member } from './members/member.entity.ts';
import { Notifications1700000006000 } from './migrations/notifications.ts';
import { Movie } from './movies/movie.entity.ts';
import { Subscription } from './subscriptions/subscription.entity.ts';
import { Delivery, Webhook } from './webhooks/webhook.entity.ts';

export const schema = {
  schema: 'notification',
  entities: [Movie, Member, Subscription, InboxEntry, Announcement, Webhook, Delivery],
  migrations: [EventLog1700000000000, Notifications1700000006000],
};
