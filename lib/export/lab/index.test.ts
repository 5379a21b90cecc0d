import { describe, expect, it } from 'vitest'
import { cidr } from '@/lib/net/cidr'
import { PROTOCOLS } from '@/lib/net/protocol'
import { sampleNetwork } from '@/lib/lab/sample.fixture'
import type { Device } from '@/lib/network/device'
import { deviceOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import { exportLab } from './index'

/** The sample with a device that is otherwise. */
function changed(id: string, change: (device: Device) => Partial<Device>): Network {
  const network = sampleNetwork()
  const device = network.devices.get(deviceOf(id)) as Device
  return { ...network, devices: new Map([...network.devices, [device.id, { ...device, ...change(device) }]]) }
}
const exported = (network: Network, questions?: number) => exportLab(network, { title: 'a small network', ...(questions === undefined ? {} : { questions }) })
/** What the script carries of each question. */
const asked = (script: string) => JSON.parse(/^\[\{"id".*$/m.exec(script)?.[0] ?? '[]') as readonly { readonly name: string; readonly expected: { readonly clientSees: readonly string[] } | null }[]

describe('a design as a lab to take along', () => {
  it('asks each question with what is expected of it', () => {
    const { script, probes, expected, leftOut } = exported(sampleNetwork())
    expect(asked(script)).toHaveLength(probes)
    expect(asked(script).filter(one => one.expected)).toHaveLength(expected)
    expect(asked(script).find(one => one.name.startsWith('client to service'))?.expected?.clientSees).toContain('ok')
    expect(leftOut).toBe(0)
  })

  it('asks at most so many', () => { expect(exported(sampleNetwork(), 7).probes).toBeLessThanOrEqual(7) })

  it('is the same each time', () => { expect(exported(sampleNetwork())).toEqual(exported(sampleNetwork())) })

  it('leaves out what passes a device that no kernel makes, and names it', () => {
    const whole = exported(sampleNetwork())
    const { probes, leftOut, notRun, script } = exported(changed('server', () => ({ proxies: [{ protocol: PROTOCOLS.tcp, ports: { from: 8443, to: 8443 }, from: 'server' as Device['from'] }] })))
    expect(notRun).toEqual([{ what: 'a proxy', devices: ['server'] }])
    expect(leftOut).toBeGreaterThan(0)
    expect(probes + leftOut).toBe(whole.probes)
    expect(asked(script).some(({ name }) => name.startsWith('client to s icmp'))).toBe(true)
  })

  it('expects nothing of a failure where the error about it may be lost in a mapping without memory', () => {
    const network = changed('r', device => ({
      filters: [], nat: [{ id: 'map', hook: 'prerouting', order: 100, match: {}, action: { type: 'destination-prefix', inside: cidr('198.51.100.0/24'), outside: cidr('203.0.113.128/25') }, code: 'nat.map', from: device.from }],
    }))
    const failing = asked(exported(network).script).filter(({ name }) => name.startsWith('client to s ') && name.includes('closed'))
    expect(failing.length).toBeGreaterThan(0)
    expect(failing.every(({ expected }) => expected === null)).toBe(true)
  })
})
