import { pageNumbers } from './page_numbers.ts'

export interface Pager {
  readonly first: number
  readonly last: number
  readonly total: number
  readonly page: number
  readonly previous: string | null
  readonly next: string | null
  readonly numbers: readonly { readonly page: number | null; readonly path: string }[]
}

export interface PagerInput {
  readonly page: number
  readonly size: number
  readonly total: number
  /** Path and query of the list without its page. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
}

/** A page number as it came in the address: at least 1. */
export const pageOf = (value: unknown): number =>
  Math.min(100_000, Math.max(1, Number.parseInt(String(value), 10) || 1))

/** Pages of a hand-made list, for the component `ui.pager`. */
export function pagerOf({ page, size, total, path, query = {} }: PagerInput): Pager {
  const lastPage = Math.max(1, Math.ceil(total / size))
  const to = (number: number) =>
    `${path}?${new URLSearchParams({ ...query, page: String(number) }).toString()}`
  return {
    first: total ? Math.min((page - 1) * size + 1, total) : 0,
    last: Math.min(page * size, total),
    total,
    page,
    previous: page > 1 ? to(Math.min(page - 1, lastPage)) : null,
    next: page < lastPage ? to(page + 1) : null,
    numbers: pageNumbers(page, lastPage).map((number) => ({
      page: number,
      path: number ? to(number) : '',
    })),
  }
}
