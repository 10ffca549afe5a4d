// Members who report, and a moderator who decides, for tests of what becomes of it.
import {
  listReports,
  type Moderation,
  moderate,
  type Report,
  type ReportInput,
  type ReportListQuery,
  reportComment,
  reportReview,
  writeComment,
} from '@movies/contract';
import type { TestMember } from '@movies/testing';
import type { MovieUnderTest } from '../testing.ts';
import { newReview, type WrittenReview } from './reviews.ts';

export const SPAM: ReportInput = { reason: 'spam', note: 'Look at <this>' };

export const idOf = ({ body }: { body: unknown }) => (body as { id: number }).id;

export function moderationOf(movie: MovieUnderTest) {
  const staff = movie.newMember('staff');

  const report = ({ token }: TestMember, id: number, body = SPAM) =>
    movie.api(reportReview, { token, params: { id }, body });

  return {
    staff,
    report,
    reportSaid: ({ token }: TestMember, id: number) => movie.api(reportComment, { token, params: { id }, body: SPAM }),
    decide: (id: number, action: Moderation['action'], reason = 'Seen.', { token }: TestMember = staff) =>
      movie.api(moderate, { token, params: { id }, body: { action, reason } }),
    reportsOf: async (query: ReportListQuery = {}) => {
      const { body } = await movie.api(listReports, { token: staff.token, query: { limit: 100, ...query } });
      return body as Report[];
    },
    /** A review that someone has reported; `id` is the report's. */
    reported: async (): Promise<WrittenReview & { reporter: TestMember; id: number }> => {
      const written = await newReview(movie, { rating: 4, title: 'Buy', review: 'Cheap films!' });
      const reporter = movie.newMember();
      return { ...written, reporter, id: idOf(await report(reporter, written.review.id)) };
    },
    /** A comment, and who wrote it. */
    saidUnder: async (id: number) => {
      const author = movie.newMember();
      const body = { text: 'Cheaper here!' };
      return {
        author,
        comment: { id: idOf(await movie.api(writeComment, { token: author.token, params: { id }, body })) },
      };
    },
  };
}
