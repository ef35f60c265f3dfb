/** Where an entry stands: book, page and line of the page, all from 1. */
export interface BookPlace {
  readonly book: number
  readonly page: number
  readonly line: number
}

export interface BookShape {
  /** The number of the first book. */
  readonly firstBook: number
  readonly entriesPerPage: number
  readonly pagesPerBook: number
}

/** The place of the entry at an index, from 0, when books are filled in order. */
export function placeAt(
  index: number,
  { firstBook, entriesPerPage, pagesPerBook }: BookShape
): BookPlace {
  const page = Math.floor(index / entriesPerPage)
  return {
    book: firstBook + Math.floor(page / pagesPerBook),
    page: (page % pagesPerBook) + 1,
    line: (index % entriesPerPage) + 1,
  }
}
