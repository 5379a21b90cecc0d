/** What a person is told where a part of Podway that is fetched late did not come. */
export const NOT_LOADED = 'This part of Podway could not be loaded. Is the network there?'
