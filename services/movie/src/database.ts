// The schema of this service.
import { EventLog1700000000000 } from '@movies/service-kit';
import { Genre, Movie, MovieGenre, MovieScores } from './catalogue/movie.entity.ts';
import { UserMovieInteraction } from './lists/interaction.entity.ts';
import { Author } from './members/author.entity.ts';
import { Catalogue1700000002000 } from './migrations/catalogue.ts';
import { Opinions1700000003000 } from './migrations/opinions.ts';
import { Scores1700000004000 } from './migrations/scores.ts';
import { Report, ReportAction } from './moderation/report.entity.ts';
import { Credit, Person } from './people/person.entity.ts';
import { MovieRating } from './ratings/rating.entity.ts';
import { MovieReview, ReviewComment, ReviewLike } from './reviews/review.entity.ts';

const catalogue = [Movie, MovieScores, Genre, MovieGenre, Person, Credit];
const opinions = [Author, MovieRating, MovieReview, ReviewLike, ReviewComment, Report, ReportAction];

export const schema = {
  schema: 'movie',
  entities: [...catalogue, ...opinions, UserMovieInteraction],
  migrations: [EventLog1700000000000, Catalogue1700000002000, Opinions1700000003000, Scores1700000004000],
};
