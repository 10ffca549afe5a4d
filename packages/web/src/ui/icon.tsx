// Icons of one hand: 24 by 24, drawn with a line of 1.8. They say nothing to a screen reader; what they stand in does.
const SHAPES = {
  home: 'M4 11.5 12 4l8 7.5M6 10v10h4.5v-6h3v6H18V10',
  film: 'M4 5h16v14H4zM8.5 5v14M15.500 5v14M4 9.700h4.500M4 14.300h4.500M15.500 9.700H20M15.500 14.300H20',
  spark: 'M12 3.500l2 6.500 6.500 2-6.500 2-2 6.500-2-6.500-6.500-2 6.500-2z',
  search: 'M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zM15.300 15.300 20.500 20.500',
  bell: 'M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 2h-15zM10 21h4',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.500 20.500c.8-4 3.700-6 7.500-6s6.700 2 7.500 6',
  heart:
    'M12 20S4 15 4 9.300C4 6.600 6 5 8 5c1.700 0 3.200 1 4 2.600C12.800 6 14.300 5 16 5c2 0 4 1.600 4 4.300C20 15 12 20 12 20z',
  bookmark: 'M7 4h10v16.500l-5-4-5 4z',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
  close: 'M5.500 5.500l13 13M18.500 5.500l-13 13',
  left: 'M14.500 5l-7 7 7 7',
  right: 'M9.500 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  check: 'M4.500 12.500l5 5 10-11',
  comment: 'M4 5h16v11.500h-9L6.500 20.500v-4H4z',
  flag: 'M6 21V4h12l-2.500 4.500L18 13H6',
  pencil: 'M4.500 19.500l1-4.500L16 4.500l3.500 3.500L9 18.500z',
  trash: 'M5 7h14M9.500 7V4.500h5V7M7 7l1 13h8l1-13',
  filter: 'M4 7h16M7 12h10M10 17h4',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2.500v2.500M12 19v2.500M2.500 12H5M19 12h2.500M5.300 5.300 7 7M17 17l1.700 1.700M5.300 18.700 7 17M17 7l1.700-1.700',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z',
  upload: 'M12 16V4M7 9l5-5 5 5M4 15.500V20h16v-4.500',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5zM9 14.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5z',
  out: 'M14 4H5v16h9M10 12h10.500M17 8.500l3.500 3.500-3.500 3.500',
  undo: 'M8.500 4.500 4 9l4.500 4.500M4 9h10a5.500 5.500 0 0 1 0 11H9',
  alert: 'M12 3.500 22 20H2zM12 10v5M12 17.500v.5',
  calendar: 'M4.500 6h15v14h-15zM4.500 10.500h15M8.500 3.500V7M15.500 3.500V7',
  shield: 'M12 3.500 19.500 6v6c0 4.500-3 7.300-7.500 8.800C7.500 19.300 4.500 16.500 4.500 12V6z',
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name, filled = false, size = 20 }: { name: IconName; filled?: boolean; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}
