// Colours by time and mood: ground, main, second, light.
export type Mood = 'dark' | 'bright' | 'warm' | 'cool';
export type Palette = readonly [ground: string, main: string, second: string, other: string];

interface Era {
  until: number;
  palettes: Record<Mood, string[]>;
}

const ERAS: Era[] = [
  {
    until: 1945,
    palettes: {
      dark: ['14110f 8c1c13 d9a441 f0e2c4', '1b1e23 6b7a8f c9b27c efe6d2'],
      bright: ['f2e3c0 c8442b 1f3b4d e0a93b', 'efe0c5 2d6a6a d96c3f 1d1a16'],
      warm: ['ead9b5 7a1f1f 2a1c14 c98b3c', 'e7d3b1 3b2a20 a8432d 6f7d5c'],
      cool: ['dfe3d8 21384a 8fa9a3 b3502e', '10202b 3f6b73 d7c69a e9e2cf'],
    },
  },
  {
    until: 1969,
    palettes: {
      dark: ['0f0f0f d6321f f3e7cf e8a317', '191717 f05a28 efe4cd 5c6f7b', 'd6321f 141212 f3e7cf f3e7cf'],
      bright: ['f6d243 d8352a 1b1b1b f7efdd', 'f4ead2 ef6f4c 167a7f f2b632'],
      warm: ['e4572e 2b1a14 f3dfb5 f4a259', 'ead7b0 c4402f 45523a 1d1914', 'd9a53a 7c2a1c f5e8c9 2a1c12'],
      cool: ['1e4d5c e7dcc0 d9532c 0e2229', '8fc1b5 f4efe0 173f4f e2543a'],
    },
  },
  {
    until: 1979,
    palettes: {
      dark: ['1a120b 8b2f12 d9822b f0d9a8', '101410 3d5a3a c9a227 e9dfc0'],
      bright: ['f3c14b d9541e 6b2d0f f8ead0', 'efe1bf e06b2d 3e6b52 8f2d1a'],
      warm: ['c4581b 4a1c0b f2c572 f6e6c6', '7a3417 e3a857 f3dfb8 2a140b'],
      cool: ['3d5147 e8d9b0 c77b30 1c2420', '274156 d9a15b efe3c8 101d29'],
    },
  },
  {
    until: 1989,
    palettes: {
      dark: ['0b0b1d ff2e63 08d9d6 f4f1ff', '12061f b517ff ffb400 f7eaff', '0d0f12 e2482d f2d16b f2ece0'],
      bright: ['ffd23f ee4266 3bceac 0a0a2a', 'ff6f91 ffc75f 2c2a6b fff6e9'],
      warm: ['2b0f2e ff5e5b ffb26b ffe9d6', 'f08a5d b83b5e 2d1b3d f9ed69', '48261a e3793b f4c987 fbeedb'],
      cool: ['0a1a3f 2de2e6 f706cf e8f6ff', '001d3d 3a86ff ffd60a f1faff'],
    },
  },
  {
    until: 1999,
    palettes: {
      dark: ['0d1210 2f4a3c a3b18a e8e4d6', '150f10 7d1d1d c7a26b ece2d3', '101218 39465f d9b24c ecebe4'],
      bright: ['f9c80e ea3546 43bccd 1c1b2e', 'f4f1de 3d5a80 ee6c4d 293241'],
      warm: ['3a1d12 b5532a e6b25a f6e8cf', 'd8b078 5b2b1f 8e3b24 1e120d', '6f1d1b bb9457 ffe6a7 2b0c0b'],
      cool: ['0f2a38 3f7d8c cbb98a eef0e8', '1a2238 5d6d9e d8c3a5 eae7dc'],
    },
  },
  {
    until: 2009,
    palettes: {
      dark: ['0a0f14 16465a f28f3b f3efe6', '111111 4d5357 c8102e ededea', '17130f 5b4636 c9a66b f0e8da'],
      bright: ['fdf0d5 c1121f 003049 669bbc', 'e9f5db 55a630 ff7b00 1b3a1f'],
      warm: ['2c1810 c97b3d f0c987 fff3df', 'f1dcc0 a44a3f 403233 d4a276', 'b23a2e f2d7a6 3b1414 f6e9d2'],
      cool: ['092327 0b5351 00a9a5 f2efe5', 'dfe7ec 2f4b66 f26b3a 14202b'],
    },
  },
  {
    until: Number.POSITIVE_INFINITY,
    palettes: {
      dark: ['0c0a12 5f0f40 fb8b24 f7efe5', '101418 2a3d45 e0fb48 f2f5ea', '1a0e0e b3261e f0b9a0 f7ece4'],
      bright: ['ff8fab d6336c 3a0f2b fff0f3', 'ffe066 247ba0 f25f5c 16233a', 'bde0fe ff5d8f 22223b fefae0'],
      warm: ['f2c6a0 d1495b 2e1f27 edae49', 'e76f51 264653 f4d9a8 2a1410', 'f3e9dc c08552 5e3023 895737'],
      cool: ['0b132b 3a506b 5bc0be f0f7f4', 'dfe9f3 5e60ce 1d1a4b ff9f68', '123c36 5fa777 f2e8c6 e07a3f'],
    },
  },
];

const MOODS: Record<string, Mood> = {
  Horror: 'dark',
  Thriller: 'dark',
  Crime: 'dark',
  Mystery: 'dark',
  War: 'dark',
  Action: 'dark',
  Comedy: 'bright',
  Family: 'bright',
  Animation: 'bright',
  Music: 'bright',
  'Science Fiction': 'cool',
  'Sci-Fi & Fantasy': 'cool',
  Fantasy: 'cool',
  Documentary: 'cool',
};

export function moodOf(genre: string | undefined): Mood {
  return (genre && MOODS[genre]) || 'warm';
}

export function palettesFor(year: number, mood: Mood): Palette[] {
  const era = ERAS.find(({ until }) => year <= until) as Era;
  return era.palettes[mood].map((colours) => colours.split(' ').map((hex) => `#${hex}`) as unknown as Palette);
}

export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Between two colours, by a share from 0 to 1. */
export function mix(a: string, b: string, share: number): string {
  const part = (at: number) => {
    const [from, to] = [a, b].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number];
    return Math.round(from + (to - from) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}
