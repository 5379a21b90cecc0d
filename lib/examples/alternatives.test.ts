import { describe, expect, it } from 'vitest'
import { alternativesOf } from './alternatives'
import { EXAMPLES } from './index'

describe('ways of doing the same', () => {
  it('are examples, each once', () => {
    const ids = alternativesOf('cassandra-aws-gcp')?.ways.map(({ id }) => id) ?? []
    expect(ids.filter((id) => !EXAMPLES.some((example) => example.id === id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })
  it('are the same from each of them', () => { expect(alternativesOf('cassandra-aws-gcp-forwarding')).toBe(alternativesOf('cassandra-aws-gcp')) })
  it('a design by itself has none', () => { expect(alternativesOf('two-peered-vpcs')).toBeUndefined() })
})
