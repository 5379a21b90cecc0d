/**
 * What `npm run shots` takes pictures of.
 *
 * `ready` tells that the page has settled; `prepare(page)`, optional, brings it into the state.
 */
export const STATES = [
  { name: 'start', path: '/', ready: '.react-flow__pane' },
  { name: 'not-found', path: '/no-such-page', ready: 'h1' },
]

export const THEMES = ['light', 'dark']
export const WIDTHS = [360, 768, 1440]
