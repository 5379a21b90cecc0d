/** A type told apart from its bare form by name only: a branded value is obtained by parsing or by a named constructor, never by accident. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name }

/** The id of an element of the Design ("cassandra-b"), unique in it. Every derived fact carries one, so that it leads back to the drawing. */
export type ElementId = Brand<string, 'ElementId'>
