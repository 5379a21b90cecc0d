import * as z from 'zod'

const recorded = z.strictObject({
  id: z.int(),
  libc: z.enum(['glibc', 'musl', 'musl-before-1.2.4']),
  name: z.string(),
  mode: z.string(),
  family: z.enum(['unspec', 'inet', 'inet6']),
  search: z.string(),
  options: z.string(),
  nameservers: z.array(z.string()),
  note: z.string().optional(),
  result: z.strictObject({ rc: z.int(), err: z.string(), ms: z.number(), addrs: z.array(z.string()) }),
  queries: z.array(z.strictObject({
    ms: z.number(), ns: z.int(), proto: z.enum(['udp', 'tcp']), sock: z.int(), name: z.string(), type: z.string(), ad: z.boolean().optional(), edns: z.boolean().optional(),
  })),
  sequence: z.string().optional(),
})

/** A recording of lookups by real resolver libraries. `meta.musl` says which musl it was. */
export const resolverForm = z.strictObject({
  meta: z.looseObject({ glibc: z.string().optional(), musl: z.string().optional(), modes: z.looseObject({ k8s: z.record(z.string(), z.array(z.string())) }) }),
  cases: z.array(recorded),
})

export type ResolverRecording = z.output<typeof resolverForm>
export type RecordedLookup = ResolverRecording['cases'][number]
