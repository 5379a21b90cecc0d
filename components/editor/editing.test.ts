import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design } from '@/lib/design/design'
import type { Change, Edit } from './edits'
import { placesFor } from './engine/connections'
import { editDesign } from './engine/editing'
import { readDesign } from './engine/read'
import { ELEMENT_KINDS, type ElementKind } from '@/lib/design/kinds/index'
import { back, forth, HISTORY_LIMIT, NO_HISTORY, stepped, type History } from './history'
import { sharing } from './sharing'

const example = (id: string): Design => {
  const read = readDesign({ type: 'example', id })
  if (!read.ok) throw new Error(read.error.join('\n'))
  return read.value
}
const PEERED = example('two-peered-vpcs')
const edited = (design: Design, edit: Edit) => {
  const made = editDesign(design, edit)
  if (!made.ok) throw new Error(made.sentence)
  return made
}

/** What the page does with an edit, without the page. */
interface Page { readonly design: Design; readonly history: History }
function after({ design, history }: Page, edit: Edit): Page {
  const made = editDesign(design, edit)
  const next = made.ok ? sharing(design, made.design) : design
  return next === design ? { design, history } : { design: next, history: stepped(history, design, edit) }
}
function allTheWay(page: Page, how: typeof back): { readonly page: Page; readonly steps: number } {
  let now = page
  for (let steps = 0; ; steps++) {
    const travelled = how(now.history, now.design)
    if (travelled === null) return { page: now, steps }
    now = travelled
  }
}

const KINDS = Object.keys(ELEMENT_KINDS) as readonly ElementKind[]
/** A gesture by random numbers, about something that stands in the design, or did. */
function gestureOf(design: Design, known: readonly string[], [what, a, b, n]: readonly [number, number, number, number]): Edit {
  const ids = [...Object.keys(design.elements), ...Object.keys(design.links), ...known]
  const pick = (at: number) => ids[at % Math.max(1, ids.length)] ?? 'nothing'
  /** Mostly where it may stand, now and then anywhere. */
  const placeFor = (kind: ElementKind, at: number): string | null => {
    const may = Object.entries(placesFor({ kind }, design)).filter(([, refusal]) => refusal === null).map(([id]) => id)
    const [place = pick(at)] = at % 8 === 0 ? [] : [may[at % Math.max(1, may.length)]]
    return place === '' ? null : place
  }
  const kindOf = (at: number): ElementKind => KINDS[at % KINDS.length] ?? 'site'
  const placements = { [pick(a)]: { x: n % 400, y: b % 300 } }
  const parent = b % 9 === 0 ? null : pick(b)
  const changes: readonly Change[] = [
    { type: 'create', kind: kindOf(a), parent: placeFor(kindOf(a), b) }, { type: 'create', kind: kindOf(b), parent: placeFor(kindOf(b), n), at: { x: n % 400, y: 10 } },
    { type: 'set', id: pick(a), path: ['note'], value: n % 5 === 0 ? undefined : `note ${n}` }, { type: 'set', id: pick(a), path: ['cidr'], value: `10.${n % 256}.0.0/24` },
    { type: 'rename', id: pick(a), to: `renamed-${n % 50}` }, { type: 'remove', ids: n % 12 === 0 ? [pick(a)] : [] },
    { type: 'place', placements }, { type: 'place', placements, parent }, { type: 'connect', a: pick(a), b: pick(b) }, { type: 'duplicate', ids: n % 3 === 0 ? [pick(a)] : [] },
    { type: 'paste', clip: { roots: [pick(a)], elements: design.elements, links: {}, layout: {} }, parent },
  ]
  const change = changes[what % changes.length] ?? { type: 'remove', ids: [] }
  return n % 7 === 0 ? { ...change, gesture: `held-${n % 2}` } : change
}
const number = fc.noBias(fc.nat(10_000))
const gestures = fc.array(fc.tuple(number, number, number, number), { minLength: 300, maxLength: 300 })

describe('history', () => {
  it('undo of any 300 gestures returns to the very design it began with, redo to the end', () => {
    const steps: number[] = []
    fc.assert(fc.property(gestures, fc.constantFrom('new', 'two-peered-vpcs'), (sequence, start) => {
      const begin = example(start)
      const before = JSON.stringify(begin)
      let page: Page = { design: begin, history: NO_HISTORY }
      for (const numbers of sequence) page = after(page, gestureOf(page.design, Object.keys(begin.elements), numbers))
      const end = JSON.stringify(page.design)
      const undone = allTheWay(page, back)
      expect(undone.page.design).toBe(begin)
      expect(JSON.stringify(undone.page.design)).toBe(before)
      const redone = allTheWay(undone.page, forth)
      expect(redone.page.design).toBe(page.design)
      expect(JSON.stringify(redone.page.design)).toBe(end)
      expect(redone.steps).toBe(undone.steps)
      steps.push(undone.steps)
    }), { numRuns: 6, seed: 3, endOnFailure: true })
    for (const taken of steps) expect(taken).toBeGreaterThan(40)
  }, 120_000)

  it('edits of one gesture are one step; another gesture, or an undo between them, begins a new one', () => {
    const type = (page: Page, note: string, gesture: string) => after(page, { type: 'set', id: 'vpc-a', path: ['note'], value: note, gesture })
    let page: Page = { design: PEERED, history: NO_HISTORY }
    for (const note of ['h', 'he', 'hel']) page = type(page, note, 'note-1')
    expect(page.history.past).toEqual([PEERED])
    page = type(page, 'x', 'note-2')
    expect(page.history.past).toHaveLength(2)
    page = back(page.history, page.design) ?? page
    expect(page.design.elements['vpc-a']?.note).toBe('hel')
    expect(type(page, 'y', 'note-2').history.past).toHaveLength(2)
  })

  it('a new edit forgets what was undone, and what changes nothing is no step', () => {
    let page = after({ design: PEERED, history: NO_HISTORY }, { type: 'set', id: 'vpc-a', path: ['note'], value: 'one' })
    page = back(page.history, page.design) ?? page
    expect(page.history.future).toHaveLength(1)
    expect(after(page, { type: 'set', id: 'vpc-a', path: ['note'], value: undefined }).history).toBe(page.history)
    expect(after(page, { type: 'set', id: 'vpc-a', path: ['note'], value: 'two' }).history.future).toEqual([])
  })

  it('keeps a bounded number of steps', () => {
    let history = NO_HISTORY
    for (let n = 0; n < HISTORY_LIMIT + 20; n++) history = stepped(history, PEERED, {})
    expect(history.past).toHaveLength(HISTORY_LIMIT)
  })
})

describe('edits', () => {
  it('a new element is filled in, says what came with it, and stands where it was put', () => {
    const { design, created, note } = edited(example('new'), { type: 'create', kind: 'site', parent: null, at: { x: 40, y: 60 } })
    expect(created).toEqual(['aws'])
    expect(design.layout).toEqual({ aws: { x: 40, y: 60 } })
    expect(note).toBeUndefined()
    const { design: withVpc } = edited(design, { type: 'create', kind: 'vpc', parent: 'aws' })
    const node = edited(edited(withVpc, { type: 'create', kind: 'cluster', parent: 'vpc-1' }).design, { type: 'create', kind: 'node', parent: 'cluster-1' })
    expect(node.created).toEqual(['node-1'])
    expect(node.note).toBe('node-1 came with subnet-1, without which it cannot stand.')
  })

  it.each([
    { name: 'a value that is none is declined, with its place', edit: { type: 'set', id: 'subnet-a', path: ['cidr'], value: '10.1.1.7/24' }, path: 'elements.subnet-a.cidr', says: 'has host bits set' },
    { name: 'in a list, too', edit: { type: 'set', id: 'vpc-a', path: ['cidrs', 0], value: 'x' }, path: 'elements.vpc-a.cidrs.0', says: 'is not a prefix' },
    { name: 'a reference to nothing', edit: { type: 'set', id: 'subnet-a', path: ['routeTable'], value: 'rt-zzz' }, path: 'elements.subnet-a.routeTable', says: 'rt-zzz' },
    { name: 'an id that is taken', edit: { type: 'rename', id: 'vpc-a', to: 'vpc-b' }, path: '', says: 'There is something called vpc-b already.' },
    { name: 'an id that is none', edit: { type: 'rename', id: 'vpc-a', to: 'a.b' }, path: '', says: 'a.b is not an id' },
    { name: 'what has gone meanwhile', edit: { type: 'set', id: 'gone', path: ['note'], value: 'x' }, path: '', says: 'There is nothing called gone any more.' },
    { name: 'what may not stand there', edit: { type: 'create', kind: 'subnet', parent: 'aws' }, path: '', says: 'A subnet stands in a vpc' },
    { name: 'a key of the language', edit: { type: 'set', id: 'vpc-a', path: ['__proto__', 'x'], value: 1 }, path: 'elements.vpc-a', says: '__proto__' },
    { name: 'what is no clip', edit: { type: 'paste', clip: { roots: ['x'], elements: { x: { kind: 'nonsense' } }, links: {}, layout: {} }, parent: null }, path: '', says: 'not a part of a drawing' },
    { name: 'a design that is none', edit: { type: 'replace', design: { podway: 1, name: '' } }, path: '', says: '' },
  ])('$name', ({ edit, path, says }) => {
    const outcome = editDesign(PEERED, edit as unknown as Edit)
    expect(outcome).toMatchObject({ ok: false, sentence: expect.stringContaining(says) })
    if (!outcome.ok && path !== '') expect(outcome.path).toBe(path)
  })

  it('removing says what goes with it', () => {
    const { design, note } = edited(PEERED, { type: 'remove', ids: ['subnet-a'] })
    expect(Object.hasOwn(design.elements, 'node-a')).toBe(false)
    expect(note).toMatch(/^With subnet-a went .*node-a/)
  })

  it('a drag into another parent moves only those that were moved, and says what has changed to fit', () => {
    const { design, note } = edited(PEERED, { type: 'place', placements: { 'node-a': { x: 12, y: 30 }, 'node-b': { x: 90, y: 30 } }, parent: 'cluster-b', moved: ['node-a'] })
    expect(design.elements['node-a']).toMatchObject({ parent: 'cluster-b', subnet: 'subnet-b' })
    expect(design.layout).toMatchObject({ 'node-a': { x: 12, y: 30 }, 'node-b': { x: 90, y: 30 } })
    expect(note).toMatch(/^To fit the new place, fields of .*node-a/)
  })

  it('what is cut can be pasted again, here and in another design', () => {
    const clip = { roots: ['cluster-a'], elements: Object.fromEntries(Object.entries(PEERED.elements).filter(([id, { parent }]) => id === 'cluster-a' || parent === 'cluster-a')), links: {}, layout: {} }
    const { design: without } = edited(PEERED, { type: 'remove', ids: ['cluster-a'] })
    const pasted = edited(without, { type: 'paste', clip, parent: 'vpc-a' })
    expect(pasted.created).toHaveLength(1)
    expect(Object.values(pasted.design.elements).filter(({ kind }) => kind === 'node')).toHaveLength(2)
    const site = edited(edited(example('new'), { type: 'create', kind: 'site', parent: null }).design, { type: 'create', kind: 'vpc', parent: 'aws' })
    const elsewhere = edited(site.design, { type: 'paste', clip, parent: 'vpc-1' })
    expect(elsewhere.design.elements[elsewhere.created[0] ?? '']).toMatchObject({ kind: 'cluster', parent: 'vpc-1' })
  })
})

describe('sharing', () => {
  it('keeps every object that is equal, and the whole where nothing differs', () => {
    const copy = structuredClone(PEERED)
    expect(sharing(PEERED, copy)).toBe(PEERED)
    const { design } = edited(PEERED, { type: 'set', id: 'vpc-a', path: ['note'], value: 'x' })
    const shared = sharing(PEERED, design)
    expect(shared).toEqual(design)
    expect(shared.elements['vpc-b']).toBe(PEERED.elements['vpc-b'])
    expect(shared.elements['vpc-a']).not.toBe(PEERED.elements['vpc-a'])
  })
  it('finds things of a list by their id, wherever they have moved to', () => {
    const before = [{ id: 'a', x: 1 }, { id: 'b', x: 2 }]
    const after = sharing(before, [{ id: 'c', x: 0 }, { id: 'a', x: 1 }, { id: 'b', x: 3 }])
    expect(after[1]).toBe(before[0])
    expect(after[2]).toEqual({ id: 'b', x: 3 })
  })
  it('does not take another order for the same', () => {
    expect(Object.keys(sharing({ a: 1, b: 2 }, { b: 2, a: 1 }))).toEqual(['b', 'a'])
  })
})
