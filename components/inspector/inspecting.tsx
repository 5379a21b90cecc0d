'use client'

import { createContext, use, useMemo, useState, type ReactNode } from 'react'
import { applyEdit, type Wanted } from '@/components/editor/document'
import type { Opened, ToldProblem } from '@/components/editor/protocol'
import { valueAt, type Path } from './field'

/** What was typed and is not in the design: not yet, or because it was declined. */
export interface Draft { readonly text: string; readonly sentence: string | null }
type Drafts = Readonly<Record<string, Draft>>

export interface Inspecting {
  readonly id: string
  readonly subject: Readonly<Record<string, unknown>>
  readonly opened: Opened
  readonly problems: readonly ToldProblem[]
  readonly readOnly: boolean
  readonly drafts: Drafts
  readonly draft: (key: string, draft: Draft | null) => void
  /** What came of a text that was committed (null: the design holds it); what is typed by then is left alone. */
  readonly settle: (key: string, text: string, sentence: string | null) => void
  /** Drops what was typed into a field and all inside it. */
  readonly forget: (path: Path) => void
  /** Changes the design; null, or why not. */
  readonly change: (change: Wanted) => Promise<string | null>
  readonly set: (path: Path, value: unknown) => Promise<string | null>
  /** Sets a field to what is made of the value it holds when the edits before are done. */
  readonly revise: (path: Path, made: (held: unknown) => unknown) => Promise<string | null>
}

const Context = createContext<Inspecting | null>(null)

/** The element that the inspector shows, for everything inside the inspector. */
export function useInspecting(): Inspecting {
  const inspecting = use(Context)
  if (inspecting === null) throw new Error('outside the inspector')
  return inspecting
}

export const keyOf = (id: string, path: Path): string => `${id} ${path.join('.')}`

async function change(wanted: Wanted): Promise<string | null> {
  const outcome = await applyEdit(wanted)
  return outcome.ok ? null : outcome.sentence
}

export interface Kept { readonly drafts: Drafts; readonly keep: (change: (before: Drafts) => Drafts) => void }

/** Drafts live as long as the design is open: whoever looks at another element and comes back finds what was typed. */
export function useDrafts(): Kept {
  const [drafts, keep] = useState<Drafts>({})
  return useMemo(() => ({ drafts, keep }), [drafts])
}

const without = (drafts: Drafts, goes: (key: string) => boolean): Drafts => Object.fromEntries(Object.entries(drafts).filter(([key]) => !goes(key)))

interface Props { readonly id: string; readonly opened: Opened; readonly readOnly: boolean; readonly kept: Kept; readonly children: ReactNode }

export function Inspect({ id, opened, readOnly, kept, children }: Props) {
  const inspecting = useMemo((): Inspecting => ({
    drafts: kept.drafts, id, opened, readOnly, change,
    draft: (key, draft) => kept.keep((before) => (draft === null ? without(before, (other) => other === key) : { ...before, [key]: draft })),
    settle: (key, text, sentence) => kept.keep((before) => (before[key]?.text !== text ? before : sentence === null ? without(before, (other) => other === key) : { ...before, [key]: { text, sentence } })),
    forget: (path) => kept.keep((before) => without(before, (key) => key.startsWith(keyOf(id, path)))),
    subject: { ...(opened.design.elements[id] ?? opened.design.links[id]) },
    problems: opened.problems.filter(({ element }) => element === id),
    set: (path, value) => change({ type: 'set', id, path, value }),
    revise: (path, made) => change((design) => ({ type: 'set', id, path, value: made(path.reduce(valueAt, design.elements[id] ?? design.links[id])) })),
  }), [id, opened, readOnly, kept])
  return <Context value={inspecting}>{children}</Context>
}
