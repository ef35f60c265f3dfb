import type { Request } from '../run/asked.ts'

export interface AddressChanges {
  readonly sort?: string
  readonly group?: string | null
  readonly in?: string | null
  readonly format?: string
}

const reportPath = (name: string) => `/reports/${name}`

/** The order, when it is not the report's own. */
function sortText({ report, asked }: Request): string | null {
  const { column, direction } = asked.sort
  const isUsual = column === report.sort.column && direction === report.sort.direction
  return isUsual ? null : `${direction === 'desc' ? '-' : ''}${column}`
}

const sliceText = ({ asked: { slice } }: Request): string | null =>
  slice ? `${slice.column}:${slice.value ?? ''}` : null

/** The address of the same report with something changed; it opens on its first page. */
export function addressOf(
  request: Request,
  changes: AddressChanges = {},
  path = reportPath(request.report.name)
): string {
  const within = changes.in === undefined ? sliceText(request) : changes.in
  const group = changes.group === undefined ? request.groupBy : changes.group
  const parts: Record<string, string | null | undefined> = {
    sort: changes.sort ?? sortText(request),
    in: within,
    group: within ? null : group,
    format: changes.format,
  }
  const query = new URLSearchParams()
  // A filter that was emptied on purpose stays empty; left out, it would be what the report starts with.
  for (const { filter, typed } of request.chosen) {
    if (typed !== '' || filter.initial) query.set(filter.name, typed)
  }
  for (const [name, value] of Object.entries(parts)) if (value) query.set(name, value)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** Filters, order and groups as links to other pages carry them. */
export function queryOf(request: Request): Record<string, string> {
  const [, text = ''] = addressOf(request).split('?')
  return Object.fromEntries(new URLSearchParams(text))
}
