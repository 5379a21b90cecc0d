import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ENGINE_FAULTS } from './engine-faults'
import { LAB_FAULTS } from './lab-faults'

it.each([...ENGINE_FAULTS, ...LAB_FAULTS])('what "$name" changes stands once in $file', ({ file, find, replace }) => {
  const text = readFileSync(file, 'utf8')
  expect(text.split(find)).toHaveLength(2)
  expect(replace).not.toBe(find)
})

it.each([{ part: 'engine', faults: ENGINE_FAULTS }, { part: 'plan', faults: LAB_FAULTS }])('no two faults of the $part have one name', ({ faults }) => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
})
