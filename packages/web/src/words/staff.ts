export { staff } from './en/staff.ts';
