import { describe, expect, it } from 'vitest'
import { mergeSentences } from './catalogue'
import type { Mechanism } from './types'

const saying = (sentences: Mechanism['sentences']) => ({ sentences }) as Mechanism

describe('sentences of several mechanisms', () => {
  it.each([
    { name: 'stand side by side', mechanisms: [saying({ 'a.one': 'One.' }), saying({ 'b.two': 'Two.' })], expected: { 'a.one': 'One.', 'b.two': 'Two.' } },
    { name: 'are one where they agree', mechanisms: [saying({ 'a.one': 'One.' }), saying({ 'a.one': 'One.' })], expected: { 'a.one': 'One.' } },
    { name: 'are left out where they disagree, whatever the order', mechanisms: [saying({ 'a.one': 'One.' }), saying({ 'a.one': 'Eins.' }), saying({ 'a.one': 'One.' })], expected: {} },
  ])('$name', ({ mechanisms, expected }) => {
    expect(mergeSentences(mechanisms)).toEqual(expected)
    expect(mergeSentences([...mechanisms].reverse())).toEqual(expected)
  })
})
