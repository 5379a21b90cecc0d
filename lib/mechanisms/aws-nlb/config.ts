import * as z from 'zod'

export const nlbConfig = z.strictObject({
  preserveClientIp: z.boolean().optional().meta({ title: 'Keep the client\'s address', description: 'For TCP; UDP always keeps it. Off unless turned on.' }),
})
export type NlbConfig = z.infer<typeof nlbConfig>
