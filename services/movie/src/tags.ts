// What cached answers depend on. Whoever changes something purges its tags; the next read sees it, on every replica.

/** Every answer of this service. */
export const ALL = 'movie-service';
/** Which films there are, and everything by which they are found. */
export const MOVIES = 'movies';
/** The order of films by their ratings. */
export const RATINGS = 'ratings';
/** Which reviews there are. */
export const REVIEWS = 'reviews';
/** The order of reviews by their likes. */
export const LIKES = 'likes';
export const GENRES = 'genres';
/** What TMDb lists. Not among ALL: nothing that happens here changes it. */
export const TMDB = 'tmdb';
/** Whatever is shown of a film: facts, mean, counts. */
export const movieTag = (id: number) => `movie:${id}`;
export const reviewsOfMovieTag = (id: number) => `reviews-of-movie:${id}`;
/** Whatever is shown of a review, likes and comments too. */
export const reviewTag = (id: number) => `review:${id}`;
export const ratingsOfTag = (userId: number) => `ratings-of:${userId}`;
