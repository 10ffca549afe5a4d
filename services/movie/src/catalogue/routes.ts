import * as contract from '@movies/contract';
import { answer, cacheTags, pageHeaders, type Serve } from '@movies/service-kit';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { listMovies, type Shown, type ShownMovies, showGenres, showMovie } from './browsing.ts';
import { popularMovies, trendingMovies } from './from-tmdb.ts';
import { addMovie, changeMovie, deleteMovie } from './keeping.ts';
import { searchMovies } from './searching.ts';

export function catalogueRoutes(serve: Serve, context: Context): void {
  browsingRoutes(serve, context);
  keepingRoutes(serve, context);
}

function browsingRoutes(serve: Serve, context: Context): void {
  serve(contract.listMovies, async ({ query, caller, request }) => {
    const shown = await listMovies(context, query, caller?.userId);
    return answer(200, shown.value, listHeaders(request, query, shown));
  });

  serve(contract.popularMovies, async ({ query, caller, request }) => {
    const shown = await popularMovies(context, query, caller?.userId);
    return answer(200, resultsOf(shown), resultHeaders(request, query, shown));
  });

  serve(contract.trendingMovies, async ({ query, caller, request }) => {
    const shown = await trendingMovies(context, query, caller?.userId);
    return answer(200, resultsOf(shown), resultHeaders(request, query, shown));
  });

  serve(contract.searchMovies, async ({ query, caller, request }) => {
    const shown = await searchMovies(context, query, caller?.userId);
    return answer(200, resultsOf(shown), resultHeaders(request, query, shown));
  });

  serve(contract.listGenres, async () => {
    const { value, tags } = await showGenres(context);
    return answer(200, value, cacheTags(tags));
  });

  serve(contract.getMovie, async ({ params, caller, request }) => {
    const shown = await showMovie(context, params.id, caller?.userId);
    return answer(200, shown.value, tagsFor(request, shown));
  });
}

function keepingRoutes(serve: Serve, context: Context): void {
  serve(contract.createMovie, async ({ caller, body }) => {
    const id = await addMovie(context, caller, body);
    return answer(201, { message: 'Movie created', id }, { location: `/api/movies/${id}` });
  });

  serve(contract.updateMovie, async ({ caller, params, body }) => {
    await changeMovie(context, caller, params.id, body);
    return answer(200, { message: 'Movie updated successfully' });
  });

  serve(contract.deleteMovie, async ({ caller, params }) => {
    await deleteMovie(context, caller, params.id);
    return answer(200, { message: 'Movie deleted successfully' });
  });

  serve(contract.clearMovieCache, async () => {
    await context.cache.clear();
    return answer(200, { message: 'All cache cleared successfully' });
  });
}

function resultsOf({ value, from, note }: ShownMovies): contract.Results {
  const message = `Results retrieved from ${from === 'source' ? 'database' : 'cache'}`;
  return { message: note ? `${message}. ${note}` : message, data: value };
}

type Paged = Parameters<typeof pageHeaders>[1];

function listHeaders(request: FastifyRequest, query: Paged, shown: ShownMovies): Record<string, string> {
  return { ...pageHeaders(request, query, shown.total), ...tagsFor(request, shown) };
}

/** An answer that says where it comes from is only kept at the edge where that stays true. */
function resultHeaders(request: FastifyRequest, query: Paged, shown: ShownMovies): Record<string, string> {
  const headers = listHeaders(request, query, shown);
  return shown.from === 'source' || shown.note ? { ...headers, 'cache-control': 'no-store' } : headers;
}

/** A member's answer is nobody else's and is not kept. */
function tagsFor({ caller }: FastifyRequest, { tags }: Shown<unknown>): Record<string, string> {
  return caller ? {} : cacheTags(tags);
}
