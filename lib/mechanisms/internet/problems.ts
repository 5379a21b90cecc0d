import type { Context } from '@/lib/mechanisms/types'
import { ip, isIpText } from '@/lib/net/ip-address'
import { isPrivate } from '@/lib/net/special-prefixes'
import type { Problem } from '@/lib/network/problem'

/** Nobody on the internet can reach a private address. Source: RFC 1918 section 3. */
export function checkHost({ view, id, subject }: Context<'host', unknown>): readonly Problem[] {
  if (!isIpText(subject.address) || !isPrivate(ip(subject.address))) return []
  return [{ severity: 'error', code: 'internet.address-not-public', element: id, field: 'address', facts: { host: view.nameOf(id), address: subject.address } }]
}
