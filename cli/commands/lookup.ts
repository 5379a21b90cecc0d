import { flagOf } from '@/cli/arguments'
import { CATALOGUE } from '@/cli/catalogue'
import { FAIL_FLAG, JSON_FLAG, type Command } from '@/cli/command'
import { lookupJson } from '@/cli/lookup-json'
import { openDesign } from '@/cli/open-design'
import { badInput, EXIT, json, type ExitCode } from '@/cli/outcome'
import { isDnsName } from '@/lib/ask/endpoint'
import { readStarts } from '@/lib/ask/read-question'
import { lookUp } from '@/lib/dns/lookup'
import { tellLookup } from '@/lib/explain/tell'
import { printLane } from '@/lib/explain/text'
import type { Resolution } from '@/lib/network/resolution'
import { converse } from '@/lib/trace/conversation'

export const lookup: Command = {
  name: 'lookup', help: "the stub resolver's whole walk: every query, server and plugin",
  syntax: {
    positionals: ['FILE'],
    flags: {
      from: { value: 'X', help: 'who asks: an element, a pod, a name that only one element has, or an address', required: true },
      name: { value: 'N', help: 'the name', required: true },
      type: { value: 'A|AAAA', help: 'only this type; both if not given, as getaddrinfo does' },
      ...FAIL_FLAG, ...JSON_FLAG,
    },
  },
  run: (given, files) => {
    const name = flagOf(given, 'name') ?? ''
    if (!isDnsName(name)) return badInput(`"${name}" is not a DNS name.`)
    const type = flagOf(given, 'type')?.toUpperCase()
    if (type !== undefined && type !== 'A' && type !== 'AAAA') return badInput(`A lookup asks for A or AAAA, not ${type}; query asks for other types.`)
    const opened = openDesign(given.positionals[0] ?? '', files, given.flags.get('fail'))
    if (!opened.ok) return badInput(opened.error)
    const { view, network } = opened.value
    const starts = readStarts(flagOf(given, 'from') ?? '', view, network)
    if (!starts.ok) return badInput(starts.error)
    const resolutions = starts.value.map(device => lookUp({ device, name, ...(type === undefined ? {} : { types: [type] }) }, network, (flow, intended) => converse(network, flow, intended)))
    const exits = new Set(resolutions.map(exitOf))
    const shown = resolutions.find(resolution => exitOf(resolution) !== EXIT.yes) ?? resolutions[0]
    if (!shown) return badInput('Nothing asks.')
    return {
      exit: exits.size > 1 ? EXIT.ambiguous : exitOf(shown),
      out: given.flags.has('json') ? json(lookupJson(shown)) : printLane(`${shown.asker} looks up ${name}  ${shown.outcome}`, tellLookup(shown, network, CATALOGUE)),
      messages: resolutions.length > 1 ? [`Asked from ${resolutions.length} devices; shown is ${shown.asker}.`] : [],
    }
  },
}

function exitOf({ outcome, ambiguous }: Resolution): ExitCode {
  if (outcome === 'undetermined') return EXIT.undetermined
  if (ambiguous) return EXIT.ambiguous
  return outcome === 'NOERROR' ? EXIT.yes : EXIT.no
}
