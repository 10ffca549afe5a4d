// How much a socket may say: so much at once, so much a second after that.

const AT_ONCE = 120;
const PER_SECOND = 10;
/** Of what is said beyond it, so much is borne before the socket is closed. */
const PATIENCE = 50;

export interface Bucket {
  left: number;
  filledAt: number;
  refused: number;
}

export function newBucket(now = Date.now()): Bucket {
  return { left: AT_ONCE, filledAt: now, refused: 0 };
}

export function take(bucket: Bucket, now = Date.now()): 'allowed' | 'refused' | 'unbearable' {
  const poured = ((now - bucket.filledAt) / 1_000) * PER_SECOND;
  bucket.left = Math.min(AT_ONCE, bucket.left + poured);
  bucket.filledAt = now;
  if (bucket.left < 1) {
    bucket.refused += 1;
    return bucket.refused > PATIENCE ? 'unbearable' : 'refused';
  }
  bucket.left -= 1;
  bucket.refused = 0;
  return 'allowed';
}
