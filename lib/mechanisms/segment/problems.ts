import type { Context } from '@/lib/mechanisms/types'
import { cidr, overlaps } from '@/lib/net/cidr'
import type { Problem } from '@/lib/network/problem'

/** Prefixes of one wire lie apart. */
export function checkSegment({ view, id, subject }: Context<'segment', unknown>): readonly Problem[] {
  const texts = subject.cidrs ?? []
  return texts.flatMap((first, at) => texts.slice(at + 1).filter(second => overlaps(cidr(first), cidr(second))).map((second): Problem =>
    ({ severity: 'error', code: 'segment.overlap', element: id, field: `cidrs.${at}`, facts: { segment: view.nameOf(id), first, second } })))
}
