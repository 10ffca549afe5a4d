// To another page, from what is no component.
export { navigate as goTo } from 'wouter/use-browser-location';
