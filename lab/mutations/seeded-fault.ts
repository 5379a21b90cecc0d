/** A fault put into a copy of the source: `find` stands there exactly once. The product has no switch for it. */
export interface SeededFault { readonly name: string; readonly file: string; readonly find: string; readonly replace: string }
