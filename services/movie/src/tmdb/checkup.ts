// Whether TMDb lets us in.
import { broken, type Check, doubtful, messageOf, well } from '@movies/service-kit/doctor';

interface Access {
  TMDB_API_TOKEN?: string | undefined;
  TMDB_BASE_URL: string;
}

const PATIENCE_MS = 5_000;
const SUBJECT = 'TMDb';

export function checkTmdb({ TMDB_API_TOKEN: token, TMDB_BASE_URL: url }: Access): Check {
  return async () => {
    if (!token) return [well(SUBJECT, 'Not asked: only films that were added here are known (no TMDB_API_TOKEN).')];
    const headers = { authorization: `Bearer ${token}` };
    const ask = fetch(`${url}/configuration`, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    const answer = await ask.catch((error: Error) => messageOf(error.cause ?? error));
    if (typeof answer === 'string') {
      const mend = 'See that this machine reaches it. Until then films come from what is known here.';
      return [doubtful(SUBJECT, `${new URL(url).host} does not answer (${answer}).`, mend)];
    }
    if (answer.status === 401) {
      const mend = 'Set TMDB_API_TOKEN to the API read access token (v4) of an account at TMDb.';
      return [broken(SUBJECT, 'The token is not accepted.', mend)];
    }
    if (!answer.ok) return [doubtful(SUBJECT, `It answers ${answer.status}.`, 'Try again later.')];
    return [well(SUBJECT, 'Lets us in.')];
  };
}
