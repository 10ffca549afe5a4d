// Which passwords are refused, whoever chooses them.
import { passwordIsName, passwordsDiffer, passwordTooCommon } from '../accounts/failures.ts';

interface Chosen {
  password: string;
  confirmation: string | undefined;
  /** The name of the request's field, for the person who gets the answer. */
  field: string;
  /** What others know of the person. */
  known: string[];
}

export function checkNewPassword({ password, confirmation, field, known }: Chosen): void {
  if (confirmation !== undefined && confirmation !== password) throw passwordsDiffer();
  const plain = password.toLowerCase();
  if (known.some((word) => word.toLowerCase() === plain)) throw passwordIsName(field);
  if (COMMON.has(plain) || isOneCharacter(plain)) throw passwordTooCommon(field);
}

function isOneCharacter(text: string): boolean {
  return new Set(text).size === 1;
}

// The most frequent passwords of eight characters or more in published breaches.
const COMMON = new Set(
  `12345678 123456789 1234567890 0123456789 987654321 9876543210 87654321 11223344 1122334455 12341234 123123123
   12344321 123454321 1q2w3e4r 1q2w3e4r5t 1qaz2wsx q1w2e3r4 qwer1234 qwerty12 qwerty123 qwertyui qwertyuiop asdfghjk
   asdfghjkl zxcvbnm1 zaq12wsx password password1 password12 password123 passw0rd p@ssw0rd p@ssword pass1234 passwort
   iloveyou iloveyou1 sunshine princess football football1 baseball baseball1 superman starwars welcome1 welcome123
   trustno1 whatever michelle jennifer computer internet corvette mercedes samantha victoria alexander liverpool
   chocolate butterfly elizabeth charlie1 jordan23 letmein1 master123 admin123 administrator changeme changeme1
   abcd1234 abc12345 abcdefgh abcdefg1 a1b2c3d4 aa123456 monkey123 dragon123 shadow123 hello123 secret123 test1234
   testtest guest123 login123 default1 qazwsxedc poiuytrewq mynameis rockyou1 blink182 metallica slipknot`.split(/\s+/),
);
