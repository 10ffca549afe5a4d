// The schema of this service.
import { EventLog1700000000000, EventRequests1700000000100 } from '@movies/service-kit';
import { Genre, Movie, MovieGenre, MovieScores, MovieSearch, SearchWord } from './catalogue/movie.entity.ts';
import { Import, ImportChange, ImportRow } from './imports/import.entity.ts';
import { UserMovieInteraction } from './lists/interaction.entity.ts';
import { Author } from './members/author.entity.ts';
import { Catalogue1700000002000 } from './migrations/catalogue.ts';
import { Imports1700000005000 } from './migrations/imports.ts';
import { Opinions1700000003000 } from './migrations/opinions.ts';
import { Scores1700000004000 } from './migrations/scores.ts';
import { Report, ReportAction } from './moderation/report.entity.ts';
import { MovieLensMovie, MovieLensProgress } from './movielens/movielens.entity.ts';
import { Credit, Person } from './people/person.entity.ts';
import { MovieRating } from './ratings/rating.entity.ts';
import { MovieReview, ReviewComment, ReviewLike } from './reviews/review.entity.ts';

const catalogue = [Movie, MovieSearch, SearchWord, MovieScores, Genre, MovieGenre, Person, Credit];
const opinions = [Author, MovieRating, MovieReview, ReviewLike, ReviewComment, Report, ReportAction];

const imports = [Import, ImportRow, ImportChange, MovieLensMovie, MovieLensProgress];

export const schema = {
  schema: 'movie',
  entities: [...catalogue, ...opinions, UserMovieInteraction, ...imports],
  migrations: [
    EventLog1700000000000,
    EventRequests1700000000100,
    Catalogue1700000002000,
    Opinions1700000003000,
    Scores1700000004000,
    Imports1700000005000,
  ],
};
