// What is known of people.
import { type Static, Type } from 'typebox';
import { CalendarDate, Id, Line, Nullable, Text, Timestamp } from '../../fields.ts';
import { Email, GivenPassword, NewPassword, Username } from './credentials.ts';

const Genres = Type.Array(Type.Union([Id, Line({ max: 60 })]), { maxItems: 100 });

const Actors = Type.Array(Line({ max: 120 }), { maxItems: 200 });

const Movies = Type.Array(Id, { maxItems: 500 });

export const NotificationPreferences = Type.Object(
  {
    followed_movies: Type.Optional(Type.Boolean({ description: 'New reviews of movies I follow.' })),
    replies: Type.Optional(Type.Boolean({ description: 'Comments on my reviews.' })),
    likes: Type.Optional(Type.Boolean({ description: 'Likes of my reviews.' })),
    email_digest: Type.Optional(Type.Enum(['off', 'daily', 'weekly'])),
  },
  { additionalProperties: false },
);
export type NotificationPreferences = Static<typeof NotificationPreferences>;

const RecommendationPreferences = Type.Object(
  {
    adventure: Type.Optional(
      Type.Number({ minimum: 0, maximum: 1, description: 'From well known (0) to surprising (1) films.' }),
    ),
    group: Type.Optional(Type.Boolean({ description: 'Whether others may ask for films to see together with me.' })),
  },
  { additionalProperties: false },
);

export const PreferencesInput = Type.Object(
  {
    genres: Type.Optional(Genres),
    actors: Type.Optional(Actors),
    movies: Type.Optional(Movies),
    notifications: Type.Optional(NotificationPreferences),
    recommendations: Type.Optional(RecommendationPreferences),
  },
  { additionalProperties: false },
);
export type PreferencesInput = Static<typeof PreferencesInput>;

export const Preferences = Type.Object({
  genres: Type.Array(Type.Union([Type.Integer(), Type.String()])),
  actors: Type.Array(Type.String()),
  movies: Type.Array(Type.Integer()),
  notifications: NotificationPreferences,
  recommendations: RecommendationPreferences,
});
export type Preferences = Static<typeof Preferences>;

export const Counts = Type.Object({
  ratings: Type.Integer(),
  reviews: Type.Integer(),
  favorites: Type.Optional(Type.Integer()),
  watchlist: Type.Optional(Type.Integer()),
});
export type Counts = Static<typeof Counts>;

const PublicFields = {
  id: Id,
  username: Type.String(),
  name: Type.String(),
  bio: Type.String(),
  favorite_genres: Preferences.properties.genres,
  favorite_actors: Preferences.properties.actors,
  favorite_movies: Preferences.properties.movies,
  date_joined: Timestamp,
  counts: Type.Optional(Counts),
};

const OwnFields = {
  email: Type.String(),
  first_name: Type.String(),
  last_name: Type.String(),
  birth_date: Nullable(CalendarDate),
  date_of_birth: Nullable(CalendarDate),
  notification_preferences: NotificationPreferences,
  recommendation_preferences: RecommendationPreferences,
  is_active: Type.Boolean(),
  is_staff: Type.Boolean(),
  is_superuser: Type.Boolean(),
  email_verified: Type.Boolean(),
  created_at: Timestamp,
  updated_at: Timestamp,
};

/** All of a profile, as its owner and staff see it. */
export const Profile = Type.Object({ ...PublicFields, ...OwnFields });
export type Profile = Static<typeof Profile>;

/** What anyone may see of a person; the rest is there for the person and for staff. */
export const PersonProfile = Type.Object({ ...PublicFields, ...Type.Partial(Type.Object(OwnFields)).properties });
export type PersonProfile = Static<typeof PersonProfile>;

const PersonalDetails = {
  name: Type.Optional(Line({ max: 255 })),
  first_name: Type.Optional(Text({ max: 120 })),
  last_name: Type.Optional(Text({ max: 120 })),
  date_of_birth: Type.Optional(Nullable(CalendarDate)),
  bio: Type.Optional(Text({ max: 2000 })),
};

export const Registration = Type.Object(
  {
    username: Type.Optional(Username),
    email: Email,
    password: NewPassword,
    confirm_password: Type.Optional(GivenPassword),
    ...PersonalDetails,
  },
  { additionalProperties: false },
);
export type Registration = Static<typeof Registration>;

export const ProfileChanges = Type.Object(
  {
    username: Type.Optional(Username),
    email: Type.Optional(Email),
    current_password: Type.Optional(GivenPassword),
    ...PersonalDetails,
    birth_date: Type.Optional(Nullable(CalendarDate)),
    favorite_genres: Type.Optional(Genres),
    favorite_actors: Type.Optional(Actors),
    favorite_movies: Type.Optional(Movies),
    notification_preferences: Type.Optional(NotificationPreferences),
    recommendation_preferences: Type.Optional(RecommendationPreferences),
  },
  { additionalProperties: false },
);
export type ProfileChanges = Static<typeof ProfileChanges>;

export const PasswordOnly = Type.Object({ password: GivenPassword }, { additionalProperties: false });

export const ExportedData = Type.Record(Type.String(), Type.Unknown());
