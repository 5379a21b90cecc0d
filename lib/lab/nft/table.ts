import type { NftChain, NftTable } from '@/lib/lab/plan'

/** A table being written: every counter it names is declared with what it stands for. */
export interface TableDraft {
  readonly counted: (means: string) => string
  readonly chain: (chain: NftChain) => void
  readonly finish: () => NftTable | null
}

/** Begins a table. A table without chains is none. */
export function draftTable(family: NftTable['family'], name: string): TableDraft {
  const counters = new Map<string, string>()
  const chains: NftChain[] = []
  return {
    counted: means => { const counter = `c${counters.size + 1}`; counters.set(counter, means); return `counter name "${counter}"` },
    chain: chain => { if (chain.rules.length > 0) chains.push(chain) },
    finish: () => chains.length > 0 ? { family, name, counters, chains } : null,
  }
}
