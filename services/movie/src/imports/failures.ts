// What can be wrong with a file, and with an import.
import { AppError, invalidField } from '@movies/service-kit';

const wrongFile = (code: string, message: string) => invalidField(code, 'file', message);

const FORMATS =
  'Understood are exports of Letterboxd (ZIP, or one of its CSV files), IMDb (CSV), Trakt (JSON, or a ZIP of them) and MovieLens (CSV or ZIP).';
const COLUMNS =
  'Understood are: title, year, imdb_id, tmdb_id, rating (of 5 or of 10), date, watched_date, review, liked, watchlist.';

export const notAForm = () =>
  new AppError('unsupported', 'unsupported_media_type', 'Send a form (multipart/form-data) with the file as "file".');
export const brokenForm = () => new AppError('invalid', 'invalid_form', 'The form breaks off or is not valid.');
export const noFile = () => wrongFile('no_file', 'The form has no file. Send it in the field "file".');
export const wrongField = (name: string) =>
  wrongFile('wrong_field', `The file came in the field "${name.slice(0, 50)}". Send it in the field "file".`);
export const twoFiles = () => wrongFile('two_files', 'Send one file at a time, or a ZIP with all of them.');
export const emptyFile = () => wrongFile('empty_file', 'The file is empty.');
export const fileTooLarge = (megabytes: number) =>
  new AppError('too_large', 'file_too_large', `The file is larger than ${megabytes} MB.`);

export const notUnderstood = (why: string) => wrongFile('file_not_understood', `${why} ${FORMATS}`);
export const unknownColumns = (found: readonly string[]) =>
  wrongFile('unknown_columns', `The columns are not understood: ${named(found)}. ${COLUMNS} ${FORMATS}`);
export const namesOnly = () =>
  wrongFile(
    'nothing_said',
    'The file names films, but does not say what you did with them. Name it watched.csv, watchlist.csv or likes.csv, or add a rating.',
  );
export const nothingInIt = () => wrongFile('no_rows', 'The file has a head, but no lines.');
export const nothingInZip = () => notUnderstood('Nothing in this ZIP is understood.');
export const brokenZip = () => wrongFile('broken_zip', 'The ZIP is broken. Make it, or download it, again.');
export const encryptedZip = () => wrongFile('encrypted_zip', 'The ZIP has a password. Send it without one.');
export const zipTooLarge = () =>
  wrongFile('zip_too_large', 'The ZIP unpacks to more than an import may hold. Send only the files that matter.');
export const tooManyRows = (most: number) =>
  wrongFile('too_many_rows', `An import has at most ${most.toLocaleString('en')} lines. Send the file in parts.`);
export const lineTooLong = (line: number) =>
  wrongFile('line_too_long', `After line ${line} comes one that never ends. Is there a quotation mark too many?`);
export const ofManyPeople = () =>
  wrongFile(
    'many_people',
    'These are ratings of many people. Send only your own; whoever runs this platform can bring a whole data set.',
  );

export const importMissing = () => new AppError('missing', 'import_not_found', 'There is no such import of yours.');
export const importRunning = () =>
  new AppError('conflict', 'import_running', 'An import of yours is running. Wait until it is done.');
export const accountGone = () => new AppError('unauthenticated', 'account_gone', 'This account was deleted.');

function named(columns: readonly string[]): string {
  const some = columns.slice(0, 12).map((column) => `"${column.slice(0, 40)}"`);
  return `${some.join(', ')}${columns.length > some.length ? ' …' : ''}`;
}
