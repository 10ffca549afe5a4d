import type { Lifecycle, Log } from '@movies/service-kit';

export type Command = (words: string[], around: { lifecycle: Lifecycle; log: Log }) => Promise<void>;
