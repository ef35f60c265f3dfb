/** A piece of a sentence: a fact and a value stand out from the words between them. */
export interface Piece {
  readonly text: string
  readonly as: 'word' | 'fact' | 'value' | 'code'
}

export const word = (text: string): Piece => ({ text, as: 'word' })
export function joined(parts: readonly (readonly Piece[])[], between: string): Piece[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [word(between), ...part]))
}

export const closed = (pieces: readonly Piece[], isClosed: boolean): Piece[] =>
  isClosed ? [word('('), ...pieces, word(')')] : [...pieces]
