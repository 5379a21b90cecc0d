/** The first paragraph that describes a mechanism, from its card (Markdown), without marks. */
export function explained(card: string): string {
  const [, description = card] = card.split(/^## Description\s*$/m)
  const [first = ''] = description.trim().split(/\n\s*\n/)
  return first.replace(/[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\s+/g, ' ').trim()
}

/** What each mechanism is, by its name. The cards are fetched when they are first wanted; none where that fails. */
export async function explanations(): Promise<Readonly<Record<string, string>>> {
  const { CARDS } = await import('./cards').catch(() => ({ CARDS: {} }))
  return Object.fromEntries(Object.entries(CARDS).map(([name, card]) => [name, explained(card)]))
}
