/** Rules as people edit them: sentences, forms and tables over the JSON of the dialect, without losing any of it. Pure. */
export * from './edit.ts'
export * from './facts.ts'
export type { Piece } from './pieces.ts'
export * from './read.ts'
export * from './sentence.ts'
export * from './table.ts'
export type * from './types.ts'
export * from './write.ts'
