// @ts-nocheck: AssemblyScript, which has its own compiler.
export { addRows, coOccurrences, quadraticForms } from './ease';
export { gibbsRows, moments } from './gibbs';
export { descendRows, solveRows } from './ials';
export { invertPivot, mirrorNegated, packPanel, unpackPanel, updateRows } from './inverse';
export { scoreRows } from './scores';
export { solveLower, solveUpper } from './triangles';
