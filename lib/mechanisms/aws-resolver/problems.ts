import type { Context } from '@/lib/mechanisms/types'
import type { Problem } from '@/lib/network/problem'
import type { Config } from './config'
import { LINK_LOCAL_RESOLVER, resolverAddress } from './addresses'

/** The resolver's address is not chosen. Source: Amazon VPC user guide, "DNS attributes for your VPC". */
export const checkResolver = (context: Context<'name-server', Config>): readonly Problem[] => [...addressProblems(context), ...ruleProblems(context)]

/** A rule needs an endpoint to leave by. Source: Route 53 developer guide, "Forwarding outbound DNS queries to your network". */
function ruleProblems({ view, id, config }: Context<'name-server', Config>): readonly Problem[] {
  return config.rules.flatMap(({ zone, servers, endpoints }, at): readonly Problem[] => {
    const facts = { server: view.nameOf(id), zone }
    const inbound = endpoints.find(endpoint => (view.get(endpoint, 'name-server')?.config as { readonly direction?: string } | undefined)?.direction !== 'outbound')
    if (servers.length === 0) return []
    if (endpoints.length === 0) return [{ severity: 'error', code: 'aws-resolver.rule-without-endpoint', element: id, field: `config.rules.${at}.endpoints`, facts }]
    return inbound === undefined ? [] : [{ severity: 'error', code: 'aws-resolver.rule-to-inbound', element: id, field: `config.rules.${at}.endpoints`, facts: { ...facts, endpoint: view.nameOf(inbound) } }]
  })
}

function addressProblems({ view, id, subject }: Context<'name-server', Config>): readonly Problem[] {
  const expected = resolverAddress(view, subject.parent ?? '')
  if (subject.address === undefined || expected === undefined || subject.address === expected || subject.address === LINK_LOCAL_RESOLVER) return []
  return [{ severity: 'error', code: 'aws-resolver.address', element: id, field: 'address', facts: { vpc: view.nameOf(subject.parent ?? ''), expected, address: subject.address } }]
}
