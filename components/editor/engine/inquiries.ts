import type { Inquiries, Opened } from '@/components/editor/protocol'
import { nextPod } from '@/lib/design/create/next-pod'
import { parseDesignValue } from '@/lib/design/parse-value'
import { viewDesign } from '@/lib/design/view'
import { writeDesign } from '@/lib/design/write'
import { MECHANISMS } from '@/lib/mechanisms/index'
import type { Answer } from '@/lib/network/answer'
import type { Prepared } from '@/lib/verify/prepare'
import { CATALOGUE } from './catalogue'
import { connectionsOf, placesFor } from './connections'
import { readCorefile } from './corefile'
import { explanations } from './explanations'
import { labOf } from './lab'
import { linkTo } from './linking'
import { readFile, readSource } from './read'
import { removalOf } from './removal'
import { roomAt } from './room'
import { surveyOf } from './survey'
import { tablesOf } from './tables'

/** The design that is open, ready to be asked, and the latest answer about it. */
export interface Current { readonly revision: number; readonly prepared: Prepared; readonly opened: Opened; readonly answer: Answer | null }

type Handlers = { readonly [Name in keyof Inquiries]: (given: Inquiries[Name]['given'], current: Current | null) => Later<Inquiries[Name]['told']> }
/** What part of the engine must be fetched first is told when it is there. */
type Later<Told> = Told | Promise<Told>

const NOTHING_OPEN = 'No design is open.'

const HANDLERS: Handlers = {
  places: (given, current) => (current === null ? {} : placesFor(given, current.prepared.design)),
  connections: ({ id }, current) => (current === null ? [] : connectionsOf(id, current.prepared.design)),
  write: ({ design }, current) => {
    const written = design ?? current?.prepared.design
    return written === undefined ? '' : writeDesign(written)
  },
  read: async given => {
    const read = given.type === 'file' ? readFile(given) : await readSource(given)
    return read.ok ? { ok: true, design: read.value } : { ok: false, sentences: read.error }
  },
  survey: ({ design }) => {
    const read = parseDesignValue(design, { source: 'design', mechanisms: MECHANISMS })
    return read.ok ? surveyOf(read.value) : null
  },
  room: ({ id, path }, current) => (current === null ? null : roomAt(id, path, current.prepared.design)),
  removal: ({ ids }, current) => (current === null ? { others: [], pods: 0, assertions: 0 } : removalOf(ids, current.prepared.design, MECHANISMS)),
  tables: (given, current) => (current === null ? { devices: [], device: null, tables: [] } : tablesOf(given, current.prepared, current.answer, CATALOGUE)),
  pod: ({ id }, current) => {
    const pod = current === null ? null : nextPod(viewDesign(current.prepared.design), id)
    return pod === null ? { ok: false, sentence: NOTHING_OPEN } : pod.ok ? { ok: true, pod: pod.value } : { ok: false, sentence: pod.error }
  },
  link: (_, current) => (current === null ? { ok: false, sentence: NOTHING_OPEN } : linkTo(current.prepared.design)),
  explanations,
  corefile: ({ text }) => readCorefile(text),
  lab: (_, current) => (current === null ? { ok: false, sentence: NOTHING_OPEN } : labOf(current.prepared)),
}

/** Answers one of the small questions. */
export function answerInquiry<Name extends keyof Inquiries>(name: Name, given: Inquiries[Name]['given'], current: Current | null): Later<Inquiries[Name]['told']> {
  return HANDLERS[name](given, current)
}
