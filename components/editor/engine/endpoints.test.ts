import { describe, expect, it } from 'vitest'
import { viewDesign } from '@/lib/design/view'
import { TWO_CLOUDS } from '@/lib/layout/two-clouds.fixture'
import { askersOf, firstQuestion, targetsOf } from './endpoints'

const view = viewDesign(TWO_CLOUDS)

describe('the ends that the ask bar offers', () => {
  it('lets pods, nodes and hosts ask, under the cluster that they stand in', () => {
    expect(askersOf(view).find(({ id }) => id === 'cassandra-a-2')).toEqual({ id: 'cassandra-a-2', group: 'cluster-a', element: 'cassandra-a' })
    expect(askersOf(view).map(({ id }) => id)).toContain('node-b1')
  })
  it('offers service names, pods and addresses, each once', () => {
    const values = targetsOf(view).map(({ value }) => value)
    expect(values).toEqual(expect.arrayContaining(['web.default.svc.cluster.local', 'cassandra-b-0', '10.24.1.5']))
    expect(new Set(values).size).toBe(values.length)
  })
  it('begins with the first assertion', () => {
    const asserting = viewDesign({ ...TWO_CLOUDS, assertions: [{ from: 'web-a-0', to: 'web', port: 80, expect: 'reachable' }] })
    expect(firstQuestion(asserting)).toEqual({ from: 'web-a-0', to: 'web', protocol: 'tcp', port: 80 })
  })
  it('what is asserted of a workload its first pod asks', () => {
    const asserting = viewDesign({ ...TWO_CLOUDS, assertions: [{ from: 'cassandra-a', to: 'web', port: 80, expect: 'reachable' }] })
    expect(firstQuestion(asserting)?.from).toBe('cassandra-a-0')
  })
  it('without one begins with the first that can ask and be asked', () => expect(firstQuestion(view)).toMatchObject({ protocol: 'icmp', port: null }))
  it('never begins with a pod that asks for itself', () => {
    const alone = { ...TWO_CLOUDS, links: {}, elements: Object.fromEntries(Object.entries(TWO_CLOUDS.elements).filter(([, { kind }]) => !['service', 'load-balancer', 'host'].includes(kind))) }
    const first = firstQuestion(viewDesign(alone))
    const own = targetsOf(viewDesign(alone)).filter(({ hint }) => hint === first?.from).map(({ value }) => value)
    expect([...own, first?.from]).not.toContain(first?.to)
  })
  it('has no question for a design in which nobody can ask', () => expect(firstQuestion(viewDesign({ ...TWO_CLOUDS, elements: {}, links: {} }))).toBeNull())
})
