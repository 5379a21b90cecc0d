import { newDesignId } from './design-id'
import { saveDesign } from './designs'
import { announce } from './news'

/** Keeps a design as a new one of mine. Resolves with its id; rejects where the browser keeps nothing. */
export async function keepNew(design: unknown): Promise<string> {
  const id = newDesignId()
  await saveDesign({ id, base: 0, design, editedAt: Date.now() })
  announce({ id, revision: 1 })
  return id
}
