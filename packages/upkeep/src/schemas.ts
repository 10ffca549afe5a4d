// The schemas of all services, by their names.
import { schema as auth } from '@movies/auth';
import { schema as movie } from '@movies/movie';
import { schema as notification } from '@movies/notification';
import { schema as recommendation } from '@movies/recommendation';

export const schemas = { auth, movie, notification, recommendation };

export type ServiceName = keyof typeof schemas;

export const SERVICE_NAMES = Object.keys(schemas) as ServiceName[];
