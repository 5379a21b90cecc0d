import { readFileSync } from 'node:fs'
import { compare } from '@/lab/compare'
import type { LabPlan } from '@/lib/lab/plan'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { converse } from '@/lib/trace/conversation'
import { prepare } from '@/lib/verify/prepare'
import type { Recording } from './recording'

/** The first probe of a recording that the engine answers otherwise than the kernel did, and how many were asked until then. */
export interface Replayed { readonly asked: number; readonly first: { readonly design: string; readonly probe: string; readonly says: string } | null }

/**
 * Asks the engine, faulty or not, what the kernel has been asked, until it answers one question otherwise; designs that are named first are
 * asked first. A fault that makes it throw is found, too.
 */
export function replay(file: string, firstNames: readonly string[] = []): Replayed {
  const { designs } = JSON.parse(readFileSync(file, 'utf8')) as Recording
  let asked = 0
  for (const design of inOrder(designs, firstNames)) {
    asked += design.questions.length
    const said = firstDifference(design)
    if (said) return { asked, first: { design: design.name, ...said } }
  }
  return { asked, first: null }
}

/** The designs, those that are named first before the others. */
export function inOrder(designs: Recording['designs'], firstNames: readonly string[]): Recording['designs'] {
  const early = firstNames.flatMap(name => designs.find(design => design.name === name) ?? [])
  return [...early, ...designs.filter(one => !early.includes(one))]
}

function firstDifference({ design, questions, limits, observed }: Recording['designs'][number]): { readonly probe: string; readonly says: string } | null {
  try {
    const { network } = prepare(design, MECHANISMS)
    for (const { name, flow } of questions) {
      const seen = observed[name]
      const says = seen && compare(converse(network, flow), seen, limits as unknown as LabPlan).differences[0]
      if (says !== undefined) return { probe: name, says }
    }
    return null
  } catch (error) {
    return { probe: 'all', says: `it throws: ${String(error)}` }
  }
}
