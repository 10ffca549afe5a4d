const USUALLY = 10_000;
const SHORTEST = 1_000;
const LONGEST = 3_600_000;

/** How long a `Retry-After` header asks to wait: in seconds, or until a time. */
export function retryAfterMs(header: string): number {
  const asked = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(asked) ? USUALLY : Math.min(LONGEST, Math.max(SHORTEST, asked));
}
