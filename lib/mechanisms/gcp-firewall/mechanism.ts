import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { ruleSetOf } from '@/lib/network/names'
import { machineFilters } from './filters'
import { checkFirewall } from './problems'
import { toRule } from './rules'

/** The VPC firewall: rules of the whole network, enforced at each machine's network interface. */
export const gcpFirewall = defineMechanism({
  name: 'gcp-firewall',
  title: 'Google Cloud VPC firewall',
  category: 'filter',
  attachesTo: [{ kind: 'firewall', provider: 'gcp' }, { kind: 'node', provider: 'gcp' }, { kind: 'host', provider: 'gcp' }],
  schema: z.strictObject({}),
  sentences: {
    'gcp-firewall.allowed': 'A firewall rule of the network allows this.',
    'gcp-firewall.always-allowed': 'Machines may always talk to the metadata server, whatever the rules say.',
    'gcp-firewall.implied-allow': 'No rule matches, and what goes out is allowed unless a rule denies it.',
    'gcp-firewall.wrong-side': 'Rule {rule} of firewall {firewall} is for {direction} traffic but names only the machines of its own network, so it holds for every address outside. Name the other side\'s ranges.',
    'gcp-firewall.name-twice': 'Firewall {firewall} has two rules called {rule}. Give one of them another name.',
  },
  problems: { firewall: checkFirewall },
  contribute: {
    filter: {
      firewall: ({ id, subject }) => subject.rules.map(rule => ({ add: 'rule', set: ruleSetOf(subject.parent ?? '', `firewall-${rule.direction}`), rule: toRule(id, rule) })),
      node: ({ view, network, id, subject }) => machineFilters(view, network, id, subject.subnet),
      host: ({ view, network, id, subject }) => machineFilters(view, network, id, subject.subnet),
    },
  },
})
