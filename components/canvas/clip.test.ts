import { expect, it } from 'vitest'
import { TWO_CLOUDS } from '@/lib/layout/two-clouds.fixture'
import { clipOf, readClip, writeClip } from './clip'

it('takes what stands in the chosen ones, and the links that stay whole', () => {
  const clip = clipOf(TWO_CLOUDS, ['cluster-a', 'node-a1'])
  expect(clip.roots).toEqual(['cluster-a'])
  expect(Object.keys(clip.elements)).toEqual(expect.arrayContaining(['cluster-a', 'node-a1', 'cassandra-a']))
  expect(Object.keys(clip.elements)).not.toContain('vpc-a')
  expect(clip.links).toEqual({})
  expect(Object.keys(clipOf(TWO_CLOUDS, ['aws', 'gcp']).links)).toContain('tunnel-1')
})

it('comes back from a text as it went', () => {
  const clip = clipOf(TWO_CLOUDS, ['vpc-a'])
  expect(readClip(writeClip(clip))).toEqual(clip)
})

it.each(['', 'a word', '{"other":1}', '{"podway-clip-1"', '[1]'])('is not misled by %j', (text) => expect(readClip(text)).toBeNull())
