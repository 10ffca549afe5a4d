// How a service tells the gateway, with an answer that may be kept, what it depends on beside what the contract says.
const CACHE_TAGS_HEADER = 'x-cache-tags';

export function cacheTags(tags: readonly string[]): Record<string, string> {
  return tags.length === 0 ? {} : { [CACHE_TAGS_HEADER]: [...new Set(tags)].join(',') };
}

export function readCacheTags(headers: Record<string, string | string[] | undefined>): string[] {
  const header = headers[CACHE_TAGS_HEADER];
  return typeof header === 'string' && header !== '' ? header.split(',') : [];
}
