import * as contract from '@movies/contract';
import { answer, pageHeaders, type Serve } from '@movies/service-kit';
import type { Context } from '../context.ts';
import type { InteractionType } from './interaction.entity.ts';
import { addToList, listed, removeFromList } from './lists.ts';

export function listRoutes(serve: Serve, context: Context): void {
  const { myFavorites, addFavorite, removeFavorite } = contract;
  routesOf(serve, context, 'liked', { list: myFavorites, add: addFavorite, remove: removeFavorite });
  const { myWatchlist, addToWatchlist, removeFromWatchlist } = contract;
  routesOf(serve, context, 'bookmarked', { list: myWatchlist, add: addToWatchlist, remove: removeFromWatchlist });
  const { myWatched, addWatched, removeWatched } = contract;
  routesOf(serve, context, 'watched', { list: myWatched, add: addWatched, remove: removeWatched });
}

interface ListOperations {
  list: typeof contract.myFavorites | typeof contract.myWatched;
  add: typeof contract.addFavorite | typeof contract.addWatched;
  remove: typeof contract.removeFavorite;
}

function routesOf(serve: Serve, context: Context, type: InteractionType, { list, add, remove }: ListOperations): void {
  serve(list, async ({ caller, query, request }) => {
    const { movies, total } = await listed(context, caller, type, query);
    return answer(200, movies, pageHeaders(request, query, total));
  });

  serve(add, async ({ caller, body }) => {
    const { isNew, listed: movie } = await addToList(context, caller, type, body);
    return isNew ? answer(201, movie) : answer(200, movie);
  });

  serve(remove, async ({ caller, params }) => {
    await removeFromList(context, caller, type, params.id);
    return answer(200, { message: 'Removed from the list' });
  });
}
