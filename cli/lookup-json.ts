import type { Exchange, Resolution } from '@/lib/network/resolution'

/** A lookup as `ask --json` and `lookup --json` print it. */
export function lookupJson({ name, outcome, ambiguous, canonicalName, addresses, exchanges, error, queries, waitedSeconds, notes }: Resolution) {
  return { name, outcome, ambiguous, canonicalName, addresses: addresses.map(({ address }) => address), queries: exchanges.map(queryJson), error: error ?? null, sent: queries.length, waitedSeconds, notes: (notes ?? []).map(({ code, element, facts }) => ({ code, element, facts })) }
}

function queryJson({ query, server, transport, response, failure, answeredBy, steps }: Exchange): object {
  return {
    name: query.name, type: query.type, server, transport, rcode: response?.rcode ?? null, failure: failure ?? null,
    answers: (response?.answers ?? []).map(({ name, type, data, ttlSeconds }) => ({ name, type, data, ttl: ttlSeconds })),
    answeredBy: answeredBy?.device ?? null, sourceSeen: answeredBy?.sourceSeen ?? null, steps: steps.map(stepJson),
  }
}

/** What one server did. */
export function stepJson({ device, element, actor, did, facts, exchange }: Exchange['steps'][number]): object {
  return { device, element, actor, did, facts, ...(exchange ? { asked: queryJson(exchange) } : {}) }
}
