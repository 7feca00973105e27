export { default } from './dist/site/eleventy.js';
