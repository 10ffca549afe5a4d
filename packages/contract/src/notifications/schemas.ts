// What members are told, and how they want to be told.
import { type Static, Type } from 'typebox';
import { Id, Nullable, Timestamp } from '../fields.ts';

export const Notification = Type.Object({
  id: Id,
  kind: Type.Enum(['new_review', 'comment', 'like'], {
    description: 'A review of a movie I follow, a comment on a review of mine, a like of it.',
  }),
  text: Type.String(),
  movie_id: Type.Optional(Id),
  review_id: Type.Optional(Id),
  from: Type.Optional(Type.Object({ id: Id, username: Type.String() })),
  read: Type.Boolean(),
  created_at: Timestamp,
});
export type Notification = Static<typeof Notification>;

export const InboxQuery = Type.Object({
  cursor: Type.Optional(
    Type.String({
      maxLength: 20,
      pattern: '^[1-9]\\d{0,9}$',
      description: 'Goes on where the `X-Next-Cursor` header of the last answer says.',
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  unread: Type.Optional(Type.Boolean({ description: 'Only what is not read yet.' })),
});
export type InboxQuery = Static<typeof InboxQuery>;

export const Inbox = Type.Object({ unread_count: Type.Integer(), data: Type.Array(Notification) });
export type Inbox = Static<typeof Inbox>;

export const ToBeRead = Type.Object(
  {
    ids: Type.Optional(Type.Array(Id, { maxItems: 1_000 })),
    all: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type ToBeRead = Static<typeof ToBeRead>;
export const NowRead = Type.Object({ message: Type.String(), unread_count: Type.Integer() });

export const Subscription = Type.Object({ movie_id: Id, movie_title: Type.String(), created_at: Timestamp });
export type Subscription = Static<typeof Subscription>;

const WebhookEvent = Type.Enum(['new_review', 'comment', 'like']);

export const WebhookInput = Type.Object(
  {
    url: Type.String({ format: 'uri', pattern: '^https?://', maxLength: 2_000 }),
    events: Type.Array(WebhookEvent, { minItems: 1, maxItems: 10, description: 'The kinds of notifications to send.' }),
  },
  { additionalProperties: false },
);
export type WebhookInput = Static<typeof WebhookInput>;

export const Webhook = Type.Object({
  id: Id,
  url: Type.String(),
  events: Type.Array(Type.String()),
  disabled_reason: Nullable(Type.String({ description: 'Why nothing is sent there any more.' })),
  created_at: Timestamp,
});
export type Webhook = Static<typeof Webhook>;

export const NewWebhook = Type.Object({
  ...Webhook.properties,
  secret: Type.String({ description: 'Signs what is sent. It is shown only now.' }),
});
export type NewWebhook = Static<typeof NewWebhook>;

export const Delivery = Type.Object({
  id: Id,
  event: Type.String(),
  status: Type.Enum(['waiting', 'delivered', 'failed']),
  attempts: Type.Integer(),
  response_status: Nullable(Type.Integer()),
  error: Nullable(Type.String()),
  created_at: Timestamp,
  delivered_at: Nullable(Timestamp),
});
export type Delivery = Static<typeof Delivery>;
