/** What a person is told where Podway itself has failed: never the answer to a question. */
export const OUR_BUG = 'Podway itself failed here. This is a bug of Podway, not an answer about the design.'
