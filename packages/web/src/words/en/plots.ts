// The words around plots.
export const plots = {
  asTable: 'The same as a table',
};
