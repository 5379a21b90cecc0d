export { decodeLink } from './decode'
export { encodeLink, type EncodedLink } from './encode'
export type { LinkError } from './error'
