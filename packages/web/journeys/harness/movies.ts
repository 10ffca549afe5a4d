// Films of the demo, by their titles.
import { searchMovies } from '@movies/contract';
import { stage } from './stage.ts';

export async function movieCalled(title: string): Promise<number> {
  const { body } = await stage().platform.api(searchMovies, { query: { q: title, limit: 1 } });
  const [found] = (body as { data: { id: number; title: string }[] }).data;
  if (found?.title !== title) throw new Error(`the demo has no ${title}`);
  return found.id;
}
