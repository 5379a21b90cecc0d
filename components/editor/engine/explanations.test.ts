import { expect, it } from 'vitest'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { CARDS } from './cards'
import { explained, explanations } from './explanations'

it('every mechanism has a card of its own', () => {
  expect(Object.keys(CARDS).toSorted()).toEqual(MECHANISMS.map(({ name }) => name).toSorted())
  for (const [name, card] of Object.entries(CARDS)) expect(card, name).toMatch(new RegExp(`^# ${name}$`, 'm'))
})

it('a mechanism is told by the first paragraph of its description', () => {
  expect(explained('# x\n\n## Name\n\nX.\n\n## Description\n\nSends `a` to\n[b](https://example.org).\n\nMore.\n')).toBe('Sends a to b.')
})

it('explains every mechanism in a sentence', async () => {
  const told = await explanations()
  for (const { name } of MECHANISMS) expect(told[name], name).toMatch(/^\S.{20,}\.$/)
})
