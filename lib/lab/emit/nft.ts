import type { LabNamespace, NftChain, NftTable } from '@/lib/lab/plan'

/** The rulesets of a namespace as nft(8) reads them; empty where it has none. */
export const nftText = ({ nft }: LabNamespace): string => nft.map(tableText).join('\n')

function tableText({ family, name, counters, chains }: NftTable): string {
  const declared = [...counters].map(([counter, means]) => `  counter ${counter} { comment "${plainText(means)}"; }`)
  // Chains that are gone to must stand before those that go there.
  const ordered = [...chains.filter(chain => !chain.base), ...chains.filter(chain => chain.base)]
  return [`table ${family} ${name} {`, ...declared, ...ordered.map(chainText), '}', ''].join('\n')
}

function chainText({ name, base, rules }: NftChain): string {
  const head = base ? [`    type ${base.type} hook ${base.hook}${base.device === undefined ? '' : ` device "${base.device}"`} priority ${base.priority}; policy accept;`] : []
  return [`  chain ${name} {`, ...head, ...rules.map(rule => `    ${rule}`), '  }'].join('\n')
}

/** A comment holds at most 128 bytes and no quote. Source: nft(8), comment. */
const plainText = (text: string) => text.replaceAll(/[^ -~]|"/g, '?').slice(0, 120)
