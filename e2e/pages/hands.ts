import { expect, type Locator, type Page } from '@playwright/test'
import { editorOf } from './editor'

/** One row of a table in the inspector: the label of each field, and what is written there. */
export type Row = Readonly<Record<string, string>>

/** How a person works in the editor, whatever they work with. */
export interface Hands {
  /** Puts a new element of a kind (as the palette calls it) into a box; null: on the open ground. */
  readonly place: (title: string, into: string | null) => Promise<void>
  /** Joins two boxes. The way to each: the boxes around it, from the outermost. */
  readonly connect: (title: string, a: readonly string[], b: readonly string[]) => Promise<void>
  /** Chooses a box, by the way to it. */
  readonly choose: (way: readonly string[]) => Promise<void>
  readonly press: (button: Locator) => Promise<void>
  readonly write: (field: Locator, text: string) => Promise<void>
  readonly undo: () => Promise<void>
}

const last = (way: readonly string[]): string => way.at(-1) ?? ''

/** With the mouse, and a keyboard for what is written. */
export function mouse(page: Page): Hands {
  const editor = editorOf(page)
  /** On the strip of a box that holds others, else in its middle. */
  const grip = async (id: string) => {
    const strip = editor.box(id).locator('.strip')
    return (await strip.count()) > 0 ? editor.middle(strip.locator('b')) : editor.middle(editor.box(id))
  }
  const click = async (id: string) => {
    const { x, y } = await grip(id)
    await page.mouse.click(x, y)
  }
  return {
    place: async (title, into) => {
      await editor.item(title).scrollIntoViewIfNeeded()
      const from = await editor.middle(editor.item(title))
      const to = await target(page, into)
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(from.x + 40, from.y, { steps: 3 })
      await page.mouse.move(to.x, to.y, { steps: 12 })
      await page.mouse.up()
    },
    connect: async (title, a, b) => {
      await editor.item(title).click()
      await click(last(a))
      await expect(editor.notice).toContainText(`from ${last(a)}`)
      await click(last(b))
    },
    choose: async (way) => click(last(way)),
    press: (button) => button.click(),
    write: (field, text) => fill(field, text),
    undo: () => page.getByRole('button', { name: /^Undo/ }).click(),
  }
}

/** Where something is dropped: in the lower right of a box, where it is free; on the open ground below the ask bar. */
async function target(page: Page, into: string | null) {
  const editor = editorOf(page)
  const room = await editor.canvas.boundingBox()
  if (room === null) throw new Error('there is no canvas')
  if (into === null) return { x: room.x + room.width * 0.4, y: room.y + room.height * 0.4 }
  const box = await editor.box(into).boundingBox()
  if (box === null) throw new Error(`${into} is not drawn`)
  const inRoom = { right: Math.min(box.x + box.width, room.x + room.width - 20), bottom: Math.min(box.y + box.height, room.y + room.height - 70) }
  return { x: inRoom.right - 14, y: inRoom.bottom - 12 }
}

async function fill(field: Locator, text: string) {
  if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(text)
  else await field.fill(text)
}

/** With a finger. Playwright's own touch only taps; a drag is told to the browser as it tells itself. */
export async function finger(page: Page): Promise<Hands> {
  const editor = editorOf(page)
  const hand = mouse(page)
  const devtools = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly { readonly x: number; readonly y: number }[]) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] })
  const tap = async (id: string) => {
    const strip = editor.box(id).locator('.strip')
    const { x, y } = (await strip.count()) > 0 ? await editor.middle(strip.locator('b')) : await editor.middle(editor.box(id))
    await page.touchscreen.tap(x, y)
  }
  return {
    ...hand,
    place: async (title, into) => {
      await editor.item(title).scrollIntoViewIfNeeded()
      const from = await editor.middle(editor.item(title))
      const to = await target(page, into)
      await touch('touchStart', [from])
      for (let step = 1; step <= 4; step++) await touch('touchMove', [{ x: from.x + 15 * step, y: from.y }])
      for (let step = 1; step <= 10; step++) await touch('touchMove', [{ x: from.x + 60 + ((to.x - from.x - 60) * step) / 10, y: from.y + ((to.y - from.y) * step) / 10 }])
      // A finger that lets go while it moves flings, and the browser takes the next tap as the end of the fling.
      await page.waitForTimeout(120)
      await touch('touchMove', [to])
      await touch('touchEnd', [])
    },
    connect: async (title, a, b) => {
      await editor.item(title).tap()
      await tap(last(a))
      await expect(editor.notice).toContainText(`from ${last(a)}`)
      await tap(last(b))
    },
    choose: (way) => tap(last(way)),
    press: (button) => button.tap(),
    undo: () => page.getByRole('button', { name: /^Undo/ }).tap(),
  }
}

/** With the keyboard alone. */
export function keyboard(page: Page): Hands {
  const editor = editorOf(page)
  const isFocused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement)
  const tabTo = async (locator: Locator) => {
    for (let time = 0; time < 200; time++) {
      if (await isFocused(locator)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not reach ${String(locator)}`)
  }
  const focusedBox = () => page.evaluate(() => document.activeElement?.closest('.react-flow__node, .react-flow__edge')?.getAttribute('data-id') ?? null)
  const untilBox = async (done: (id: string | null) => boolean, key: string) => {
    for (let time = 0; time < 200; time++) {
      if (done(await focusedBox())) return
      await page.keyboard.press(key)
    }
    throw new Error(`${key} does not lead there; the focus is on ${String(await focusedBox())}`)
  }
  const walk = async (way: readonly string[]) => {
    await untilBox((id) => id !== null, 'Tab')
    // Out to the top of the drawing, then in along the way.
    for (let time = 0; time < 6; time++) await page.keyboard.press('Escape')
    await untilBox((id) => id !== null, 'Tab')
    for (const [depth, id] of way.entries()) {
      await untilBox((at) => at === id, 'Tab')
      if (depth < way.length - 1) await untilBox((at) => at !== id, 'Enter')
    }
  }
  return {
    place: async (title, into) => {
      if (into !== null) await walk(WAYS[into] ?? [into])
      await page.keyboard.press('/')
      await page.keyboard.type(title)
      await expect(editor.palette.locator('.item').first()).toContainText(title)
      await page.keyboard.press('Enter')
    },
    connect: async (title, a, b) => {
      await walk(a)
      await page.keyboard.press('/')
      await page.keyboard.type(title)
      await expect(editor.palette.locator('.item').first()).toContainText(title)
      await page.keyboard.press('Enter')
      await untilBox((id) => id === last(a), 'Tab')
      await page.keyboard.press('Enter')
      await expect(editor.notice).toContainText(`from ${last(a)}`)
      // Its ends stand beside each other.
      await untilBox((id) => id === last(b), 'Tab')
      await page.keyboard.press('Enter')
    },
    choose: async (way) => {
      await walk(way)
      // On a card Enter leads to its fields.
      await page.keyboard.press('Enter')
      await expect.poll(focusedBox).toBeNull()
    },
    press: async (button) => {
      await tabTo(button)
      await page.keyboard.press('Enter')
    },
    write: async (field, text) => {
      await tabTo(field)
      if ((await field.evaluate((element) => element.tagName)) !== 'SELECT') await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type(text)
    },
    undo: () => page.keyboard.press('ControlOrMeta+z'),
  }
}

/** Ways to what the journey puts something into. */
const WAYS: Readonly<Record<string, readonly string[]>> = Object.fromEntries([1, 2].flatMap((n) => [[`vpc-${n}`, ['aws', `vpc-${n}`]], [`cluster-${n}`, ['aws', `vpc-${n}`, `cluster-${n}`]]]))
