// Where TMDb's pictures are.
const HOST = 'https://image.tmdb.org/t/p';

/** `path` as TMDb gives it, with a slash before it; empty where there is no picture. */
export function imageUrl(path: string, size: 'w185' | 'w500' | 'w1280'): string {
  return path === '' ? '' : `${HOST}/${size}${path}`;
}
