import { useState } from 'react'
import { inquire } from '@/components/editor/inquire'
import type { Entry, Path } from '@/components/inspector/field'
import { useInspecting } from '@/components/inspector/inspecting'
import { AddButton } from './buttons'
import { RuleTable } from './rule-table'

interface Props { readonly path: Path; readonly entries: readonly Entry[]; readonly title: string; readonly items: readonly unknown[] | null; readonly required: boolean }

/** Pods, each with its node and address. A new one comes with both: the node with the fewest pods, and what is free there. */
export function Pods(props: Props) {
  const { id, revise } = useInspecting()
  const [sentence, setSentence] = useState<string | null>(null)
  const add = async () => {
    const pod = await inquire('pod', { id })
    setSentence(pod.ok ? await revise(props.path, (held) => [...(Array.isArray(held) ? held : []), pod.pod]) : pod.sentence)
  }
  return (
    <>
      <RuleTable {...props} adder={<AddButton title={props.title} onClick={() => void add()} />} />
      {sentence !== null && <p className="c-no cap" role="alert">{sentence}</p>}
    </>
  )
}
