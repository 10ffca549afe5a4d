// What can go wrong with reports.
import { AppError } from '@movies/service-kit';

export const reportMissing = (id: number) => new AppError('missing', 'report_not_found', `There is no report ${id}.`);
export const ownComment = () => new AppError('forbidden', 'own_comment', "You can't report your own comment.");
export const isHidden = () =>
  new AppError('conflict', 'is_hidden', 'What was reported is hidden: restore it instead of dismissing the report.');
export const isNotHidden = () =>
  new AppError('conflict', 'is_not_hidden', 'What was reported is not hidden: dismiss the report instead.');
