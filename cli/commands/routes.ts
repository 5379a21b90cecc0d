import { hint } from '@/lib/design/nearest'
import type { Command } from '@/cli/command'
import { JSON_FLAG } from '@/cli/command'
import { CATALOGUE } from '@/cli/catalogue'
import { openDesign } from '@/cli/open-design'
import { badInput, EXIT, json } from '@/cli/outcome'
import { resolveEndpoint } from '@/lib/ask/endpoint'
import { tellTable } from '@/lib/explain/tables'
import type { Evidence } from '@/lib/explain/story'
import { evidenceLines } from '@/lib/explain/text'
import { err, ok, type Result } from '@/lib/net/result'
import type { Device } from '@/lib/network/device'
import { standingsOf } from '@/lib/trace/standing'
import type { Prepared } from '@/lib/verify/prepare'

export const routes: Command = {
  name: 'routes', help: 'route tables after route exchange: what is used (=), what lost (-), what is withheld (~), and why',
  syntax: { positionals: ['FILE', 'DEVICE'], flags: JSON_FLAG },
  run: ({ positionals: [path = '', name = ''], flags }, files) => {
    const opened = openDesign(path, files)
    if (!opened.ok) return badInput(opened.error)
    const devices = devicesNamed(name, opened.value)
    if (!devices.ok) return badInput(devices.error)
    const { network } = opened.value
    const tables = devices.value.flatMap(device => device.tables.map(table => ({ device, table, told: tellTable(table, standingsOf(table, network.settled), device, network, CATALOGUE) })))
    const out = flags.has('json')
      ? json({ tables: tables.map(({ device, table, told }) => ({ device: device.id, table: table.id, element: table.from, routes: told.rows.map(rowJson) })) })
      : tables.map(({ told }) => `${told.title}\n${evidenceLines(told, 2).join('\n')}\n`).join('\n')
    return { exit: EXIT.yes, out }
  },
}

const STATES = { matched: 'used', lost: 'lost', withheld: 'withheld' } as const

function rowJson({ state, cells: [prefix, nextHop, origin, preference], why, element }: Evidence['rows'][number]) {
  return { prefix, nextHop, origin, preference: Number(preference), state: STATES[state], why, element }
}

function devicesNamed(name: string, { network, view, design }: Prepared): Result<readonly Device[], string> {
  const endpoint = resolveEndpoint(name, view, network)
  if (!endpoint.ok) return endpoint
  const ids = endpoint.value.type === 'devices' ? endpoint.value.devices : endpoint.value.type === 'address' ? endpoint.value.owners : []
  const devices = ids.flatMap(id => network.devices.get(id) ?? [])
  if (devices.length > 0) return ok(devices)
  if (endpoint.value.type === 'devices') return err(`"${name}" has no route tables: it is no device.`)
  return err(`There is no device "${name}"${hint(name, [...Object.keys(design.elements), ...network.devices.keys()])}`)
}
