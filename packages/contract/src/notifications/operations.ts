// Notifications: the inbox, and what fills it.
import { Type } from 'typebox';
import { ById, Message, Paging } from '../fields.ts';
import { MovieRef } from '../movies/schemas/movies.ts';
import { operation } from '../operation.ts';
import { problems } from '../problem.ts';
import { ServiceBroken, ServiceStatus } from '../status.ts';
import * as S from './schemas.ts';

const notifications = { service: 'notification', group: 'Notifications' } as const;
const webhooks = { service: 'notification', group: 'Webhooks', access: 'member' } as const;

export const notificationStatus = operation({
  ...notifications,
  id: 'notificationStatus',
  method: 'GET',
  path: '/api/notifications/status',
  access: 'public',
  budget: 'read',
  summary: 'Status of the notification service',
  replies: { 200: ServiceStatus, 500: ServiceBroken },
});

export const inbox = operation({
  ...notifications,
  id: 'inbox',
  method: 'GET',
  path: '/api/notifications',
  access: 'member',
  budget: 'read',
  summary: 'My inbox, newest first',
  query: S.InboxQuery,
  replies: { 200: S.Inbox, ...problems(400, 401) },
});

export const markRead = operation({
  ...notifications,
  id: 'markRead',
  method: 'POST',
  path: '/api/notifications/read',
  access: 'member',
  budget: 'write',
  summary: 'Mark notifications as read, some or all',
  body: S.ToBeRead,
  replies: { 200: S.NowRead, ...problems(400, 401) },
});

export const followMovie = operation({
  ...notifications,
  id: 'followMovie',
  method: 'PUT',
  path: '/api/movies/:id/subscription',
  access: 'member',
  budget: 'write',
  summary: "Follow a movie's reviews",
  description: '201 when it is new, 200 when I followed it already.',
  params: MovieRef,
  replies: { 200: S.Subscription, 201: S.Subscription, ...problems(400, 401, 404) },
});

export const unfollowMovie = operation({
  ...notifications,
  id: 'unfollowMovie',
  method: 'DELETE',
  path: '/api/movies/:id/subscription',
  access: 'member',
  budget: 'write',
  summary: "Do not follow a movie's reviews any more",
  params: MovieRef,
  replies: { 200: Message, ...problems(400, 401, 404) },
});

export const mySubscriptions = operation({
  ...notifications,
  id: 'mySubscriptions',
  method: 'GET',
  path: '/api/user/subscriptions',
  access: 'member',
  budget: 'read',
  summary: 'Movies whose reviews I follow',
  query: Type.Object(Paging),
  replies: { 200: Type.Array(S.Subscription), ...problems(400, 401) },
});

export const myWebhooks = operation({
  ...webhooks,
  id: 'myWebhooks',
  method: 'GET',
  path: '/api/user/webhooks',
  budget: 'read',
  summary: 'My webhooks',
  replies: { 200: Type.Array(S.Webhook), ...problems(401) },
});

export const addWebhook = operation({
  ...webhooks,
  id: 'addWebhook',
  method: 'POST',
  path: '/api/user/webhooks',
  budget: 'write',
  summary: 'Have my notifications sent to an address',
  description:
    'Each is sent as JSON, with `X-Webhook-Timestamp` and `X-Webhook-Signature: sha256=` and the HMAC of timestamp, dot and body.',
  body: S.WebhookInput,
  replies: { 201: S.NewWebhook, ...problems(400, 401, 409) },
});

export const removeWebhook = operation({
  ...webhooks,
  id: 'removeWebhook',
  method: 'DELETE',
  path: '/api/user/webhooks/:id',
  budget: 'write',
  summary: 'Remove a webhook',
  params: ById,
  replies: { 200: Message, ...problems(400, 401, 404) },
});

export const webhookDeliveries = operation({
  ...webhooks,
  id: 'webhookDeliveries',
  method: 'GET',
  path: '/api/user/webhooks/:id/deliveries',
  budget: 'read',
  summary: 'What was sent to a webhook, newest first',
  params: ById,
  query: Type.Object(Paging),
  replies: { 200: Type.Array(S.Delivery), ...problems(400, 401, 404) },
});
