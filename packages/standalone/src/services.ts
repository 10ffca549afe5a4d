/** The services of the platform; each has a role and a schema of that name. */
export const SERVICES = ['auth', 'movie', 'recommendation', 'notification'] as const;
