// Outlines as SVG paths.
const n = (value: number) => String(Math.round(value * 10) / 10);

export type Point = readonly [x: number, y: number];

export function rect(x: number, y: number, width: number, height: number): string {
  return `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`;
}

export function circle(x: number, y: number, r: number): string {
  return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`;
}

export function polygon(...points: Point[]): string {
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}z`;
}

export function line(...points: Point[]): string {
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}`;
}

/** A half disc, with its flat side turned by quarters. */
export function halfDisc(x: number, y: number, r: number, quarter: number): string {
  const [dx, dy] = [
    [r, 0],
    [0, r],
    [-r, 0],
    [0, -r],
  ][quarter % 4] as [number, number];
  return `M${n(x - dx)} ${n(y - dy)}A${n(r)} ${n(r)} 0 0 1 ${n(x + dx)} ${n(y + dy)}z`;
}

/** A quarter disc with its corner at one of the four corners of a square. */
export function quarterDisc(x: number, y: number, size: number, corner: number): string {
  const corners: Point[] = [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
  ];
  const at = (index: number) => corners[index % 4] as Point;
  const [[cx, cy], [ax, ay], [bx, by]] = [at(corner), at(corner + 1), at(corner + 3)];
  return `M${n(cx)} ${n(cy)}L${n(ax)} ${n(ay)}A${n(size)} ${n(size)} 0 0 1 ${n(bx)} ${n(by)}z`;
}

export function arch(x: number, width: number, bottom: number, top: number): string {
  const r = width / 2;
  return `M${n(x - r)} ${n(bottom)}V${n(top + r)}a${n(r)} ${n(r)} 0 0 1 ${n(width)} 0V${n(bottom)}z`;
}

/** A wedge of rays from a point. */
export function ray(x: number, y: number, from: number, to: number, length: number): string {
  const end = (angle: number): Point => [x + Math.cos(angle) * length, y + Math.sin(angle) * length];
  return polygon([x, y], end(from), end(to));
}

/** A range of hills over the whole sheet, given the heights at even distances. */
export function hills(heights: readonly number[], width: number, bottom: number): string {
  const step = width / (heights.length - 1);
  let path = `M0 ${n(bottom)}V${n(heights[0] as number)}`;
  for (let at = 1; at < heights.length; at++) {
    const middle = (at - 0.5) * step;
    path += `C${n(middle)} ${n(heights[at - 1] as number)} ${n(middle)} ${n(heights[at] as number)} ${n(at * step)} ${n(heights[at] as number)}`;
  }
  return `${path}V${n(bottom)}z`;
}

export function star(x: number, y: number, r: number, points: number, depth: number): string {
  const corners = Array.from({ length: points * 2 }, (_, at): Point => {
    const radius = at % 2 === 0 ? r : r * depth;
    const angle = (at * Math.PI) / points - Math.PI / 2;
    return [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius];
  });
  return polygon(...corners);
}
