import { useEditor, type EditorState } from '@/components/editor/store'
import type { Told } from '@/components/editor/protocol'
import type { Box } from '@/lib/layout/drawing'

/** What an answer says about the drawing, gathered once per answer. */
interface Said { readonly lit: ReadonlySet<string>; readonly marks: ReadonlyMap<string, readonly Mark[]> }
/** A blocker's number, and whether it is mended here or only dies here. */
export interface Mark { readonly number: number; readonly mended: boolean }

const NOTHING: Said = { lit: new Set(), marks: new Map() }
const known = new WeakMap<Told, Said>()

function gather(told: Told): Said {
  const ways = [...told.ways, ...told.foldedWays].filter(({ stage }) => stage !== 'lookup')
  const passed = ways.flatMap(({ stretches }) => stretches.filter(({ state }) => state === 'done').flatMap(({ from, to }) => [from, to]))
  const marks = new Map<string, readonly Mark[]>()
  for (const { number, place, elements } of told.story.blockers) {
    for (const element of new Set<string>([...elements, place])) marks.set(element, [...(marks.get(element) ?? []), { number, mended: elements.some((one) => one === element) }])
  }
  return { lit: new Set(passed), marks }
}

function saidOf({ answering }: EditorState): Said {
  if (answering.state !== 'told') return NOTHING
  const said = known.get(answering.told) ?? gather(answering.told)
  known.set(answering.told, said)
  return said
}

const NONE: readonly Mark[] = []
/** A pod that the folded drawing does not show stands for its workload. */
const isSelected = ({ selected }: EditorState, box: Box) => selected?.element === box.element && (selected.box === null || selected.box === box.id || box.id === box.element)
const isPointed = ({ pointed }: EditorState, box: Box) => pointed?.element === box.element && (pointed.pod === null || box.kind !== 'pod' || box.id.endsWith(`/${pointed.pod}`))

const isMarked = ({ canvas: { marked } }: EditorState, box: Box) => marked.length > 1 && marked.includes(box.id)
const asTarget = ({ canvas: { over } }: EditorState, box: Box) => (over === null || over.box !== box.id ? '' : over.refusal === null ? ' takes' : ' refuses')

/** How one box stands now, as the words of its class. */
export const useStanding = (box: Box): string =>
  useEditor((state) => `${saidOf(state).lit.has(box.id) ? ' lit' : ''}${isSelected(state, box) || isMarked(state, box) ? ' sel' : ''}${isPointed(state, box) ? ' pointed' : ''}${asTarget(state, box)}`)

/** Numbers of the blockers that show at an element, or are mended there. */
export const useMarks = (element: string): readonly Mark[] => useEditor((state) => saidOf(state).marks.get(element) ?? NONE)
