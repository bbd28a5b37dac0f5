// The build keeps only Brazil's part of this file; nothing else in the package may import it.
export { default as metadata } from 'libphonenumber-js/metadata.max.json';
