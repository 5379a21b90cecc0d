/** What to print of an error: the message of one that was thrown for people to read, else everything, as it is a bug. */
export function sentenceOf(error) {
  return error.constructor === Error ? error.message : error.stack
}
