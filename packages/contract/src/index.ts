export * from './accounts/events.ts';
export * from './accounts/operations.ts';
export type { AuditEntry, RoleChanges } from './accounts/schemas/administration.ts';
export type {
  Counts,
  NotificationPreferences,
  PersonProfile,
  Preferences,
  PreferencesInput,
  Profile,
  ProfileChanges,
  Registration,
} from './accounts/schemas/people.ts';
export type { Credentials, KeySet, LoggedIn } from './accounts/schemas/sessions.ts';
export * from './event.ts';
export * from './movies/events.ts';
export * from './movies/operations.ts';
export type { ImportReport, ImportReportQuery, ImportRow, ImportSummary } from './movies/schemas/imports.ts';
export type { DiaryQuery, ListedMovie, WatchedMovie } from './movies/schemas/lists.ts';
export type {
  Genre,
  Mine,
  Movie,
  MovieChanges,
  MovieInFull,
  MovieListQuery,
  MovieSearchQuery,
  NewMovie,
  Results,
} from './movies/schemas/movies.ts';
export type {
  Comment,
  Moderation,
  RatedMovie,
  Rating,
  RatingInput,
  RatingListQuery,
  Report,
  ReportInput,
  ReportListQuery,
  Review,
  ReviewChanges,
  ReviewInput,
  ReviewListQuery,
} from './movies/schemas/reviews.ts';
export * from './notifications/operations.ts';
export type {
  Delivery,
  Inbox,
  InboxQuery,
  NewWebhook,
  Notification,
  Subscription,
  ToBeRead,
  Webhook,
  WebhookInput,
} from './notifications/schemas.ts';
export * from './notifications/socket.ts';
export * from './operating/operations.ts';
export type { FailedJob, ServiceJobs } from './operating/schemas.ts';
export * from './operation.ts';
export { operations } from './operations.ts';
export { Problem, problems } from './problem.ts';
export * from './recommendations/operations.ts';
export type {
  ForMeQuery,
  GroupRecommendation,
  GroupRequest,
  Prediction,
  Reason,
  Recommendation,
  Scorecard,
  TrainingRun,
} from './recommendations/schemas.ts';
export { type RefusalStatus, refusalsOf } from './refusals.ts';
