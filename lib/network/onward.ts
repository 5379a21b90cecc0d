import type { Exchange } from './resolution'

/** An exchange, and those by which the server that it asked found its answer, each followed by its own. */
export const withOnward = (exchange: Exchange): readonly Exchange[] => [exchange, ...exchange.steps.flatMap(step => (step.exchange ? withOnward(step.exchange) : []))]
