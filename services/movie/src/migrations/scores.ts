import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is counted of films and reviews. The database counts, whoever writes: a member, an import, a deleted account. */
export class Scores1700000004000 implements MigrationInterface {
  readonly name = 'Scores1700000004000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE movie_scores');
    await runner.query(`DROP FUNCTION score_movie, score_ratings, standing_popularity, count_reviews, count_likes,
      count_comments CASCADE`);
  }
}

const STATEMENTS = [
  `CREATE TABLE movie_scores (
    movie_id integer PRIMARY KEY CONSTRAINT movie_scores_movie REFERENCES movies ON DELETE CASCADE,
    rating_count integer NOT NULL DEFAULT 0,
    rating_sum double precision NOT NULL DEFAULT 0,
    histogram integer[] NOT NULL DEFAULT '{0,0,0,0,0,0,0,0,0,0,0}',
    review_count integer NOT NULL DEFAULT 0,
    mean real,
    popularity double precision NOT NULL DEFAULT 0,
    trend double precision NOT NULL DEFAULT 0,
    release_date date
  )`,
  'CREATE INDEX movie_scores_popularity ON movie_scores (popularity DESC, movie_id)',
  'CREATE INDEX movie_scores_mean ON movie_scores (mean DESC NULLS LAST, rating_count DESC, movie_id)',
  'CREATE INDEX movie_scores_lowest_mean ON movie_scores (mean, rating_count DESC, movie_id)',
  'CREATE INDEX movie_scores_rating_count ON movie_scores (rating_count DESC, movie_id)',
  'CREATE INDEX movie_scores_release_date ON movie_scores (release_date)',
  'CREATE INDEX movie_scores_trend ON movie_scores (trend DESC, movie_id) WHERE trend > 0',

  // What TMDb says of a film, and how many people here have rated it.
  `CREATE FUNCTION standing_popularity(elsewhere double precision, ratings integer) RETURNS double precision
   LANGUAGE sql IMMUTABLE AS $$ SELECT elsewhere + 10 * ln(1 + ratings) $$`,

  `CREATE FUNCTION score_movie() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO movie_scores AS s (movie_id, mean, popularity, release_date) VALUES (NEW.id,
       coalesce(NEW.given_rating, NEW.vote_average / 2), standing_popularity(NEW.popularity, 0), NEW.release_date)
     ON CONFLICT (movie_id) DO UPDATE SET
       mean = CASE WHEN s.rating_count > 0 THEN s.mean ELSE excluded.mean END,
       popularity = standing_popularity(NEW.popularity, s.rating_count),
       release_date = NEW.release_date;
     IF TG_OP = 'UPDATE' AND NEW.release_date IS DISTINCT FROM OLD.release_date THEN
       UPDATE movie_genres SET release_date = NEW.release_date WHERE movie_id = NEW.id;
     END IF;
     RETURN NULL;
   END $$`,
  'CREATE TRIGGER movie_added AFTER INSERT ON movies FOR EACH ROW EXECUTE FUNCTION score_movie()',
  `CREATE TRIGGER movie_changed AFTER UPDATE OF given_rating, vote_average, popularity, release_date ON movies FOR EACH ROW
   WHEN ((OLD.given_rating, OLD.vote_average, OLD.popularity, OLD.release_date)
     IS DISTINCT FROM (NEW.given_rating, NEW.vote_average, NEW.popularity, NEW.release_date))
   EXECUTE FUNCTION score_movie()`,

  // First the reviews, then the films, each in the order of their ids, as everyone locks them: so that two writers of
  // many can't wait for each other.
  `CREATE FUNCTION score_ratings() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE change record;
   BEGIN
     IF current_setting('movie.counts_itself', true) = 'on' THEN RETURN NULL; END IF;
     IF TG_OP = 'DELETE' THEN
       UPDATE movie_reviews AS r SET rating = NULL FROM (
         SELECT review.id FROM removed JOIN movie_reviews AS review USING (user_id, movie_id)
         ORDER BY review.id FOR NO KEY UPDATE OF review
       ) AS c WHERE r.id = c.id;
     ELSE
       UPDATE movie_reviews AS r SET rating = c.rating FROM (
         SELECT review.id, added.rating FROM added JOIN movie_reviews AS review USING (user_id, movie_id)
         WHERE review.rating IS DISTINCT FROM added.rating ORDER BY review.id FOR NO KEY UPDATE OF review
       ) AS c WHERE r.id = c.id;
     END IF;
     FOR change IN EXECUTE CASE TG_OP
       WHEN 'INSERT' THEN 'SELECT movie_id, rating, count(*)::int AS n FROM added GROUP BY 1, 2 ORDER BY 1, 2'
       WHEN 'DELETE' THEN 'SELECT movie_id, rating, -count(*)::int AS n FROM removed GROUP BY 1, 2 ORDER BY 1, 2'
       ELSE 'SELECT movie_id, rating, sum(n)::int AS n FROM (
               SELECT movie_id, rating, 1 AS n FROM added UNION ALL SELECT movie_id, rating, -1 FROM removed
             ) AS both_sides GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2'
     END LOOP
       UPDATE movie_scores AS s SET
         rating_count = s.rating_count + change.n,
         rating_sum = s.rating_sum + change.n * change.rating,
         histogram[1 + (change.rating * 2)::int] = s.histogram[1 + (change.rating * 2)::int] + change.n,
         mean = CASE WHEN s.rating_count + change.n > 0
           THEN (s.rating_sum + change.n * change.rating) / (s.rating_count + change.n)
           ELSE coalesce(m.given_rating, m.vote_average / 2) END,
         popularity = standing_popularity(m.popularity, s.rating_count + change.n)
       FROM movies AS m
       WHERE s.movie_id = change.movie_id AND m.id = change.movie_id;
     END LOOP;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER ratings_added AFTER INSERT ON movie_ratings REFERENCING NEW TABLE AS added
   FOR EACH STATEMENT EXECUTE FUNCTION score_ratings()`,
  `CREATE TRIGGER ratings_changed AFTER UPDATE ON movie_ratings REFERENCING NEW TABLE AS added OLD TABLE AS removed
   FOR EACH STATEMENT EXECUTE FUNCTION score_ratings()`,
  `CREATE TRIGGER ratings_removed AFTER DELETE ON movie_ratings REFERENCING OLD TABLE AS removed
   FOR EACH STATEMENT EXECUTE FUNCTION score_ratings()`,

  // Reviews that everyone can see.
  `CREATE FUNCTION count_reviews() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     UPDATE movie_scores SET review_count = review_count
       + (TG_OP <> 'DELETE' AND NEW.hidden_at IS NULL)::int - (TG_OP <> 'INSERT' AND OLD.hidden_at IS NULL)::int
     WHERE movie_id = coalesce(NEW.movie_id, OLD.movie_id);
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER reviews_counted AFTER INSERT OR DELETE OR UPDATE OF hidden_at ON movie_reviews FOR EACH ROW
   EXECUTE FUNCTION count_reviews()`,

  `CREATE FUNCTION count_likes() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     UPDATE movie_reviews SET like_count = like_count + CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END
     WHERE id = coalesce(NEW.review_id, OLD.review_id);
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER likes_counted AFTER INSERT OR DELETE ON review_likes FOR EACH ROW
   EXECUTE FUNCTION count_likes()`,

  `CREATE FUNCTION count_comments() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     UPDATE movie_reviews SET comment_count = comment_count
       + (TG_OP <> 'DELETE' AND NEW.hidden_at IS NULL)::int - (TG_OP <> 'INSERT' AND OLD.hidden_at IS NULL)::int
     WHERE id = coalesce(NEW.review_id, OLD.review_id);
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER comments_counted AFTER INSERT OR DELETE OR UPDATE OF hidden_at ON review_comments FOR EACH ROW
   EXECUTE FUNCTION count_comments()`,
];
